import { Secret, TOTP } from 'otpauth';
import type { Db } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { seal, unseal } from '~/platform/secret-box.server';

const PERIOD_SECONDS = 30;
/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
/** Codes of this many steps before and after the present one count too (RFC 6238, 5.2: clocks differ). */
const WINDOW = 1;

/** A new secret for codes by time, in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What every authenticator app knows: SHA-1, 6 digits, 30 seconds. */
function generator(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS });
}

/** The otpauth address that an authenticator app scans. */
export function totpAddress(secret: string, issuer: string, label: string): string {
  return generator(secret, issuer.replaceAll(':', ' '), label.replaceAll(':', ' ')).toString();
}

/**
 * The time step (RFC 6238, 4.2) for which a code is right; null when it is wrong or of another time.
 * @param code as it was typed; spaces in it count for nothing
 * @param now milliseconds since 1970 (UTC)
 */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const delta = generator(secret).validate({
    token: code.replace(/\s/g, ''),
    window: WINDOW,
    timestamp: now,
  });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

const placeOf = (userId: number) => `totp of user ${userId}`;

/** A secret as the person's row keeps it. */
export function sealTotp(secret: string, userId: number): Uint8Array<ArrayBuffer> {
  return seal(secret, placeOf(userId));
}

/** True for a right code of this person, which is used up by it: the same code, and an older one, is refused from then on. */
export async function spendTotp(tx: Db, userId: number, code: string): Promise<boolean> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { totpSecret: true, totpConfirmedAt: true },
  });
  if (!user.totpSecret || !user.totpConfirmedAt) return false;
  const secret = unseal(user.totpSecret, placeOf(userId));
  if (secret === null) {
    log.error({ userId }, 'The secret of a second factor cannot be opened: is PORTAL_SECRET another one?');
    return false;
  }
  const step = stepOf(secret, code);
  if (step === null) return false;
  const { count } = await tx.user.updateMany({
    where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1;
}
