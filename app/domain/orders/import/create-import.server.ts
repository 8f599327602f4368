import { type Db, transaction } from '~/platform/db.server';
import { appendEvent } from '../../events/append-event.server';
import { type CheckedOrder, checkOrders, newMemory, submissionKeyOf } from './check-orders.server';
import { type ImportContext, loadImport } from './context.server';
import { addCustomer, checkCustomers } from './customer-rows.server';
import { insertOrders, type RightRow } from './insert-orders.server';
import { countRows, noteRows } from './progress.server';
import { type FileRow, importRows } from './rows.server';
import { creatable, type ImportChoices, type RowState } from './rules';

const BATCH = 1000;

/**
 * The job `import.create`: makes orders or customers of the rows that the dry run found right, a transaction for each
 * batch. Interrupted anywhere and begun again it makes nothing twice and leaves nothing out.
 */
export async function createImport(token: string, choices: ImportChoices): Promise<void> {
  const context = await loadImport(token);
  if (context.stored.state !== 'creating') return;
  const memory = newMemory();
  let done = 0;
  for await (const rows of importRows(context, BATCH)) {
    done += rows.length;
    await transaction(async (tx) => {
      if (!(await stillCreating(tx, context))) return;
      const wanted = await wantedRows(tx, context, rows, choices);
      if (context.kind === 'orders') await createOrders(tx, context, rows, { wanted, choices, memory });
      else await createCustomers(tx, context, rows, wanted, memory.numbers);
      await tx.import.update({ where: { id: context.stored.id }, data: { done } });
    });
  }
  await finish(context, done);
}

/** Locks the import: of two workers that are both at it, one waits for the other's batch and then finds its rows known. */
async function stillCreating(tx: Db, { stored }: ImportContext): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { state: string }[]
  >`SELECT state FROM imports WHERE id = ${stored.id} FOR UPDATE`;
  return row?.state === 'creating';
}

/** The rows of a batch that were right, or that the person wants all the same. */
async function wantedRows(
  tx: Db,
  { stored }: ImportContext,
  rows: readonly FileRow[],
  choices: ImportChoices,
) {
  const found = await tx.importRow.findMany({
    where: {
      importId: stored.id,
      row: { in: rows.map(({ number }) => number) },
      state: { in: creatable(choices) },
    },
    select: { row: true, state: true },
  });
  return new Map(found.map(({ row, state }) => [row, state as RowState]));
}

type Wanted = {
  wanted: ReadonlyMap<number, RowState>;
  choices: ImportChoices;
  memory: ReturnType<typeof newMemory>;
};

async function createOrders(
  tx: Db,
  context: ImportContext,
  rows: readonly FileRow[],
  { wanted, choices, memory }: Wanted,
): Promise<void> {
  const checked = await checkOrders(context, rows, memory, tx);
  const chosen = checked.filter((row) => wanted.has(row.source.number));
  const right: RightRow[] = [];
  for (const row of chosen) if (mayCreate(row, wanted, choices)) await withCustomer(tx, context, row, right);
  const made = await insertOrders(tx, context, right);
  const missed = right.filter(({ source }) => !made.has(submissionKeyOf(source))).length;
  // Sent elsewhere at this moment: those orders are there by now.
  const again = missed > 0 ? await checkOrders(context, rows, newMemory(), tx) : [];
  const outcomes = chosen.map((row) => {
    const order = made.get(submissionKeyOf(row.source));
    if (order) return { ...row, state: 'created' as const, problems: [], orderId: order.id };
    return again.find(({ source, state }) => state === 'known' && source.key === row.source.key) ?? row;
  });
  await noteRows(tx, context.stored.id, outcomes);
}

/** A row that is right now, or is what the dry run told of and the person wanted. */
function mayCreate(
  row: CheckedOrder,
  wanted: ReadonlyMap<number, RowState>,
  choices: ImportChoices,
): row is CheckedOrder & Pick<RightRow, 'form'> {
  if ('add' in row.found && !choices.customers) return false;
  const before = wanted.get(row.source.number);
  return row.form !== null && (row.state === 'ready' || row.state === before);
}

/** Adds the row with its customer, who is made where nobody has the number yet. */
async function withCustomer(
  tx: Db,
  context: ImportContext,
  row: CheckedOrder & Pick<RightRow, 'form'>,
  right: RightRow[],
): Promise<void> {
  if ('customer' in row.found) right.push({ ...row, customer: row.found.customer });
  if (!('add' in row.found)) return;
  const known = context.customers.numbered(row.found.add.number);
  right.push({ ...row, customer: known ?? (await addCustomer(tx, context, row.found.add)) });
}

async function createCustomers(
  tx: Db,
  context: ImportContext,
  rows: readonly FileRow[],
  wanted: ReadonlyMap<number, RowState>,
  numbers: Map<string, number>,
): Promise<void> {
  const checked = checkCustomers(context, rows, numbers).filter(({ source }) => wanted.has(source.number));
  const outcomes: typeof checked = [];
  for (const row of checked) {
    if (row.state !== 'ready' || !row.fields) outcomes.push(row);
    else {
      await addCustomer(tx, context, row.fields);
      outcomes.push({ ...row, state: 'created' });
    }
  }
  await noteRows(tx, context.stored.id, outcomes);
}

/** Ends the import and tells of it once. */
async function finish({ stored, viewer }: ImportContext, done: number): Promise<void> {
  await transaction(async (tx) => {
    const counts = await countRows(stored.id, tx);
    const { count } = await tx.import.updateMany({
      where: { id: stored.id, state: 'creating' },
      data: { state: 'done', done, total: done, counts, finishedAt: new Date() },
    });
    if (count === 0) return;
    await appendEvent(tx, {
      type: 'import.finished',
      companyId: stored.accountId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { import: stored.token, kind: stored.kind, counts },
    });
  });
}
