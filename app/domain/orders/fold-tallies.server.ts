import { transaction } from '~/platform/db.server';

/** Any number, the same in every process: names the lock of this job (PostgreSQL advisory lock). */
const LOCK = 20_261_121;

/**
 * Folds the running counts: one row in place of the many of the same scope, location and status; none where they sum
 * to 0. Rows added meanwhile are left for the next time, so every reader sees the same sums before and after.
 * @returns the number of rows that it took away; 0 when another process is at it
 */
export function foldTallies(): Promise<number> {
  return transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<
      { taken: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`;
    if (!lock?.taken) return 0;
    const [folded] = await tx.$queryRaw<{ fewer: number }[]>`
      WITH taken AS (
        DELETE FROM order_tallies WHERE id IN (
          SELECT id FROM (
            SELECT id, n, count(*) OVER same AS rows FROM order_tallies
            WINDOW same AS (PARTITION BY scope, scope_id, location_id, status, stage)
          ) counted WHERE rows > 1 OR n = 0)
        RETURNING scope, scope_id, location_id, status, stage, n
      ), kept AS (
        INSERT INTO order_tallies (scope, scope_id, location_id, status, stage, n)
        SELECT scope, scope_id, location_id, status, stage, sum(n) FROM taken
        GROUP BY scope, scope_id, location_id, status, stage HAVING sum(n) <> 0
        RETURNING 1
      )
      SELECT ((SELECT count(*) FROM taken) - (SELECT count(*) FROM kept))::int AS fewer`;
    return folded?.fewer ?? 0;
  });
}
