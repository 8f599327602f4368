import { setTimeout as sleep } from 'node:timers/promises';
import { db, pool } from '../../app/platform/db.server';
import { intakeReaches, postIntake } from './intake';
import { intakeFile, intakeMapping, sendIntake } from './intake-file';
import type { PortalProcess } from './portal-process';
import type { Subject } from './subjects';

const ROWS = 4000;

/** Rows without an order, orders too many, and orders without their event, after an import was killed and sent again. */
export type IntakeCrash = { kills: number; rows: number; lost: number; twice: number; withoutEvent: number };

/**
 * Imports a file while the portal is killed without warning several times, then sends the same file once more, and counts.
 * @param start starts the portal on the database to which this process is connected
 */
export async function crashIntake(
  start: () => Promise<PortalProcess>,
  reseller: Subject,
  kills: number,
): Promise<IntakeCrash> {
  const content = intakeFile(ROWS);
  const before = await ordersOf(reseller);
  let portal = await start();
  const at = await sendIntake(portal.url, reseller, content);
  await postIntake(portal.url, reseller, at, await intakeMapping(reseller, at));
  await intakeReaches(at, 'checked');
  await postIntake(portal.url, reseller, at, { intent: 'create' });
  for (let kill = 1; kill <= kills; kill++) {
    await progressed(at, (ROWS / (kills + 1)) * (kill - 0.5));
    await portal.kill();
    portal = await start();
  }
  try {
    await intakeReaches(at, 'done');
    const again = await sendIntake(portal.url, reseller, content);
    await postIntake(portal.url, reseller, again, await intakeMapping(reseller, again));
    const counts = await intakeReaches(again, 'checked');
    const made = (await ordersOf(reseller)) - before;
    return {
      kills,
      rows: ROWS,
      lost: ROWS - (counts.known ?? 0),
      twice: made - ROWS,
      withoutEvent: await withoutEvent(),
    };
  } finally {
    await portal.stop();
  }
}

/** Waits until so many rows are done, or the job ended. */
async function progressed(at: string, rows: number): Promise<void> {
  for (;;) {
    const { done, state } = await db().import.findUniqueOrThrow({
      where: { token: at.slice('/imports/'.length) },
    });
    if (done >= rows || state !== 'creating') return;
    await sleep(20);
  }
}

const ordersOf = ({ viewer }: Subject) =>
  db().order.count({ where: { accountId: viewer.companyId ?? 0, submissionKey: { startsWith: 'import:' } } });

async function withoutEvent(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM orders o WHERE o.submission_key LIKE 'import:%'
     AND (SELECT count(*) FROM events e WHERE e.order_id = o.id AND e.type = 'order.confirmed') <> 1`,
  );
  return rows[0]?.n ?? Number.NaN;
}
