import pg from 'pg';
import { pool } from './db.server';

/** A row as PostgreSQL writes it: the text of each column, null where there is none. */
export type TextRow = (string | null)[];

const AS_TEXT = { getTypeParser: () => (value: unknown) => value };
const CURSOR = 'snapshot_rows';
const FIRST_BATCH = 200;
const BATCH = { min: 16, max: 300, bytes: 300_000 };

/**
 * The database as it is now, however long the reading takes: a read-only transaction (REPEATABLE READ) on a connection of
 * its own, which is none of the pool's. `close` it in any case.
 */
export class Snapshot {
  private last: Promise<unknown> = Promise.resolve();

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
      await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return new Snapshot(client, rows[0]?.pid ?? 0);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** The rows of a query; queries run one after the other, whoever asks. */
  rows(text: string, values: unknown[]): Promise<TextRow[]> {
    const query = async () => {
      const config = { text, values, rowMode: 'array' as const, types: AS_TEXT };
      return (await this.client.query<TextRow>(config)).rows;
    };
    const rows = this.last.then(query, query);
    this.last = rows;
    return rows;
  }

  /**
   * The rows of a query through a cursor, about 300 kB at a time; `perBatch` reads what belongs to a batch. While a batch is
   * worked on, the database already makes the next one.
   */
  async *batches<T>(
    text: string,
    values: unknown[],
    perBatch: (rows: TextRow[]) => Promise<T>,
  ): AsyncGenerator<{ rows: TextRow[]; more: T }> {
    await this.rows(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR ${text}`, values);
    const read = async (size: number) => {
      const rows = await this.rows(`FETCH ${size} FROM ${CURSOR}`, []);
      return rows.length > 0 ? { rows, more: await perBatch(rows) } : null;
    };
    let batch = await read(FIRST_BATCH);
    while (batch) {
      const next = read(nextSize(batch.rows));
      // Whoever stops reading leaves it behind.
      next.catch(() => undefined);
      yield batch;
      batch = await next;
    }
  }

  /** Ends the transaction and the connection; a statement under way is stopped, in the server too. */
  async close(): Promise<void> {
    const busy = pool().query('SELECT pg_terminate_backend($1)', [this.backend]);
    await Promise.allSettled([busy, this.client.end()]);
  }
}

/** As many rows as fit into a batch, if they are like these. */
function nextSize(rows: TextRow[]): number {
  let characters = 1;
  for (const row of rows) for (const cell of row) characters += cell?.length ?? 0;
  const fitting = Math.floor((BATCH.bytes * rows.length) / characters);
  return Math.min(BATCH.max, Math.max(BATCH.min, fitting));
}
