import { type AppLoadContext, redirect } from '@remix-run/node';
import { db } from '~/platform/db.server';
import { pendingFormCookie } from '~/platform/http/cookies.server';
import { textFields } from '~/platform/http/form.server';
import { countTry } from './limits.server';
import { signInPath } from './require-viewer.server';
import type { Viewer } from './rules';
import { getViewer, hashToken, newToken } from './session.server';

type Args = { request: Request; context: AppLoadContext };

const MAX_BYTES = 256 * 1024;
const SECRET_FIELD = /passw|passcode|secret|sealed|token|^code$/i;

/** How long a form waits for its person, in hours. */
export const PENDING_FORM_HOURS = 24;

/**
 * Keeps the text fields of a form whose person has to sign in again, without files and what looks like a password.
 * A form over 256 KB, or one too many from this address, is not kept.
 * @returns the headers of the answer: the cookie by which `takePendingForm` finds it
 */
export async function keepForm({ request, context }: Args, form: FormData): Promise<Headers> {
  const headers = new Headers();
  const fields = Object.fromEntries(
    Object.entries(textFields(form))
      .filter(([name]) => !SECRET_FIELD.test(name))
      .map(([name, value]) => [storable(name), storable(value)]),
  );
  if (Buffer.byteLength(JSON.stringify(fields)) > MAX_BYTES) return headers;
  if ((await countTry('form_address', context.address)) > 0) return headers;
  const token = newToken();
  const path = new URL(request.url).pathname;
  await db().pendingForm.create({ data: { tokenHash: hashToken(token), path, fields } });
  headers.append('Set-Cookie', await pendingFormCookie().serialize(token));
  return headers;
}

/** jsonb takes neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '')).toString();
}

/**
 * Gives back, once, what was typed into the form of `path` before its session ended.
 * @returns its fields and the header that clears the cookie; null when nothing waits
 */
export async function takePendingForm(
  request: Request,
  path: string,
): Promise<{ fields: Record<string, string>; setCookie: string } | null> {
  const token: unknown = await pendingFormCookie().parse(request.headers.get('Cookie'));
  if (typeof token !== 'string') return null;
  const [taken] = await db().$queryRaw<{ fields: Record<string, string> }[]>`
    DELETE FROM pending_forms
    WHERE token_hash = ${hashToken(token)} AND path = ${path}
      AND created_at > now() - make_interval(hours => ${PENDING_FORM_HOURS}::int)
    RETURNING fields`;
  return taken ? { fields: taken.fields, setCookie: await clearPendingForm() } : null;
}

/** Forgets the form that waits in this browser. */
export async function dropPendingForm(request: Request): Promise<void> {
  const token: unknown = await pendingFormCookie().parse(request.headers.get('Cookie'));
  if (typeof token === 'string')
    await db().pendingForm.deleteMany({ where: { tokenHash: hashToken(token) } });
}

/** The Set-Cookie header that takes the form's token from the browser. */
export function clearPendingForm(): Promise<string> {
  return pendingFormCookie().serialize('', { maxAge: 0 });
}

/**
 * The signed-in person of an action; without one, keeps what was typed and throws a redirect to the sign-in page,
 * which leads back to the page of the form.
 */
export async function requireViewerOrKeep(args: Args, form: FormData): Promise<Viewer> {
  const viewer = await getViewer(args);
  if (viewer) return viewer;
  throw redirect(signInPath(args.request), { headers: await keepForm(args, form) });
}
