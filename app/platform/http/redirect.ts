/**
 * A path of this portal to go to, or `fallback` for anything that could lead elsewhere (another host, a
 * protocol-relative or backslash path, a control character).
 */
export function safeRedirect(target: unknown, fallback = '/'): string {
  if (typeof target !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(target) || target.includes('\\'))
    return fallback;
  const url = new URL(target, 'http://portal.invalid');
  return url.host === 'portal.invalid' ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
