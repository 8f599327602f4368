import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { contractNumber, dayOf, endOfTerm } from '../../app/domain/contracts/rules';
import type { shownBasket } from '../../app/domain/contracts/shown';
import { type Status, stageOf, usualVatRate } from '../../app/domain/orders/rules';
import type { Words } from './catalogue';
import { insertRows, takeIds } from './insert-rows';
import type { StoredPlan } from './service-plans';
import { SERVICES } from './talk';
import type { Company, World } from './world';

/** What a basket, a contract and the order of its plan consist of in the demo. */

const DAY_MS = 86_400_000;
const PROBLEM: Words = {
  en: 'The battery lasts half a day only.',
  de: 'Der Akku hält nur einen halben Tag.',
};
const REASON: Words = { en: 'Ordered twice', de: 'Doppelt bestellt' };
const DEVICES = ['ThinkPad T14', 'MacBook Air 13"', 'Surface Laptop 5', 'iPad 10', 'Latitude 7440'];
const SERVICE_PRICE = 5_900;

/** What became of a basket: it is being filled, or its offer is in a state, with an order of its plan in a status. */
export type Story = { state: 'open' | 'draft' | 'sent' | 'accepted'; days: number; status?: Status };

export type Told = { account: Company; customer: Company; story: Story; index: number; now: Date };

/** The next id of a sequence. */
export const takeId = async (client: ClientBase, sequence: string) =>
  (await takeIds(client, sequence, 1))[0] ?? 0;

type Item = Parameters<typeof shownBasket>[0]['items'][number];
type Accepted = { offerId: number; author: number; made: Date; items: Item[] };

/** Two devices with the plan; while nothing is agreed one of them is to be repaired, too. */
export async function insertItems(
  client: ClientBase,
  basketId: number,
  told: Told,
  plan: StoredPlan,
): Promise<Item[]> {
  const { customer, story, index } = told;
  const ids = await takeIds(client, 'basket_items_id_seq', 5);
  const item = (at: number, kind: string, description: string, more: Partial<Item> = {}): Item => ({
    ...{ id: ids[at] ?? 0, kind, description, forItemId: null, imei: null, serial: null, problem: '' },
    ...{
      quantityThousandths: 1000,
      unitPriceMinor: 0,
      vatBasisPoints: 0,
      servicePlan: null,
      serviceType: null,
    },
    ...more,
  });
  const repaired = story.state !== 'accepted';
  const device = (at: number) =>
    item(at, 'device', DEVICES[(index + at) % DEVICES.length] ?? '', {
      serial: `DEMO${String(index * 10 + at).padStart(6, '0')}`,
      problem: repaired && at === 0 ? PROBLEM[customer.locale] : '',
    });
  const covered = (at: number, of: number) =>
    item(at, 'plan', customer.locale === 'de' ? plan.nameDe : plan.nameEn, {
      forItemId: ids[of] ?? 0,
      quantityThousandths: plan.termMonths * 1000,
      unitPriceMinor: plan.priceMinor,
      vatBasisPoints: plan.vatBasisPoints,
      servicePlan: plan,
    });
  const checked = item(4, 'service', SERVICES.diagnosis[customer.locale], {
    forItemId: ids[0] ?? 0,
    unitPriceMinor: SERVICE_PRICE,
    vatBasisPoints: usualVatRate(customer.currency),
  });
  const items = [device(0), device(1), covered(2, 0), covered(3, 1), ...(repaired ? [checked] : [])];
  await insertRows(
    client,
    'basket_items',
    items.map((one, position) => ({
      ...{ id: one.id, basket_id: basketId, position, kind: one.kind, description: one.description },
      ...{ for_item_id: one.forItemId, serial: one.serial, problem: one.problem },
      service_plan_id: one.servicePlan?.id ?? null,
      quantity_thousandths: one.quantityThousandths,
      ...{ unit_price_minor: one.unitPriceMinor, vat_basis_points: one.vatBasisPoints },
    })),
  );
  return items;
}

/** The contract of an accepted offer. @returns its id */
export async function insertContract(client: ClientBase, told: Told, plan: StoredPlan, accepted: Accepted) {
  const { account, customer, story } = told;
  const { offerId, author, made, items } = accepted;
  const id = await takeId(client, 'contracts_id_seq');
  const number = contractNumber(made.getUTCFullYear(), BigInt(await takeId(client, 'contract_number_seq')));
  const start = dayOf(made);
  const end = endOfTerm(start, plan.termMonths);
  await insertRows(client, 'contracts', [
    {
      ...{ id, number, account_id: account.id, customer_id: customer.id, service_plan_id: plan.id },
      ...{ currency: customer.currency, ends_on: end, created_at: made },
      state: story.status === 'cancelled' ? 'ended' : 'active',
    },
  ]);
  const version = await takeId(client, 'contract_versions_id_seq');
  await insertRows(client, 'contract_versions', [
    {
      ...{ id: version, contract_id: id, version: 1, change: 'new', starts_on: start, ends_on: end },
      ...{ renews: plan.renews, renewal_months: plan.renewalMonths, notice_days: plan.noticeDays },
      ...{ price_minor: plan.priceMinor, vat_basis_points: plan.vatBasisPoints },
      ...{ offer_id: offerId, created_by_id: author, created_at: made },
    },
  ]);
  const devices = items.filter(({ kind }) => kind === 'device');
  const deviceIds = await takeIds(client, 'devices_id_seq', devices.length);
  const known = devices.map(({ description, serial }, index) => ({
    ...{ id: deviceIds[index] ?? 0, name: description, identifier: serial, serial, created_at: made },
  }));
  await insertRows(
    client,
    'devices',
    known.map((device) => ({ ...device, manufacturer: '' })),
  );
  await insertRows(
    client,
    'contract_devices',
    known.map((device) => ({ contract_version_id: version, device_id: device.id, name: device.name })),
  );
  return id;
}

/** The order of the plan, with what was submitted, its lines and what happened to it. */
export async function insertOrder(
  client: ClientBase,
  world: World,
  told: Told,
  plan: StoredPlan,
  accepted: Accepted,
) {
  const { account, customer, story } = told;
  const { offerId, author, made, items } = accepted;
  const [place] = world.places;
  const [worker = author] = world.administrators;
  const status = story.status ?? 'to_activate';
  const id = await takeId(client, 'orders_id_seq');
  const serial = await takeId(client, 'order_number_seq');
  const number = `RO-${made.getUTCFullYear()}-${String(serial).padStart(6, '0')}`;
  const since = status === 'to_activate' ? made : new Date(made.getTime() + 3 * 3_600_000);
  const name = customer.locale === 'de' ? plan.nameDe : plan.nameEn;
  const devices = items.filter(({ kind }) => kind === 'device');
  const problem = devices.map(({ description }) => description).join('\n');
  const references = { customer_references: [], internal_references: [], tracking_numbers: [] };
  await insertRows(client, 'orders', [
    {
      ...{ id, number, kind: 'plan', status, stage: stageOf('plan', status), offer_id: offerId },
      ...{ account_id: account.id, customer_id: customer.id, location_id: place?.id, created_by_id: author },
      ...{ on_behalf: false, submission_key: randomUUID(), device_name: name, problem, ...references },
      ...{ currency: customer.currency, created_at: made, confirmed_at: made, status_since: since },
      due_at: status === 'to_activate' ? new Date(made.getTime() + DAY_MS) : null,
      completed_at: status === 'to_activate' ? null : since,
    },
  ]);
  const content = {
    locale: customer.locale,
    customer: { number: customer.number, name: customer.name },
    location: { name: place?.name, address: `${place?.street}, ${place?.postalCode} ${place?.city}` },
    device: { name, imei: null, serial: null },
    ...{ problem, customerReferences: [], internalReferences: [], delivery: null, answers: [] },
  };
  await insertRows(client, 'order_submissions', [
    { order_id: id, content, approved_by_id: author, automatic: false, approved_at: made },
  ]);
  const lines = items.filter(({ kind }) => kind === 'plan');
  await insertRows(
    client,
    'order_lines',
    lines.map((line) => ({
      ...{ order_id: id, kind: 'service', description: line.description, warranty: false },
      ...{ quantity_thousandths: line.quantityThousandths, unit_price_minor: line.unitPriceMinor },
      ...{ vat_basis_points: line.vatBasisPoints, created_by_id: author, created_at: made },
    })),
  );
  const event = (type: string, actor: number, at: Date, data: object) => ({
    ...{ order_id: id, type, actor_id: actor, visibility: 'public', at, data },
  });
  const first = event('order.confirmed', author, made, {
    automatic: false,
    onBehalf: false,
    to: 'to_activate',
  });
  const reason = status === 'cancelled' ? { reason: REASON[customer.locale] } : {};
  const moved = event('order.moved', worker, since, { from: 'to_activate', to: status, ...reason });
  await insertRows(client, 'events', status === 'to_activate' ? [first] : [first, moved]);
  return id;
}
