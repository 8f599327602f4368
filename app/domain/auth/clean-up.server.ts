import { db } from '~/platform/db.server';
import { forgetOldBrowsers } from './enter.server';
import { PENDING_FORM_HOURS } from './pending-form.server';

const HOUR_MS = 60 * 60 * 1000;
/** So long the same idempotency key gets the same answer again. */
const IDEMPOTENCY_HOURS = 24;

/** Deletes what has run out: sessions, mailed links, sign-ins under way, browsers, waiting forms, kept answers of the API, counted attempts. */
export async function cleanUp(now = new Date()): Promise<void> {
  const expired = { expiresAt: { lt: now } };
  await db().session.deleteMany({ where: expired });
  await db().userToken.deleteMany({ where: expired });
  await db().signInStep.deleteMany({ where: expired });
  await forgetOldBrowsers(now);
  await db().pendingForm.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - PENDING_FORM_HOURS * HOUR_MS) } },
  });
  await db().apiIdempotency.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - IDEMPOTENCY_HOURS * HOUR_MS) } },
  });
  await db().rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
}
