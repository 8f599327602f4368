import type { Connection, Submittable } from 'pg';

/** `PGCOPY\n\xff\r\n\0`, flags, and the length of an extension, which is none. */
const HEAD_BYTES = 19;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Microseconds since 2000, which PostgreSQL counts in, at the start of 1970. */
const UNIX_EPOCH_MS = 946_684_800_000;

/** A row in the binary format of COPY: the cells lie in `bytes`, which are another row's next. */
export class CopyRow {
  bytes: Buffer = Buffer.alloc(0);
  private starts: number[] = [];
  private lengths: number[] = [];

  /** Where the cell begins in `bytes`. */
  start(cell: number): number {
    return this.starts[cell] ?? 0;
  }

  /** How many bytes it has; -1 for null. */
  length(cell: number): number {
    return this.lengths[cell] ?? -1;
  }

  /** A text; '' for null. */
  text(cell: number): string {
    const start = this.start(cell);
    return this.bytes.toString('utf8', start, start + Math.max(0, this.length(cell)));
  }

  /** A `timestamptz` in milliseconds since 1970, UTC; null for null. */
  time(cell: number): number | null {
    const start = this.start(cell);
    if (this.length(cell) !== 8) return null;
    const microseconds = integer(this.bytes, start) * 2 ** 32 + (integer(this.bytes, start + 4) >>> 0);
    return Math.floor(microseconds / 1000) + UNIX_EPOCH_MS;
  }

  /** Reads the row that begins at `at`. @returns where it ends; null where there is none any more. */
  read(bytes: Buffer, at: number): number | null {
    const cells = bytes.readInt16BE(at);
    if (cells < 0) return null;
    this.bytes = bytes;
    let next = at + 2;
    for (let cell = 0; cell < cells; cell++) {
      const length = integer(bytes, next);
      next += 4;
      this.starts[cell] = next;
      this.lengths[cell] = length;
      if (length > 0) next += length;
    }
    if (next > bytes.length) throw new RangeError('A row of COPY is longer than its message.');
    return next;
  }
}

/** A 32-bit integer, big-endian. */
function integer(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

/**
 * A query under way whose rows PostgreSQL sends by `COPY … TO STDOUT (FORMAT binary)` (PostgreSQL manual, COPY, Binary
 * Format), each in a message of its own. It reads no more while a piece waits to be taken.
 */
export class CopyOut<T> implements Submittable, AsyncIterable<T> {
  private readonly row = new CopyRow();
  private readonly waiting: T[] = [];
  private begun = false;
  private state: { error?: unknown } | null = null;
  private connection: Connection | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly query: string,
    private readonly take: (row: CopyRow) => T | undefined,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const piece = this.waiting.shift();
      if (piece !== undefined) yield piece;
      else if (this.state && 'error' in this.state) throw this.state.error;
      else if (this.state) return;
      else
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          this.connection?.stream.resume();
        });
    }
  }

  /** Called by the client when it is this query's turn, and then with what the server answers. */
  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(`COPY (${this.query}) TO STDOUT (FORMAT binary)`);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.state) return;
    try {
      this.read(chunk);
    } catch (error) {
      this.handleError(error);
      this.connection?.stream.destroy();
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.end({});
  }

  handleError(error: unknown): void {
    this.end({ error });
  }

  private read(chunk: Buffer): void {
    let at: number | null = 0;
    if (!this.begun) {
      if (SIGNATURE.compare(chunk, 0, SIGNATURE.length) !== 0)
        throw new Error('This is no COPY in binary format.');
      at = HEAD_BYTES;
      this.begun = true;
    }
    while (at !== null && at < chunk.length) {
      at = this.row.read(chunk, at);
      const piece = at === null ? undefined : this.take(this.row);
      if (piece === undefined) continue;
      this.waiting.push(piece);
      this.connection?.stream.pause();
      this.wake();
    }
  }

  private end(state: { error?: unknown }): void {
    this.state ??= state;
    this.wake();
  }
}
