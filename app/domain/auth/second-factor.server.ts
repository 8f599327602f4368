import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { notFound } from '~/platform/http/responses.server';
import { seal, unseal } from '~/platform/secret-box.server';
import { tellOfAccount } from './account-event.server';
import { renewRecoveryCodes } from './recovery-codes.server';
import type { Viewer } from './rules';
import { newTotpSecret, sealTotp, stepOf } from './totp.server';

/** How the person can prove who they are, besides the password. Times in UTC. */
export async function secondFactorOf({ userId }: Pick<Viewer, 'userId'>) {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      totpConfirmedAt: true,
      passwordHash: true,
      passkeys: { orderBy: { id: 'asc' }, omit: { publicKey: true, counter: true } },
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  });
  return {
    hasPassword: user.passwordHash !== null,
    totpSince: user.totpConfirmedAt,
    codesLeft: user._count.recoveryCodes,
    passkeys: user.passkeys,
  };
}

const setUpOf = ({ userId, sessionId }: Viewer) => `totp set-up of user ${userId} in session ${sessionId}`;

/** A secret that waits to be confirmed, sealed for this session: it travels in the form and is stored nowhere. */
export function sealSetUp(viewer: Viewer, secret = newTotpSecret()): { secret: string; sealed: string } {
  return { secret, sealed: Buffer.from(seal(secret, setUpOf(viewer))).toString('base64url') };
}

/** What `sealSetUp` sealed; null for anything else. */
export function openSetUp(viewer: Viewer, sealed: string): string | null {
  return unseal(Buffer.from(sealed, 'base64url'), setUpOf(viewer));
}

/**
 * Turns the second factor on when the code belongs to the secret; the person's other sessions end.
 * @returns ten recovery codes, shown once; null for a wrong code
 * Throws DomainError `factor_is_on` (409).
 */
export async function turnOnTotp(viewer: Viewer, secret: string, code: string): Promise<string[] | null> {
  const step = stepOf(secret, code);
  if (step === null) return null;
  const { userId, sessionId } = viewer;
  return transaction(async (tx) => {
    const now = new Date();
    const { count } = await tx.user.updateMany({
      where: { id: userId, totpConfirmedAt: null },
      data: { totpSecret: sealTotp(secret, userId), totpConfirmedAt: now, totpLastStep: step },
    });
    if (count === 0) throw new DomainError('factor_is_on', 409);
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await tx.session.updateMany({ where: { id: sessionId }, data: { method: 'totp', provedAt: now } });
    await tellOfAccount(tx, { type: 'account.totp_on', userId });
    return renewRecoveryCodes(tx, userId);
  });
}

/** Turns the code by app off. Who asks has proved it by `proveForTurningOff`; off already, nothing happens. */
export async function turnOffTotp({ userId }: Viewer): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, totpConfirmedAt: { not: null } },
      data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
    });
    if (count === 0) return;
    await dropCodesWithoutFactor(tx, userId);
    await tellOfAccount(tx, { type: 'account.totp_off', userId });
  });
}

/** Recovery codes stand in for a second factor: without one they are of no use. */
export async function dropCodesWithoutFactor(tx: Db, userId: number): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { totpConfirmedAt: true, _count: { select: { passkeys: true } } },
  });
  if (user.totpConfirmedAt === null && user._count.passkeys === 0)
    await tx.recoveryCode.deleteMany({ where: { userId } });
}

/** Ten new recovery codes; those of before no longer work. Throws DomainError `no_factor` (409) without a second factor. */
export async function makeRecoveryCodes({ userId }: Viewer): Promise<string[]> {
  return transaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { totpConfirmedAt: true, _count: { select: { passkeys: true } } },
    });
    if (user.totpConfirmedAt === null && user._count.passkeys === 0) throw new DomainError('no_factor', 409);
    await tellOfAccount(tx, { type: 'account.codes_made', userId });
    return renewRecoveryCodes(tx, userId);
  });
}

/**
 * Takes the second factor from a person who lost it, with passkeys, recovery codes and links to a provider, and ends their
 * sessions; their password stays. Throws 404 unless the viewer is an administrator and the person exists.
 */
export async function resetSecondFactor(viewer: Viewer, userId: number): Promise<void> {
  if (viewer.role !== 'administrator') throw notFound();
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { erasedAt: true } });
    if (!user || user.erasedAt) throw notFound();
    await tx.user.update({
      where: { id: userId },
      data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
    });
    const theirs = { where: { userId } };
    await tx.passkey.deleteMany(theirs);
    await tx.recoveryCode.deleteMany(theirs);
    await tx.identity.deleteMany(theirs);
    await tx.signInStep.deleteMany(theirs);
    await tx.session.deleteMany(theirs);
    await tellOfAccount(tx, { type: 'account.factor_reset', userId, actorId: viewer.userId });
  });
}
