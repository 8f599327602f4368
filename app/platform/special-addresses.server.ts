import { lookup as ask, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Networks of the registries of special addresses (RFC 6890, RFC 8190) that are not global and that ipaddr.js takes for such: tests of
 * devices, documentation, discarded packets, segment routing, addresses of a site, translation within a network, IPv4 in IPv6.
 */
const NETWORKS = [
  ['198.18.0.0', 15, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
] as const;

const special = new BlockList();
for (const [network, prefix, family] of NETWORKS) special.addSubnet(network, prefix, family);

/** The refusal of an address that is in one of these networks; null for any other one, and for names. */
export function refuseSpecial(address: string): Error | null {
  const plain = address.replace(/^\[|\]$/g, '');
  const version = isIP(plain);
  if (version === 0 || !special.check(plain, version === 6 ? 'ipv6' : 'ipv4')) return null;
  return new Error(`The address ${plain} is not allowed: it is for special use.`);
}

/** As `dns.lookup`, but for names of which an address is in one of these networks. */
export const publicLookup: LookupFunction = (hostname, options, answer) => {
  ask(hostname, options, (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
    const [refusal] = addresses.flatMap((address) => refuseSpecial(address) ?? []);
    answer(error ?? refusal ?? null, found, family);
  });
};
