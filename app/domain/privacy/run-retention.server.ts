import { type Db, db, Prisma } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { appendEvent } from '../events/append-event.server';
import { allowErasing, CHOSEN, choose, countChosen } from './chosen.server';
import { eraseAttachments, eraseImports, eraseMails, eraseOrders } from './erase-orders.server';
import { removeNow, requestRemoval } from './erased-files.server';
import { getPeriods, PAST } from './retention.server';
import { cutoff, type Periods, type Retained } from './rules';

const ORDERS = 250;
const FILES = 500;
const TIMEOUT_MS = 2 * 60_000;
/** A run works no longer than this, so that others get their turn; another goes on. */
const TURN_MS = 5 * 60_000;

/** Erases one batch of what is past its period. @returns how many things, and the storage keys to remove */
type Batch = (tx: Db, before: Date) => Promise<{ done: number; keys: string[] }>;

const BATCHES: Record<Retained, Batch[]> = {
  orders: [
    async (tx, before) => {
      const past = PAST.orders(before);
      await choose(tx, Prisma.sql`(${past} ORDER BY completed_at LIMIT ${ORDERS} FOR UPDATE SKIP LOCKED)`);
      const done = await countChosen(tx);
      return { done, keys: done > 0 ? await eraseOrders(tx, { keepTexts: false }) : [] };
    },
  ],
  files: [
    async (tx, before) => {
      await choose(tx, Prisma.sql`(${PAST.files(before)} LIMIT ${FILES})`);
      const keys = await eraseAttachments(tx, Prisma.sql`attachments.id IN ${CHOSEN}`);
      return { done: await countChosen(tx), keys };
    },
    async (tx, before) => {
      const keys = await eraseImports(tx, Prisma.sql`id IN (${PAST.imports(before)} LIMIT ${FILES})`);
      return { done: keys.length, keys };
    },
  ],
  mails: [
    async (tx, before) => {
      await choose(tx, Prisma.sql`(${PAST.mails(before)} LIMIT ${FILES})`);
      const keys = await eraseMails(tx, Prisma.sql`id IN ${CHOSEN}`);
      return { done: await countChosen(tx), keys };
    },
  ],
};

/**
 * The job `retention`: erases orders and removes files and mails whose period is over, in batches that each commit. What is
 * left after five minutes is done by another run.
 * @param now the moment (UTC) from which periods are counted back
 * @returns how many of each
 */
export async function runRetention(now = new Date()): Promise<Record<Retained, number>> {
  const periods = await getPeriods();
  const until = Date.now() + TURN_MS;
  const done = { orders: 0, files: 0, mails: 0 };
  let all = true;
  // Files and mails first: orders take theirs with them.
  for (const kind of ['mails', 'files', 'orders'] as const)
    for (const batch of BATCHES[kind]) {
      let last = -1;
      while (last !== 0 && Date.now() < until) {
        last = await runBatch(periods, kind, batch, now);
        done[kind] += last;
      }
      if (last !== 0) all = false;
    }
  if (!all) await enqueue(db(), 'retention', {}, { key: 'retention', maxAttempts: 3 });
  return done;
}

async function runBatch(periods: Periods, kind: Retained, batch: Batch, now: Date): Promise<number> {
  const days = periods[kind];
  if (days === null) return 0;
  const { done, keys } = await db().$transaction(
    async (tx) => {
      await allowErasing(tx);
      const result = await batch(tx, cutoff(days, now));
      await requestRemoval(tx, result.keys);
      if (result.done > 0)
        await appendEvent(tx, {
          type: 'data.erased',
          visibility: 'internal',
          data: { subject: 'retention', [kind]: result.done },
        });
      return result;
    },
    { timeout: TIMEOUT_MS },
  );
  await removeNow(keys);
  return done;
}
