import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import { checkOwnCode, checkOwnPassword } from '~/domain/auth/proof.server';
import type { Viewer } from '~/domain/auth/rules';
import { turnOffSchema, turnOnSchema } from '~/domain/auth/schema';
import {
  openSetUp,
  sealSetUp,
  secondFactorOf,
  turnOffTotp,
  turnOnTotp,
} from '~/domain/auth/second-factor.server';
import { totpAddress } from '~/domain/auth/totp.server';
import { getOperator } from '~/domain/companies/operator.server';
import { qrPath } from '~/platform/qr.server';

type Errors = { password?: string[]; code?: string[] };

/** What the page shows of a secret that waits to be confirmed: a QR code, and the key to type. */
export async function drawSetUp(viewer: Viewer, known?: string) {
  const { secret, sealed } = sealSetUp(viewer, known);
  const { name } = await getOperator();
  const address = totpAddress(secret, name, viewer.email);
  return { sealed, address, key: secret.replace(/(.{4})(?=.)/g, '$1 '), qr: qrPath(address) };
}

/** Turns the app on; a wrong code keeps the same secret, which is in the person's app already. */
export async function turnOn(viewer: Viewer, form: FormData) {
  const submission = parseWithZod(form, { schema: turnOnSchema });
  const secret = openSetUp(viewer, String(form.get('sealed') ?? ''));
  const again = async (errors: Errors) =>
    data({ errors, codes: null, setUp: await drawSetUp(viewer, secret ?? undefined) }, { status: 422 });
  if (submission.status !== 'success') return again(submission.error as Errors);
  const codes = secret && (await turnOnTotp(viewer, secret, submission.value.code));
  return codes ? data({ errors: {} as Errors, codes, setUp: null }) : again({ code: ['code_wrong'] });
}

/** Turns the app off for who knows the password and has a code, of the app or a recovery code. */
export async function turnOff(viewer: Viewer, form: FormData) {
  const { hasPassword, totpSince } = await secondFactorOf(viewer);
  if (!totpSince) return redirect('/account/security');
  const refuse = (errors: Errors, seconds = 0) =>
    data(
      { errors, codes: null, setUp: null },
      seconds > 0 ? { status: 429, headers: { 'Retry-After': String(seconds) } } : { status: 422 },
    );
  const submission = parseWithZod(form, { schema: turnOffSchema(hasPassword) });
  if (submission.status !== 'success') return refuse(submission.error as Errors);
  const { password, code } = submission.value;
  const known = hasPassword ? await checkOwnPassword(viewer, password) : { ok: true as const };
  if (!known.ok) return refuse({ password: [sentence(known)] }, secondsOf(known));
  const right = await checkOwnCode(viewer, code);
  if (!right.ok) return refuse({ code: [sentence(right)] }, secondsOf(right));
  await turnOffTotp(viewer);
  return redirect('/account/security?done=app_off');
}

type Refused = { code: string; seconds?: number };
const secondsOf = ({ seconds = 0 }: Refused) => seconds;
const sentence = ({ code, seconds }: Refused) =>
  seconds === undefined ? code : `${code}?minutes=${Math.ceil(seconds / 60)}`;
