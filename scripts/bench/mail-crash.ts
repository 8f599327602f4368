import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { appendEvent } from '../../app/domain/events/append-event.server';
import { readStored } from '../../app/domain/notifications/seal-mail.server';
import { db, pool, transaction } from '../../app/platform/db.server';
import { type MailServer, type ReceivedMail, startMailServer } from './mail-server';
import { type MailWorld, makeMailWorld } from './mail-world';

export type MailCrash = {
  kills: number;
  /** Of them between the end of DATA and the answer being recorded. */
  afterData: number;
  /** News that people had to be told of, each once a recipient. */
  told: number;
  mails: number;
  /** Mails that arrived more than once, with the same Message-ID. */
  repeats: number;
  lost: number;
  otherContent: number;
  newMessageIds: number;
};

const NEWS_A_ROUND = 4;
const DRAIN_MS = 300_000;

/**
 * Kills the worker `kills` times while it tells people of news by mail: at random moments, right after DATA before it gets
 * the answer, and right after the answer. Then lets it end its work, and compares what the mail server has with the ledger.
 * The process must be connected to an empty database with the portal's tables.
 */
export async function crashMails(
  url: string,
  kills: number,
  say: (line: string) => void,
): Promise<MailCrash> {
  const server = await startMailServer();
  process.env.SMTP_URL = server.url;
  const world = await makeMailWorld();
  const markers: string[] = [];
  let afterData = 0;
  for (let kill = 1; kill <= kills; kill++) {
    for (let n = 0; n < NEWS_A_ROUND; n++) markers.push(await writeMessage(world, markers.length));
    const worker = await startWorker(url, server);
    afterData += await killAtSomeTime(worker, server, kill);
    if (kill % 20 === 0) say(`${kill} kills, ${server.received.length} mails taken`);
  }
  server.next.length = 0;
  const worker = await startWorker(url, server);
  await drained();
  await end(worker);
  server.close();
  return { kills, afterData, ...(await compare(server.received, markers)) };
}

/** A message of the service location on one of the orders, with a text that no other has. */
async function writeMessage({ orderIds, technicianId }: MailWorld, serial: number): Promise<string> {
  const marker = `Marker-${serial}-end`;
  const orderId = orderIds[serial % orderIds.length] ?? 0;
  await transaction(async (tx) => {
    const message = { orderId, authorId: technicianId, kind: 'message', body: marker };
    const { id } = await tx.message.create({ data: message });
    const data = { messageId: id, kind: 'message' };
    await appendEvent(tx, {
      type: 'message.posted',
      orderId,
      actorId: technicianId,
      visibility: 'public',
      data,
    });
  });
  return marker;
}

async function startWorker(url: string, server: MailServer): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench/mail-worker-child.ts', url], {
    env: { ...process.env, SMTP_URL: server.url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** @returns 1 where the worker died between the end of DATA and the record of the answer */
async function killAtSomeTime(worker: ChildProcess, server: MailServer, turn: number): Promise<number> {
  const deadline = sleep(15_000, undefined, { ref: false });
  const hurrying = hurryUntil(() => worker.signalCode !== null);
  server.next.length = 0;
  // Of three turns one is at any time, one after DATA, and one after the answer, so soon that it is hardly recorded.
  const after = Math.floor(Math.random() * 4);
  for (let n = 0; n < after; n++) server.next.push('take');
  let answered = 0;
  if (turn % 3 !== 0)
    server.next.push((_, answer) => {
      answered = 1;
      if (turn % 3 === 2) answer();
      worker.kill('SIGKILL');
    });
  if (turn % 3 === 0) await sleep(Math.random() * 6000);
  else await Promise.race([once(worker, 'exit'), deadline]);
  await end(worker);
  await hurrying;
  return answered;
}

/** Ends the waiting of mails for more changes, and of jobs for their next try. */
async function hurryUntil(done: () => boolean): Promise<void> {
  while (!done()) {
    await hurry();
    await sleep(100);
  }
}

const hurry = () =>
  pool().query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND locked_at IS NULL',
  );

async function drained(): Promise<void> {
  const deadline = Date.now() + DRAIN_MS;
  for (;;) {
    await hurry();
    const { rows } = await pool().query<{ n: number }>(
      'SELECT count(*)::int AS n FROM graphile_worker._private_jobs',
    );
    if (rows[0]?.n === 0) return;
    if (Date.now() > deadline) throw new Error('The queue does not drain.');
    await sleep(300);
  }
}

async function compare(received: ReceivedMail[], markers: string[]) {
  const ledger = await db().mail.findMany();
  const copies = new Map<string, ReceivedMail[]>();
  const texts = new Map<string, string>();
  for (const mail of received) {
    const parsed = await PostalMime.parse(mail.raw);
    const id = parsed.messageId?.slice(1, -1) ?? '';
    copies.set(id, [...(copies.get(id) ?? []), mail]);
    texts.set(id, `${mail.to.join()} ${parsed.text ?? ''}`);
  }
  let otherContent = 0;
  for (const { messageId, storageKey } of ledger) {
    const kept = storageKey === null ? null : await readStored(storageKey);
    otherContent += (copies.get(messageId) ?? []).filter(({ raw }) => !kept || !raw.equals(kept)).length;
  }
  const recipients = [...new Set(ledger.map(({ recipient }) => recipient))];
  const arrivals = recipients.flatMap((recipient) => {
    const own = [...texts.values()].filter((text) => text.startsWith(`${recipient} `));
    return markers.map((marker) => own.filter((text) => text.includes(marker)).length);
  });
  const known = new Set(ledger.map(({ messageId }) => messageId));
  return {
    told: markers.length * recipients.length,
    mails: ledger.length,
    repeats: received.length - copies.size,
    lost:
      arrivals.filter((count) => count === 0).length +
      ledger.filter(({ state, messageId }) => state !== 'sent' || !copies.has(messageId)).length,
    otherContent,
    newMessageIds:
      [...copies.keys()].filter((id) => !known.has(id)).length + arrivals.filter((count) => count > 1).length,
  };
}
