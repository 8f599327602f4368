import { createCookie } from '@remix-run/node';
import { env } from '../env.server';
import { singleton } from '../singleton';

/**
 * A host-only cookie that scripts cannot read. On HTTPS its name starts with `__Host-`, which browsers accept only
 * with Secure, Path=/ and no Domain (RFC 6265bis, 4.1.3.2).
 */
function hostCookie(name: string, maxAgeSeconds: number) {
  return singleton(`cookie:${name}`, () =>
    createCookie(env().https ? `__Host-${name}` : name, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: env().https,
      maxAge: maxAgeSeconds,
    }),
  );
}

const DAY = 24 * 60 * 60;

/** Holds the session's token. */
export const sessionCookie = () => hostCookie('portal_session', 14 * DAY);
/** Holds the token of a sign-in that is under way: a code, or the provider of identities, is waited for. */
export const signInCookie = () => hostCookie('portal_sign_in', 10 * 60);
/** Holds the token of the challenge that a passkey answers. */
export const passkeyCookie = () => hostCookie('portal_passkey', 10 * 60);
/** Holds what the browser is known by to those who signed in with it; it opens nothing. */
export const knownBrowserCookie = () => hostCookie('portal_browser', 365 * DAY);
/** Holds the token of a form that waits for its person to sign in again. */
export const pendingFormCookie = () => hostCookie('portal_pending_form', DAY);
/** Holds { locale?, theme? } of a browser in which nobody is signed in. */
export const preferencesCookie = () => hostCookie('portal_preferences', 365 * DAY);
