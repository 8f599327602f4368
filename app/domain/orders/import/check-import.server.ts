import { setImmediate } from 'node:timers/promises';
import { db } from '~/platform/db.server';
import { checkOrders, newMemory } from './check-orders.server';
import { type ImportContext, loadImport } from './context.server';
import { checkCustomers } from './customer-rows.server';
import { countRows, noteRows } from './progress.server';
import { importRows } from './rows.server';

const BATCH = 500;

/** The job `import.check`: the dry run. Says of each row what it would come to, and creates nothing; may be repeated. */
export async function checkImport(token: string): Promise<void> {
  const context = await loadImport(token);
  const { id, state } = context.stored;
  if (state !== 'checking') return;
  await db().importRow.deleteMany({ where: { importId: id } });
  const check = checker(context);
  let done = 0;
  for await (const rows of importRows(context, BATCH)) {
    await noteRows(db(), id, await check(rows));
    done += rows.length;
    await db().import.updateMany({ where: { id, state: 'checking' }, data: { done } });
    await setImmediate();
  }
  await db().import.updateMany({
    where: { id, state: 'checking' },
    data: { state: 'checked', done, total: done, counts: await countRows(id) },
  });
}

function checker(context: ImportContext) {
  const memory = newMemory();
  return async (rows: Parameters<typeof checkOrders>[1]) =>
    context.kind === 'orders'
      ? checkOrders(context, rows, memory)
      : checkCustomers(context, rows, memory.numbers);
}
