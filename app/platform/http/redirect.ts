const BASE = 'http://portal.invalid';

/**
 * A path of this portal to go to, or `fallback` for anything that could lead elsewhere (another host, a
 * protocol-relative or backslash path, a control character).
 */
export function safeRedirect(target: unknown, fallback = '/'): string {
  if (typeof target !== 'string' || !/^\/[\x21-\x7e]*$/.test(target) || !URL.canParse(target, BASE))
    return fallback;
  const { host, pathname, search, hash } = new URL(target, BASE);
  const stays = host === new URL(BASE).host && !pathname.startsWith('//') && !target.includes('\\');
  return stays ? `${pathname}${search}${hash}` : fallback;
}

/** The path of a page that leads on to `target` when it is done; a target that is the start needs no mention. */
export function withReturn(path: string, target: string): string {
  return target === '/' ? path : `${path}?redirectTo=${encodeURIComponent(target)}`;
}
