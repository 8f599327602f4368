import type { IncomingHttpHeaders } from 'node:http';

/**
 * True when a state-changing request may come from this portal's own pages: by Sec-Fetch-Site where the browser sends
 * it, else by Origin against the host. A request with neither is not from a browser and carries no one's cookies unasked.
 * @param ownOrigin the portal's public origin
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  if (origin === ownOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
