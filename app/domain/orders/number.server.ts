import type { Db } from '~/platform/db.server';

/** The next order number, `RO-YYYY-NNNNNN`, from the database's sequence; the year is the current one in UTC. */
export async function nextOrderNumber(tx: Db): Promise<string> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('order_number_seq') AS n`;
  return `RO-${new Date().getUTCFullYear()}-${String(row?.n ?? 0).padStart(6, '0')}`;
}
