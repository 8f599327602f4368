import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase, disconnectDatabase, pool } from '../../app/platform/db.server';
import { readEnv } from '../../app/platform/env.server';
import { openDatabase } from '../../app/platform/postgres/server.server';
import { crashIntake, type IntakeCrash } from './intake-crash';
import { freePort, type PortalProcess, startPortal } from './portal-process';
import { orderForms } from './run';
import { findSubjects, type Subject } from './subjects';
import { orderNumberIn, postOrder } from './visitor';

type CrashResult = {
  acknowledged: number;
  kills: number;
  lost: number;
  withoutEvent: number;
  withoutMail: number;
  parallelOrders: number;
  parallelAnswers: number;
};

const WRITERS = 4;
const DRAIN_MS = 120_000;
const FIRST_ORDER_MS = 30_000;

/**
 * Turns this process to an empty data directory of the crash test's own; the database is the embedded one, since a foreign
 * server is not ours to kill. Must happen before anything reads the settings. @returns the settings of the portal
 */
export function enterCrashSettings(): Record<string, string> {
  const dataDir = path.join(readEnv(process.env).dataDir, 'crash-test');
  const settings = { PORTAL_DATA_DIR: dataDir, DATABASE_URL: '', SMTP_URL: '', LOG_LEVEL: 'error' };
  Object.assign(process.env, settings);
  return settings;
}

/** Ends the embedded server's first process without warning; its children notice and follow. */
function killDatabase(dataDir: string): void {
  const [pid] = readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

/** Runs `work` on the embedded database beside the portal. */
async function withDatabase<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const server = await openDatabase({ dataDir });
  connectDatabase(server.url);
  const connections = pool();
  try {
    return await work();
  } finally {
    await disconnectDatabase();
    if (!connections.ended) await connections.end();
    await server.stop();
  }
}

type Writing = { reseller: Subject; fields: () => Record<string, string>; acknowledged: Set<string> };

/** Makes orders, one after the other, until the portal is gone; remembers those that were acknowledged. */
async function writeUntilGone(portal: PortalProcess, writing: Writing): Promise<void> {
  while (portal.running()) {
    try {
      const response = await postOrder(portal.url, writing.reseller.cookie, writing.fields());
      const number = orderNumberIn(response);
      await response.arrayBuffer();
      if (number) writing.acknowledged.add(number);
      else await sleep(50);
    } catch {
      await sleep(50);
    }
  }
}

/** Waits until the first order of this start is acknowledged. */
async function ordersFlow(portal: PortalProcess, { acknowledged }: Writing): Promise<void> {
  const before = acknowledged.size;
  const deadline = Date.now() + FIRST_ORDER_MS;
  while (acknowledged.size === before) {
    if (!portal.running()) throw new Error('The portal ended by itself.');
    if (Date.now() > deadline) throw new Error('No order is acknowledged.');
    await sleep(20);
  }
}

/**
 * `rounds` times: starts the portal, makes orders through its form, and kills it, its database or both at a random
 * moment. Then starts it once more, waits until its queue is empty, and counts what is missing.
 */
export async function runCrashes(
  settings: Record<string, string>,
  rounds: number,
  say: (line: string) => void,
): Promise<CrashResult> {
  const dataDir = settings.PORTAL_DATA_DIR ?? '';
  rmSync(dataDir, { recursive: true, force: true });
  const port = await freePort();
  const first = await startPortal(port, settings);
  const writing = await withDatabase(dataDir, async () => {
    const { reseller } = await findSubjects(pool());
    return { reseller, fields: await orderForms(reseller), acknowledged: new Set<string>() };
  });
  await first.stop();
  let kills = 0;
  for (let round = 1; round <= rounds; round++) {
    const portal = await startPortal(port, settings);
    const writers = Array.from({ length: WRITERS }, () => writeUntilGone(portal, writing));
    await ordersFlow(portal, writing);
    await sleep(Math.random() * 2_500);
    const target = ['portal', 'database', 'both'][round % 3] ?? 'both';
    if (target !== 'portal') killDatabase(dataDir);
    if (target === 'database') await sleep(Math.random() * 1_000);
    await portal.kill();
    await Promise.all(writers);
    kills += target === 'portal' ? 1 : 2;
    say(
      `Round ${round}: killed ${target === 'database' ? 'the database, then the portal' : target}; ${writing.acknowledged.size} acknowledged`,
    );
  }
  const portal = await startPortal(port, settings);
  try {
    const parallel = await submitInParallel(portal, writing);
    return await withDatabase(dataDir, async () => ({
      kills,
      acknowledged: writing.acknowledged.size,
      ...(await countMissing([...writing.acknowledged])),
      parallelOrders: await countOrders(parallel.submissionKey),
      parallelAnswers: parallel.answers.size,
    }));
  } finally {
    await portal.stop();
  }
}

/** Imports a file on the data of `runCrashes` while the portal is killed so many times; see `crashIntake`. */
export async function runIntakeCrash(settings: Record<string, string>, kills: number): Promise<IntakeCrash> {
  const port = await freePort();
  return withDatabase(settings.PORTAL_DATA_DIR ?? '', async () => {
    const { reseller } = await findSubjects(pool());
    return crashIntake(() => startPortal(port, settings), reseller, kills);
  });
}

/** Sends one form fifty times at once. @returns its key and the different answers */
async function submitInParallel(portal: PortalProcess, { reseller, fields }: Writing) {
  const form = fields();
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const response = await postOrder(portal.url, reseller.cookie, form);
      await response.arrayBuffer();
      return `${response.status} ${response.headers.get('Location')}`;
    }),
  );
  return { submissionKey: form.submissionKey ?? '', answers: new Set(answers) };
}

async function count(sql: string, values: unknown[]): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values);
  return rows[0]?.n ?? Number.NaN;
}

const countOrders = (submissionKey: string) => count('orders WHERE submission_key = $1', [submissionKey]);

/** Of the acknowledged orders, and of all that were made without an acknowledgement that arrived. */
async function countMissing(numbers: string[]) {
  await queueDrained();
  const made = `orders o
    WHERE o.status <> 'draft' AND o.confirmed_at > (SELECT min(created_at) FROM sessions)`;
  const event = `FROM events e WHERE e.order_id = o.id AND e.type = 'order.confirmed'`;
  return {
    lost: numbers.length - (await count(`orders WHERE number = ANY ($1) AND status <> 'draft'`, [numbers])),
    withoutEvent: await count(`${made} AND NOT EXISTS (SELECT ${event})`, []),
    withoutMail: await count(
      `${made} AND NOT EXISTS (SELECT ${event} AND EXISTS
         (SELECT FROM mails m WHERE m.dedupe_key LIKE 'event:' || e.id || ':%' AND m.state = 'sent'))`,
      [],
    ),
  };
}

/** Waits until no job is left: a killed worker's jobs are given to others within seconds. */
async function queueDrained(): Promise<void> {
  const deadline = Date.now() + DRAIN_MS;
  while ((await count(`graphile_worker.jobs WHERE task_identifier IN ('event', 'mail.send')`, [])) > 0) {
    if (Date.now() > deadline) throw new Error('The queue does not drain.');
    await sleep(500);
  }
}
