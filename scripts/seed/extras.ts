import { isFinal } from '../../app/domain/orders/rules';
import type { InsertedOrder } from './insert-orders';
import type { Random } from './random';
import { INTERNAL_NOTES, OPEN_QUESTIONS, PUBLIC_NOTES, SERVICES, THREADS } from './talk';

/** What is on an order beside its life: conversation, notes, products and services. Rows of their tables. */

type MessageRow = { order_id: number; author_id: number; kind: string; body: string; created_at: Date };

/** Messages and notes. An order that waits for a decision ends with the question that is to be decided. */
export function makeMessages(order: InsertedOrder, random: Random): MessageRow[] {
  const { id, worker, owner, locale, plan, steps } = order;
  const start = order.submission?.approved_at;
  if (!start || steps.length === 0) return [];
  const rows: MessageRow[] = [];
  const say = (author_id: number, kind: string, body: string) =>
    rows.push({ order_id: id, author_id, kind, body, created_at: start });
  if (random.chance(0.35)) {
    const thread = random.pick(THREADS);
    const length = isFinal(plan.kind, plan.status) ? thread.length : random.int(1, thread.length);
    for (const [from, text] of thread.slice(0, length)) {
      say(from === 'account' ? owner : worker, 'message', text[locale]);
    }
  }
  if (random.chance(0.3)) say(worker, 'public_note', random.pick(PUBLIC_NOTES)[locale]);
  if (random.chance(0.3))
    say(worker, 'internal_note', random.pick(INTERNAL_NOTES)[random.pick(['en', 'de'] as const)]);
  if (plan.status === 'awaiting_decision') say(worker, 'message', random.pick(OPEN_QUESTIONS)[locale]);
  return spread(rows, start.getTime(), plan.end.getTime());
}

/** Gives rows their times: in their order, evenly after the start, the last at the end. */
function spread(rows: MessageRow[], start: number, end: number): MessageRow[] {
  return rows.map((row, index) => ({
    ...row,
    created_at: new Date(start + ((end - start) * (index + 1)) / rows.length),
  }));
}

const WITHOUT_LINES = ['received', 'diagnosing', 'awaiting_decision', 'set_appointment', 'cancelled'];

/** Products and services, at the prices of the catalogue, with the VAT of the order's currency. */
export function makeLines(order: InsertedOrder, random: Random): object[] {
  const { id, plan, category, locale, worker, steps, columns } = order;
  const since = steps.at(-1)?.at;
  const inWork = columns.stage !== 'new' && !WITHOUT_LINES.includes(plan.status);
  if (!since || !inWork) return [];
  const line = (kind: 'product' | 'service', description: string, quantity: number, price: number) => ({
    order_id: id,
    kind,
    description,
    quantity_thousandths: quantity,
    unit_price_minor: price,
    vat_basis_points: columns.currency === 'EUR' ? 1900 : 810,
    warranty: false,
    created_by_id: worker,
    created_at: since,
  });
  if (plan.status === 'returned_unrepaired')
    return [line('service', SERVICES.diagnosis[locale], 1000, 5_900)];
  const { price, ...name } = random.pick(category.parts);
  const labour = plan.kind === 'onsite' ? SERVICES.visit : SERVICES.labour;
  const lines = [
    line('product', name[locale], 1000, price),
    line('service', labour[locale], random.int(2, 10) * 250, category.hourly),
  ];
  if (plan.kind === 'repair' && random.chance(0.5)) {
    lines.push(line('service', SERVICES.shipping[locale], 1000, 1_450));
  }
  const warranty = random.chance(0.12);
  return lines.map((row) => ({ ...row, warranty }));
}
