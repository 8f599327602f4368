import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db, transaction } from '~/platform/db.server';
import { LOCALES } from '~/platform/i18n/locale';
import { enqueue } from '~/platform/jobs.server';
import { foldIdentifier } from '~/platform/text';
import { countTry } from '../auth/limits.server';
import { isAccountHolder, type Role } from '../auth/rules';
import type { SubmissionContent } from './schema';

/** The mail follows after this long, at random, so that the work of one request falls into the time of others. */
const DELAY_MS = { from: 1_000, until: 10_000 };
const CANDIDATES_MAX = 50;

/** The job `guest.track`: what was typed on the page *Track a repair*; a repeat with the same key mails nothing more. */
export const trackJob = z.object({
  number: z.string(),
  proof: z.string(),
  locale: z.enum(LOCALES),
  key: z.string(),
});

type TrackJob = z.output<typeof trackJob>;

/**
 * Asks for a link by mail. Whether number and proof belong together is found out by the job, so that the answer and its
 * time are always the same; the limits count what was typed, whether or not there is such an order.
 * @param address the network address of who asks
 * @returns 0, or the seconds to wait after too many requests from this address or for this number
 */
export async function requestTracking(asked: Omit<TrackJob, 'key'>, address: string): Promise<number> {
  const seconds = await countTry('track_address', address);
  if (seconds > 0) return seconds;
  const wait = await countTry('track_number', foldIdentifier(asked.number));
  if (wait > 0) return wait;
  const at = new Date(Date.now() + randomInt(DELAY_MS.from, DELAY_MS.until));
  const payload = { ...asked, key: randomUUID() };
  await transaction((tx) => enqueue(tx, 'guest.track', payload, { at, maxAttempts: 5 }));
  return 0;
}

/**
 * Has a link mailed to the address of the order when the typed number and proof belong together; nothing otherwise.
 */
export async function answerTracking({ number, proof, locale, key }: TrackJob): Promise<void> {
  const order = await findTracked(number, proof);
  if (!order) return;
  await transaction((tx) =>
    enqueue(tx, 'guest.mail', {
      ...order,
      scope: 'follow',
      locale,
      createdById: null,
      dedupe: `track:${key}`,
    }),
  );
}

/**
 * The order with this number (in any spelling that the search knows) that this address or postcode belongs to, and where
 * its mail goes: to the typed address, else to the customer's.
 */
async function findTracked(number: string, proof: string) {
  const found = await db().order.findMany({
    where: {
      status: { not: 'draft' },
      erasedAt: null,
      identifiers: { some: { kind: 'number', term: foldIdentifier(number) } },
    },
    orderBy: { id: 'desc' },
    take: CANDIDATES_MAX,
    select: {
      id: true,
      customer: { select: { email: true, postalCode: true } },
      account: { select: { email: true } },
      submission: { select: { content: true } },
      createdBy: { select: { email: true, role: true } },
    },
  });
  for (const { id, customer, account, submission, createdBy } of found) {
    const content = submission?.content as SubmissionContent | undefined;
    const postcodes = [customer.postalCode, content?.delivery?.address?.postalCode ?? ''];
    const ofOrder = customer.email || account.email;
    const emails = [ofOrder, isAccountHolder({ role: createdBy.role as Role }) ? createdBy.email : ''];
    const email = emails.find((one) => one !== '' && one.toLowerCase() === proof.toLowerCase());
    if (email) return { orderId: id, email, name: '' };
    if (ofOrder && isPostcode(proof, postcodes)) return { orderId: id, email: ofOrder, name: '' };
  }
  return null;
}

function isPostcode(proof: string, postcodes: string[]): boolean {
  const postcode = foldPostcode(proof);
  return postcode !== '' && postcodes.some((one) => foldPostcode(one) === postcode);
}

/** `CH-8000` and `8000` are the same place. */
const foldPostcode = (text: string) => foldIdentifier(text.trim().replace(/^[a-z]{1,3}\s*-\s*(?=\d)/i, ''));
