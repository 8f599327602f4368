import { isIPv6 } from 'node:net';

/** So many groups of 16 bits of an IPv6 address name a network; the rest its user chooses, anew for each request if they like. */
const GROUPS = 4;

/**
 * Whose an address is, for limits: an IPv4 address as it is, of an IPv6 address its network of 64 bits (RFC 4291, 2.5.4), which is the
 * least that one connection has.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** The groups of a part of an address; an IPv4 address at its end stands for two, which are never in the network. */
const groupsOf = (part: string) =>
  part === '' ? [] : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : group));
