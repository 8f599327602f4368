import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { checkInvoice, type Expected } from '../../app/domain/billing/invoice/check';
import { readInvoice } from '../../app/domain/billing/invoice/read-invoice';
import { settlementNumber, settlementTotals } from '../../app/domain/billing/rules';
import { usualVatRate } from '../../app/domain/orders/rules';
import { currencyExponent, decimal } from '../../app/platform/money';
import { storage } from '../../app/platform/storage.server';
import { ublInvoice } from './demo-invoice';
import { insertRows, takeIds } from './insert-rows';

/** Settlements of the demo's partners: what is two months old is paid, what is one month old invoiced, the rest is left. */

const DAY_MS = 86_400_000;
const FEE_MINOR = 11_900;
const FEE_STEP_MINOR = 350;

type Executed = {
  id: number;
  spId: string;
  partnerId: number;
  partner: string;
  userId: number;
  administratorId: number;
  description: string;
  executedAt: Date;
  feeMinor: number;
  vatBasisPoints: number;
  currency: string;
};

/** Settles the executed orders of partners that are older than a month before `now`. */
export async function insertSettlements(client: ClientBase, now: Date): Promise<void> {
  await insertFees(client);
  const orders = await executedOrders(client);
  const age = ({ executedAt }: Executed) => (now.getTime() - executedAt.getTime()) / DAY_MS;
  const partners = [...new Set(orders.map(({ partnerId }) => partnerId))];
  for (const partnerId of partners) {
    const own = orders.filter((order) => order.partnerId === partnerId);
    await insertSettlement(
      client,
      'paid',
      own.filter((order) => age(order) > 60),
      now,
      45,
    );
    await insertSettlement(
      client,
      'invoiced',
      own.filter((order) => age(order) > 30 && age(order) <= 60),
      now,
      12,
    );
  }
}

/** Executed orders without a job of their own get one, so that there is a fee to settle. */
async function insertFees(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO service_types (code, name_en, name_de, position)
     VALUES ('installation', 'Delivery and installation', 'Lieferung und Montage', 9) ON CONFLICT DO NOTHING`,
  );
  const { rows } = await client.query<{ id: number; currency: string }>(
    `SELECT o.id, o.currency FROM orders o LEFT JOIN onsite_jobs j ON j.order_id = o.id
     WHERE o.kind = 'onsite' AND o.status = 'executed' AND o.partner_id IS NOT NULL AND j.order_id IS NULL ORDER BY o.id`,
  );
  for (const [index, { id, currency }] of rows.entries())
    await client.query(
      `INSERT INTO onsite_jobs (order_id, service_type_id, partner_id, contact_name, street, postal_code, city, country,
         sold, fee_minor, fee_vat_basis_points, currency, released_at)
       SELECT o.id, t.id, o.partner_id, c.name, c.street, c.postal_code, c.city, c.country, o.device_name, $2, $3, $4,
         o.created_at
       FROM orders o JOIN companies c ON c.id = o.customer_id, service_types t
       WHERE o.id = $1 AND t.code = 'installation'`,
      [id, FEE_MINOR + (index % 8) * FEE_STEP_MINOR, usualVatRate(currency), currency],
    );
}

async function executedOrders(client: ClientBase): Promise<Executed[]> {
  const { rows } = await client.query<Executed>(
    `SELECT o.id, o.sp_id AS "spId", o.partner_id AS "partnerId", p.name AS partner,
       (SELECT min(id) FROM users u WHERE u.company_id = p.id) AS "userId",
       (SELECT min(id) FROM users u WHERE u.role = 'administrator') AS "administratorId",
       concat_ws(' · ', CASE WHEN p.locale = 'de' THEN t.name_de ELSE t.name_en END, o.device_name,
         j.postal_code || ' ' || j.city) AS description,
       coalesce(o.completed_at, o.status_since) AS "executedAt", j.fee_minor AS "feeMinor",
       j.fee_vat_basis_points AS "vatBasisPoints", j.currency
     FROM orders o JOIN onsite_jobs j ON j.order_id = o.id JOIN service_types t ON t.id = j.service_type_id
     JOIN companies p ON p.id = o.partner_id
     WHERE o.status = 'executed' AND o.sp_id IS NOT NULL ORDER BY "executedAt", o.id`,
  );
  return rows.filter(({ userId }) => userId !== null);
}

async function insertSettlement(
  client: ClientBase,
  state: 'paid' | 'invoiced',
  all: Executed[],
  now: Date,
  daysAgo: number,
): Promise<void> {
  const [first] = all;
  if (!first) return;
  const { currency, partnerId, userId, administratorId, partner } = first;
  const orders = all.filter((order) => order.currency === currency);
  const at = new Date(now.getTime() - daysAgo * DAY_MS);
  const after = (days: number) => new Date(at.getTime() + days * DAY_MS);
  const [id = 0] = await takeIds(client, 'settlements_id_seq', 1);
  const [serial = 0] = await takeIds(client, 'billing_number_seq', 1);
  const number = settlementNumber(at.getUTCFullYear(), BigInt(serial));
  const { net, gross } = settlementTotals(orders);
  const paid = state === 'paid';
  const sums = { netMinor: net, vatMinor: gross - net, grossMinor: gross };
  await insertRows(client, 'settlements', [
    {
      id,
      number,
      partner_id: partnerId,
      state,
      currency,
      net_minor: net,
      vat_minor: gross - net,
      gross_minor: gross,
      submission_key: `demo-settlement-${number}`,
      created_by_id: userId,
      created_at: at,
      accepted_at: paid ? after(3) : null,
      paid_at: paid ? after(14) : null,
    },
  ]);
  await insertRows(
    client,
    'settlement_items',
    orders.map((order, index) => ({
      settlement_id: id,
      order_id: order.id,
      position: index + 1,
      sp_id: order.spId,
      description: order.description,
      executed_at: order.executedAt,
      fee_minor: order.feeMinor,
      vat_basis_points: order.vatBasisPoints,
    })),
  );
  const expected = { number, partner, currency, ...sums, spIds: orders.map(({ spId }) => spId) };
  const invoice = `R-${at.getUTCFullYear()}-${String(id).padStart(3, '0')}`;
  const decided = paid ? { decided_by_id: administratorId, decided_at: after(3) } : {};
  await insertRows(client, 'partner_invoices', [
    {
      settlement_id: id,
      state: paid ? 'accepted' : 'submitted',
      uploaded_by_id: userId,
      uploaded_at: after(1),
      ...(await storeInvoice(expected, invoice)),
      ...decided,
    },
  ]);
  const event = (happened: string, days: number, actor: number, data: object = {}) => ({
    type: `settlement.${happened}`,
    company_id: partnerId,
    actor_id: actor,
    visibility: 'public',
    at: after(days),
    data: { settlement: number, ...data },
  });
  await insertRows(client, 'events', [
    event('created', 0, userId, { orders: orders.length }),
    event('invoiced', 1, userId, { invoice, differences: [], byHand: false }),
    ...(paid ? [event('accepted', 3, administratorId, { invoice }), event('paid', 14, administratorId)] : []),
  ]);
}

/** Stores a UBL invoice that agrees. @returns the columns of its row */
async function storeInvoice(expected: Expected, number: string) {
  const { currency } = expected;
  const amount = (minor: number) => decimal(minor, currencyExponent(currency));
  const xml = Buffer.from(
    ublInvoice({
      billingId: expected.number,
      spIds: expected.spIds,
      net: amount(expected.netMinor),
      vat: amount(expected.vatMinor),
      gross: amount(expected.grossMinor),
      currency,
      number,
      seller: expected.partner,
    }),
  );
  const key = `invoices/demo-${expected.number}`;
  await storage().put(key, xml);
  const read = readInvoice(xml);
  return {
    number,
    file_name: `${number}.xml`,
    content_type: 'application/xml',
    size: xml.length,
    sha256: createHash('sha256').update(xml).digest('hex'),
    storage_key: key,
    format: 'ubl',
    checks: read ? checkInvoice(expected, read) : [],
  };
}
