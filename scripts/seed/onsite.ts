import type { ClientBase } from 'pg';
import type { Words } from './catalogue';
import type { InsertedOrder } from './insert-orders';
import { insertRows } from './insert-rows';
import type { Random } from './random';
import { type InsertedType, seededTypes } from './service-types';

/** What on-site orders have beside others: jobs, visits and what came of them. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FEE = 14_500;

/** Lets the next SP-ID be one that no order has. */
export async function raiseSpIds(client: ClientBase): Promise<void> {
  await client.query(
    `SELECT setval('sp_id_seq', greatest(coalesce(max(substr(sp_id, 4)::bigint), 0), 1), count(*) > 0)
     FROM orders WHERE sp_id ~ '^SP-[0-9]+$'`,
  );
}

type Onsite = InsertedOrder & { type: InsertedType; partner: number };

/** Gives every on-site order among these its job, and what happened so far. */
export async function insertOnsite(
  client: ClientBase,
  orders: readonly InsertedOrder[],
  now: Date,
  random: Random,
): Promise<void> {
  const types = await seededTypes(client);
  const onsite = orders.flatMap((order): Onsite[] => {
    const { kind, partner } = order.plan;
    const type = types.find(({ fits }) => fits.test(order.columns.device_name));
    return kind === 'onsite' && partner && type ? [{ ...order, type, partner: partner.id }] : [];
  });
  await insertRows(
    client,
    'onsite_jobs',
    onsite.map((order) => jobOf(order, now, random)),
  );
  await client.query(
    `UPDATE onsite_jobs j SET email = c.email FROM orders o JOIN companies c ON c.id = o.customer_id
    WHERE o.id = j.order_id AND o.id = ANY ($1)`,
    [onsite.map(({ id }) => id)],
  );
  await insertRows(client, 'contact_attempts', onsite.flatMap(contactsOf));
  await insertRows(client, 'requirement_checks', onsite.flatMap(checkOf));
  const visits = onsite.flatMap((order, index) => visitOf(order, index, now));
  await insertRows(client, 'appointments', visits);
  await insertRows(client, 'executions', onsite.flatMap(executionOf));
  for (const { order_id, ends_at, state } of visits)
    if (state === 'agreed')
      await client.query('UPDATE orders SET due_at = $2 WHERE id = $1', [
        order_id,
        new Date(ends_at.getTime() + DAY),
      ]);
}

const startOf = ({ submission, columns }: Onsite) => submission?.approved_at ?? columns.created_at;
const stepTo = (order: Onsite, to: string) => order.steps.findLast(({ move }) => move.to === to)?.at;

function jobOf(order: Onsite, now: Date, random: Random): object {
  const { id, plan, type, partner, columns } = order;
  const { customer } = plan;
  const sent = stepTo(order, 'set_appointment');
  return {
    order_id: id,
    service_type_id: type.id,
    partner_id: partner,
    contact_name: customer.name,
    phone: '+41 44 555 07 11',
    street: customer.street,
    postal_code: customer.postalCode,
    city: customer.city,
    country: customer.country,
    goods: [{ description: columns.device_name, quantity: 1 }],
    sold: `1 × ${order.locale === 'de' ? type.de : type.en}`,
    fee_minor: FEE + random.int(0, 12) * 1_000,
    fee_vat_basis_points: columns.currency === 'EUR' ? 1900 : 810,
    currency: columns.currency,
    released_at: startOf(order),
    dispatched_at: sent ?? null,
    arrives_on: sent
      ? new Date(Math.min(sent.getTime() + DAY, now.getTime() + DAY)).toISOString().slice(0, 10)
      : null,
  };
}

function contactsOf(order: Onsite): object[] {
  const first = order.steps[0]?.at;
  if (!first) return [];
  const tried = { order_id: order.id, channel: 'phone', by_id: order.worker };
  return [
    { ...tried, reached: false, note: '', at: new Date(first.getTime() - 2 * HOUR) },
    { ...tried, reached: true, note: '', at: new Date(first.getTime() - HOUR) },
  ];
}

function checkOf(order: Onsite): object[] {
  const at = stepTo(order, 'requirements_met');
  if (!at) return [];
  const answers = order.type.items.map(({ kind, answer, ...label }, index) => ({
    itemId: index + 1,
    label: label[order.locale],
    kind,
    value: answer,
  }));
  return [{ order_id: order.id, fulfilled: true, answers, by_id: order.worker, at }];
}

/** The visit of an order that waits for one, or had one: some days from now, or before it ended. */
function visitOf(order: Onsite, index: number, now: Date) {
  const { status } = order.plan;
  const agreed = stepTo(order, 'confirm_execution');
  if (!agreed || !['confirm_execution', 'executed', 'under_review'].includes(status)) return [];
  const waits = status === 'confirm_execution';
  const over = order.steps.at(-1)?.at ?? agreed;
  const starts_at = waits ? workingMorning(now, index) : new Date(over.getTime() - 2 * HOUR);
  return [
    {
      order_id: order.id,
      partner_id: order.partner,
      starts_at,
      ends_at: new Date(starts_at.getTime() + 2 * HOUR),
      state: waits ? 'agreed' : status === 'executed' ? 'kept' : 'failed',
      by_id: order.worker,
      created_at: agreed,
      ended_at: waits ? null : over,
    },
  ];
}

/** A time on one of the next working days, another one for each order. */
function workingMorning(now: Date, index: number): Date {
  const day = new Date(
    Math.floor(now.getTime() / DAY) * DAY + (1 + (index % 4)) * DAY + (7 + (index % 3) * 3) * HOUR,
  );
  if (day.getUTCDay() === 6) return new Date(day.getTime() + 2 * DAY);
  return day.getUTCDay() === 0 ? new Date(day.getTime() + DAY) : day;
}

const WORK: Words = {
  en: 'Installed, connected and tried out.',
  de: 'Eingebaut, angeschlossen und ausprobiert.',
};

function executionOf(order: Onsite): object[] {
  const { status, customer } = order.plan;
  const at = order.steps.at(-1)?.at;
  if (!at || !stepTo(order, 'confirm_execution')) return [];
  const common = { order_id: order.id, by_id: order.worker, at };
  if (status === 'executed')
    return [{ ...common, executed: true, work: WORK[order.locale], reason: '', signed_by: customer.name }];
  if (status !== 'under_review') return [];
  return [{ ...common, executed: false, work: '', reason: 'customer_absent', signed_by: '' }];
}
