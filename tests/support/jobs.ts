import type { TestApp } from './app';

/** A job of three tries that were all in vain. @returns its id */
export async function failedJob(
  { db }: Pick<TestApp, 'db'>,
  { task = 'tallies', payload = {}, error = '' }: { task?: string; payload?: object; error?: string } = {},
): Promise<string> {
  const [job] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::json,
      run_at := now() + interval '1 hour', max_attempts := 3)`;
  await db.$executeRaw`UPDATE graphile_worker._private_jobs
    SET attempts = 3, last_error = ${error} WHERE id = ${job?.id}`;
  return String(job?.id);
}
