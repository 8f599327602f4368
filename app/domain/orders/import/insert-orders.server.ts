import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff } from '../../auth/rules';
import { appendEvents } from '../../events/append-event.server';
import { clocksOf } from '../clock.server';
import { submissionContent } from '../confirm-order.server';
import { dueAt } from '../due.server';
import { nextOrderNumbers } from '../number.server';
import { type OrderKind, SUBMITTED_STATUS, stageOf } from '../rules';
import { type CheckedOrder, submissionKeyOf } from './check-orders.server';
import type { ImportContext } from './context.server';
import type { KnownCustomer } from './customer-book';
import { upsertDevices } from './upsert-devices.server';

/** A row that becomes an order: it is right, and its customer is there. */
export type RightRow = CheckedOrder & { form: NonNullable<CheckedOrder['form']>; customer: KnownCustomer };

const KIND: OrderKind = 'repair';

type Made = { id: number; number: string; submissionKey: string };

/**
 * Creates and approves orders as `confirmOrder` does, set by set, in the caller's transaction. A row whose order exists
 * already, because it was sent before or is sent elsewhere at this moment, makes none.
 * @returns the new orders by submission key
 */
export async function insertOrders(
  tx: Db,
  context: ImportContext,
  rows: readonly RightRow[],
): Promise<Map<string, Made>> {
  if (rows.length === 0) return new Map();
  const now = new Date();
  const places = await placesOf(tx, rows);
  const made = await insertRows(tx, context, rows, places, now);
  const byKey = new Map(made.map((order) => [order.submissionKey, order]));
  const fresh = rows.flatMap((row) => {
    const order = byKey.get(submissionKeyOf(row.source));
    return order ? [{ row, order }] : [];
  });
  const submissions = fresh.flatMap(({ row, order }) => {
    const location = places.get(row.form.locationId);
    if (!location) return [];
    const content = submissionContent(
      row.form,
      context.setup,
      { customer: row.customer, location },
      context.locale,
    );
    return [{ order_id: order.id, content }];
  });
  const { userId } = context.viewer;
  await tx.$executeRaw`
    INSERT INTO order_submissions (order_id, content, approved_by_id, automatic, approved_at)
    SELECT order_id, content, ${userId}::int, true, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(submissions)}::jsonb) AS s (order_id int, content jsonb)`;
  await appendEvents(
    tx,
    fresh.map(({ order }) => ({
      type: 'order.confirmed',
      orderId: order.id,
      actorId: userId,
      visibility: 'public',
      data: {
        automatic: true,
        onBehalf: isStaff(context.viewer),
        to: SUBMITTED_STATUS[KIND],
        import: context.stored.token,
      },
    })),
  );
  return byKey;
}

async function insertRows(
  tx: Db,
  context: ImportContext,
  rows: readonly RightRow[],
  places: Places,
  now: Date,
): Promise<Made[]> {
  const { viewer, stored } = context;
  await lockCustomers(tx, rows);
  const status = SUBMITTED_STATUS[KIND];
  const numbers = await nextOrderNumbers(tx, rows.length);
  const devices = await upsertDevices(
    tx,
    rows.map(({ form }) => ({
      identifier: form.identifier,
      imei: form.imei,
      serial: form.serial,
      name: form.deviceName,
      manufacturer: form.manufacturer,
    })),
  );
  const clocks = await clocksOf(tx, [...places.keys()]);
  const due = new Map([...clocks].map(([id, clock]) => [id, dueAt(KIND, status, now, clock)]));
  const records = rows.map(({ form, customer, source }, index) => ({
    number: numbers[index],
    submission_key: submissionKeyOf(source),
    customer_id: customer.id,
    currency: customer.currency,
    location_id: form.locationId,
    shipping_method_id: form.shippingMethodId,
    device_id: devices[index],
    device_name: form.deviceName,
    imei: form.imei,
    serial: form.serial,
    problem: form.problem,
    customer_references: form.customerReferences,
    internal_references: form.internalReferences,
    due_at: due.get(form.locationId) ?? null,
  }));
  return tx.$queryRaw<Made[]>`
    INSERT INTO orders (number, kind, status, stage, account_id, created_by_id, on_behalf, created_at, confirmed_at,
      status_since, submission_key, customer_id, currency, location_id, shipping_method_id, device_id, device_name, imei,
      serial, problem, customer_references, internal_references, tracking_numbers, due_at)
    SELECT number, ${KIND}, ${status}, ${stageOf(KIND, status)}, ${stored.accountId}::int, ${viewer.userId}::int,
      ${isStaff(viewer)}::boolean, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz, submission_key,
      customer_id, currency, location_id, shipping_method_id, device_id, device_name, imei, serial, problem,
      customer_references, internal_references, '{}', due_at
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS r (number text, submission_key text, customer_id int,
      currency text, location_id int, shipping_method_id int, device_id int, device_name text, imei text, serial text,
      problem text, customer_references text[], internal_references text[], due_at timestamptz)
    ON CONFLICT (submission_key) DO NOTHING
    RETURNING id, number, submission_key AS "submissionKey"`;
}

type Places = Awaited<ReturnType<typeof placesOf>>;

/** The service locations of the rows, by their ids. */
async function placesOf(tx: Db, rows: readonly RightRow[]) {
  const ids = [...new Set(rows.map(({ form }) => form.locationId))];
  const places = await tx.location.findMany({ where: { id: { in: ids } } });
  return new Map(places.map((place) => [place.id, place]));
}

/** Keeps the customers open until the transaction ends. Throws DomainError `customer_inactive` (422). */
async function lockCustomers(tx: Db, rows: readonly RightRow[]): Promise<void> {
  const ids = [...new Set(rows.map(({ customer }) => customer.id))];
  const open = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM companies WHERE id = ANY (${ids}::int[]) AND active ORDER BY id FOR SHARE`;
  if (open.length < ids.length) throw new DomainError('customer_inactive', 422);
}
