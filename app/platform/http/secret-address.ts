import { isLocale, type Locale } from '../i18n/locale';

const BASE = 'http://portal.invalid';
/** Links for guests, to orders and offers: without sign-in and without cookies. As the router does, in any case of the letters. */
const GUEST = /^\/([go])\/+[^/]+/i;
/** One-time links for accounts. */
const ACCOUNT = /^\/(reset-password|invitation|confirm-email)\/+[^/]+/i;

/** The router reads `%67` as `g`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** True for a page that is opened by whoever has its address. */
export function isSecretAddress(path: string): boolean {
  return GUEST.test(decoded(path));
}

/** A path as it may stand in a log: without the secret part. */
export function shownPath(path: string): string {
  const read = decoded(path);
  if (GUEST.test(read)) return read.replace(GUEST, '/$1/…');
  return ACCOUNT.test(read) ? read.replace(ACCOUNT, '/$1/…') : path;
}

/** The language that is chosen on a page for guests, which sets no cookie: `?lang=de`. Null on other pages. */
export function languageInAddress(url: string): Locale | null {
  const { pathname, searchParams } = new URL(url, BASE);
  const lang = searchParams.get('lang');
  return isSecretAddress(pathname) && isLocale(lang) ? lang : null;
}
