import type { Db } from './db.server';

/** The next number that a sequence of the database gives out: never twice, with gaps where a transaction was undone. */
export async function nextSerial(tx: Db, sequence: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval(${sequence}::regclass) AS n`;
  return row?.n ?? 0n;
}
