import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pool } from './db.server';
import { log } from './log.server';
import { singleton } from './singleton';

/** How often the connection is tried out, so that one whose other end vanished is noticed. */
const CHECK_MS = 20_000;
const ANSWER_MS = 10_000;
const PAUSES_MS = [100, 500, 1_000, 3_000];

export type Listening = {
  /** Resolves once the first connection listens. */
  ready: Promise<void>;
  stop(): Promise<void>;
};

type Ears = {
  /** A notification of PostgreSQL, with its payload. */
  heard(payload: string): void;
  /** The connection listens, for the first time or again: what was told before, it has not heard. */
  listening(): void;
};

/**
 * Listens to a channel of PostgreSQL (LISTEN/NOTIFY) on a connection of its own, outside the pool, and connects again
 * whenever it is lost, also to a database that has moved since.
 * @param channel a name of this program's own, which is written into the SQL
 */
export function listenTo(channel: string, ears: Ears): Listening {
  const stopped = new AbortController();
  let first = () => {};
  const ready = new Promise<void>((resolve) => {
    first = resolve;
  });
  const keepListening = async () => {
    for (let failures = 0; !stopped.signal.aborted; failures++) {
      try {
        await untilLost(channel, ears, stopped.signal, () => {
          failures = 0;
          first();
        });
      } catch (error) {
        if (failures === 0) log.warn({ err: error }, 'What happens is not heard at the moment');
      }
      const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)];
      await sleep(pause, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const done = keepListening();
  return {
    ready,
    async stop() {
      stopped.abort();
      await done;
    },
  };
}

/** Listens until the connection is lost or `signal` asks to stop. Throws what PostgreSQL or the network says. */
async function untilLost(channel: string, ears: Ears, signal: AbortSignal, onListening: () => void) {
  const client = new pg.Client({
    connectionString: pool().options.connectionString,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'portal live',
  });
  const over = new AbortController();
  client.on('error', () => over.abort());
  client.on('end', () => over.abort());
  client.on('notification', ({ payload }) => ears.heard(payload ?? ''));
  const either = AbortSignal.any([signal, over.signal]);
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    onListening();
    ears.listening();
    while (!either.aborted) {
      await sleep(CHECK_MS, undefined, { signal: either }).catch(() => undefined);
      if (!either.aborted) await client.query('SELECT 1');
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

type LiveAnswers = { ending: boolean; ends: Set<() => Promise<void>> };

const liveAnswers = () => singleton('live-answers', (): LiveAnswers => ({ ending: false, ends: new Set() }));

/** Has `end` called when the HTTP server is about to close, which waits for answers that would not end by themselves. */
export function beforeServerEnds(end: () => Promise<void>): void {
  liveAnswers().ends.add(end);
}

/** False once the HTTP server is about to close: an answer that does not end by itself must not begin any more. */
export function mayAnswerLive(): boolean {
  return !liveAnswers().ending;
}

/** Said by an HTTP server that begins. */
export function allowLiveAnswers(): void {
  liveAnswers().ending = false;
}

/** Ends the answers that would not end by themselves, and lets none begin. */
export async function endLiveAnswers(): Promise<void> {
  const { ends } = Object.assign(liveAnswers(), { ending: true });
  await Promise.all([...ends].map((end) => end()));
}
