import { type Db, Prisma } from '~/platform/db.server';

/** Lets this transaction rewrite what is frozen otherwise (events, submissions, decisions, submitted orders). */
export async function allowErasing(tx: Db): Promise<void> {
  await tx.$executeRaw`SELECT set_config('portal.erasing', 'on', true)`;
}

/** The chosen ids (of orders, unless said otherwise), for statements of the same transaction. */
export const CHOSEN = Prisma.sql`(SELECT id FROM erasing_ids)`;

/**
 * Chooses what the following statements of this transaction are about, in place of what was chosen before.
 * @param ids a query that gives the ids
 */
export async function choose(tx: Db, ids: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`CREATE TEMP TABLE IF NOT EXISTS erasing_ids (id int PRIMARY KEY) ON COMMIT DROP`;
  await tx.$executeRaw`DELETE FROM erasing_ids`;
  await tx.$executeRaw`INSERT INTO erasing_ids SELECT DISTINCT id FROM (${ids}) AS wanted (id)`;
  await tx.$executeRaw`ANALYZE erasing_ids`;
}

/** How many are chosen. */
export async function countChosen(tx: Db): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM erasing_ids`;
  return row?.n ?? 0;
}

/** The storage keys that a query gives in its columns `key`. */
export async function keysOf(tx: Db, query: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string | null }[]>(query);
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}
