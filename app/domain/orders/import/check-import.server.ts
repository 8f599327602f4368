import { setImmediate } from 'node:timers/promises';
import { db, transaction } from '~/platform/db.server';
import { checkOrders, newMemory } from './check-orders.server';
import { type ImportContext, loadImport } from './context.server';
import { checkCustomers } from './customer-rows.server';
import { countRows, noteRows } from './progress.server';
import { importRows } from './rows.server';

const BATCH = 1000;

/** The job `import.check`: the dry run. Says of each row what it would come to, and creates nothing; may be repeated. */
export async function checkImport(token: string): Promise<void> {
  const context = await loadImport(token);
  const { id, state } = context.stored;
  if (state !== 'checking') return;
  await db().importRow.deleteMany({ where: { importId: id } });
  const check = checker(context);
  let done = 0;
  let noted: Promise<unknown> = Promise.resolve();
  for await (const rows of importRows(context, BATCH)) {
    const outcomes = await check(rows);
    await noted;
    done += rows.length;
    // While the database writes these, the next are read.
    noted = note(id, outcomes, done);
    noted.catch(() => undefined);
    await setImmediate();
  }
  await noted;
  await db().import.updateMany({
    where: { id, state: 'checking' },
    data: { state: 'checked', done, total: done, counts: await countRows(id) },
  });
}

function note(id: number, outcomes: Parameters<typeof noteRows>[2], done: number): Promise<void> {
  return transaction(async (tx) => {
    await noteRows(tx, id, outcomes);
    await tx.import.updateMany({ where: { id, state: 'checking' }, data: { done } });
  });
}

function checker(context: ImportContext) {
  const memory = newMemory();
  return async (rows: Parameters<typeof checkOrders>[1]) =>
    context.kind === 'orders'
      ? checkOrders(context, rows, memory)
      : checkCustomers(context, rows, memory.numbers);
}
