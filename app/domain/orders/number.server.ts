import type { Db } from '~/platform/db.server';

/** The next order number, `RO-YYYY-NNNNNN`, from the database's sequence; the year is the current one in UTC. */
export async function nextOrderNumber(tx: Db): Promise<string> {
  const [number = ''] = await nextOrderNumbers(tx, 1);
  return number;
}

/** The next `count` order numbers. */
export async function nextOrderNumbers(tx: Db, count: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT nextval('order_number_seq') AS n FROM generate_series(1, ${count}::int)`;
  const year = new Date().getUTCFullYear();
  return rows.map(({ n }) => `RO-${year}-${String(n).padStart(6, '0')}`);
}
