import { setPriority } from 'node:os';
import pg from 'pg';
import { CopyOut, type CopyRow } from './copy-out.server';
import { pool } from './db.server';
import { env } from './env.server';

/**
 * The database as it is now, however long the reading takes: a read-only transaction (REPEATABLE READ) on a connection of
 * its own, which is none of the pool's. `close` it in any case.
 */
export class Snapshot {
  private constructor(
    private readonly client: pg.Client,
    private readonly backend: number,
  ) {}

  /** @param name what pg_stat_activity calls the connection. Throws when the database cannot be reached. */
  static async open(name: string): Promise<Snapshot> {
    const { connectionString } = pool().options;
    const client = new pg.Client({
      connectionString,
      application_name: name,
      connectionTimeoutMillis: 10_000,
    });
    // A connection that ends fails the query under way, and the next.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(
        // One core at most, so that others have theirs.
        'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL max_parallel_workers_per_gather = 0',
      );
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const backend = rows[0]?.pid ?? 0;
      stepBack(backend);
      return new Snapshot(client, backend);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** The one number (int8) that a query gives. Queries run one after the other, whoever asks. */
  async number(text: string, values: unknown[]): Promise<number> {
    const { rows } = await this.client.query<[unknown]>({ text, values, rowMode: 'array' });
    return Number(rows[0]?.[0]);
  }

  /**
   * The rows of a query as COPY sends them. `take` is given one row after the other and returns something when it has made a
   * piece of them; the pieces come out here. The database waits while nobody asks for the next one.
   */
  pieces<T>(text: string, values: unknown[], take: (row: CopyRow) => T | undefined): AsyncIterable<T> {
    return this.client.query(new CopyOut(withValues(text, values), take));
  }

  /** Ends the transaction and the connection; a statement under way is stopped, in the server too. */
  async close(): Promise<void> {
    const stopped = pool().query('SELECT pg_terminate_backend($1)', [this.backend]);
    this.client.connection.stream.destroy();
    await Promise.allSettled([stopped, this.client.end()]);
  }
}

/** Below the priority of everybody else (nice 0), and far above nothing. */
const NICE = 10;

/** Lets the server's process for long reading step back behind those that answer people, where it is one of this machine. */
function stepBack(backend: number): void {
  if (env().DATABASE_URL) return;
  try {
    setPriority(backend, NICE);
  } catch {
    // A system that does not let us: then it reads like any other.
  }
}

/** A query with its values written into it, for statements that take no parameters. */
function withValues(text: string, values: unknown[]): string {
  return text.replace(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]));
}

function literal(value: unknown): string {
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (!Array.isArray(value)) return pg.escapeLiteral(String(value));
  const items = value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`);
  return pg.escapeLiteral(`{${items.join(',')}}`);
}
