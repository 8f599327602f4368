const PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/**
 * True for an address whose host is in a list.
 * @param hosts names, which stand for all their ports, or names with the one port: `erp.lan`, `erp.lan:8443`; in lower case
 */
export function isAllowedHost(url: URL, hosts: readonly string[]): boolean {
  const port = url.port || PORTS[url.protocol];
  return hosts.includes(url.hostname) || hosts.includes(`${url.hostname}:${port}`);
}
