import { type Db, db } from '~/platform/db.server';
import { errorKey } from '../schema';
import { visibleTo } from '../visible.server';
import type { ImportContext } from './context.server';
import { evaluateOrder, type OrderRow } from './evaluate-order';
import type { FileRow } from './rows.server';
import type { RowProblem, RowState } from './rules';

/** A row with what it comes to now. */
export type CheckedOrder = OrderRow & { state: RowState; orderId: number | null };

/** What was read of the file so far: in which row an identifier or an order number came first. */
export type FileMemory = { identifiers: Map<string, number>; numbers: Map<string, number> };

export const newMemory = (): FileMemory => ({ identifiers: new Map(), numbers: new Map() });

/** The submission key of the order that a row becomes. */
export const submissionKeyOf = (row: Pick<FileRow, 'key'>) => `import:${row.key}`;

type Standing = { id: number; number: string };
type Facts = { taken: Map<string, Standing>; copies: Map<string, Standing>; open: Map<string, Standing> };

/** Checks some rows in the order of the file, beside each other, the rows before them, and the orders there are. */
export async function checkOrders(
  context: ImportContext,
  rows: readonly FileRow[],
  memory: FileMemory,
  tx: Db = db(),
): Promise<CheckedOrder[]> {
  const evaluated = rows.map((row) => evaluateOrder(context, row));
  const facts = await readFacts(tx, context, evaluated);
  return evaluated.map((row) => judge(row, facts, memory));
}

async function readFacts(
  tx: Db,
  { viewer, stored }: ImportContext,
  rows: readonly OrderRow[],
): Promise<Facts> {
  const numbers = rows.flatMap(({ orderNumber }) => orderNumber ?? []);
  const identifiers = rows.flatMap(({ form }) => form?.identifier ?? []);
  const [taken, copies, open] = await Promise.all([
    tx.order.findMany({
      where: { submissionKey: { in: rows.map(({ source }) => submissionKeyOf(source)) } },
      select: { id: true, number: true, submissionKey: true },
    }),
    tx.order.findMany({
      where: { AND: [visibleTo(viewer), { number: { in: numbers }, status: { not: 'draft' } }] },
      select: { id: true, number: true },
    }),
    tx.order.findMany({
      where: {
        accountId: stored.accountId,
        stage: { not: 'completed' },
        status: { not: 'draft' },
        device: { identifier: { in: identifiers } },
      },
      select: { id: true, number: true, device: { select: { identifier: true } } },
      orderBy: { id: 'desc' },
    }),
  ]);
  return {
    taken: new Map(taken.map((order) => [order.submissionKey, order])),
    copies: new Map(copies.map((order) => [order.number, order])),
    open: new Map(open.map((order) => [order.device?.identifier ?? '', order])),
  };
}

function judge(
  row: OrderRow,
  { taken, copies, open }: Facts,
  { identifiers, numbers }: FileMemory,
): CheckedOrder {
  const { source, form, found, orderNumber } = row;
  const whole = (code: string, field = '', value = ''): RowProblem[] => [
    { field, column: null, code, value },
  ];
  const there = taken.get(submissionKeyOf(source)) ?? (orderNumber && copies.get(orderNumber)) ?? null;
  const first = orderNumber === null ? undefined : numbers.get(orderNumber);
  if (orderNumber !== null && first === undefined) numbers.set(orderNumber, source.number);
  const device = form?.identifier ?? null;
  const twin = device === null ? undefined : identifiers.get(device);
  if (device !== null && twin === undefined) identifiers.set(device, source.number);
  if (there) {
    const problems = whole(errorKey('import_known', { number: there.number }));
    return { ...row, state: 'known', orderId: there.id, problems };
  }
  // Our own export may have a row for each product: they are one order.
  if (first !== undefined)
    return {
      ...row,
      state: 'known',
      orderId: null,
      problems: whole(errorKey('import_same_order', { row: first })),
    };
  if (!form) return { ...row, state: 'error', orderId: null };
  const standing = device === null ? undefined : open.get(device);
  const code = standing
    ? errorKey('import_duplicate', { number: standing.number })
    : twin !== undefined && errorKey('import_duplicate_row', { row: twin });
  if (code)
    return { ...row, state: 'duplicate', orderId: null, problems: whole(code, 'identifier', device ?? '') };
  if ('add' in found) {
    const { number, name } = found.add;
    return {
      ...row,
      state: 'new_customer',
      orderId: null,
      problems: whole(errorKey('import_customer_new', { number, name }), 'customer', `${number} · ${name}`),
    };
  }
  return { ...row, state: 'ready', orderId: null };
}
