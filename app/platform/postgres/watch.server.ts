import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

type Watched = { url: string };
type Options<Database extends Watched> = {
  /** Brings the database back and says where it is now; called again until it succeeds. */
  reopen: (lost: Database) => Promise<Database>;
  log?: (line: string) => void;
};

const PAUSE_MS = 250;

/**
 * Watches a database through one idle connection, which ends the moment that the server does, and reopens it then. A
 * connection that was merely closed is made again in the same way: `reopen` finds the server running.
 * @returns `stop`, after which nothing is reopened; it waits for a reopening that is under way and gives the last database
 */
export function watchDatabase<Database extends Watched>(
  first: Database,
  { reopen, log = () => undefined }: Options<Database>,
): { stop(): Promise<Database> } {
  const stopped = new AbortController();
  let current = first;

  const watch = async () => {
    while (!stopped.signal.aborted) {
      const lost = await untilLost(current.url, stopped.signal);
      if (stopped.signal.aborted) return;
      log(`The database is away: ${lost}`);
      try {
        current = await reopen(current);
        log('The database is back');
      } catch (error) {
        log(`The database could not be reopened: ${error instanceof Error ? error.message : error}`);
        await sleep(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      await watching;
      return current;
    },
  };
}

/** Waits, connected to the database, until the connection ends or `signal` asks to stop; gives the reason. */
async function untilLost(url: string, signal: AbortSignal): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'portal watch',
  });
  let reason = 'the connection ended';
  client.on('error', (error) => {
    reason = error.message;
  });
  try {
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    await client.connect();
    const asked = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    await Promise.race([ended, asked]);
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
  return reason;
}
