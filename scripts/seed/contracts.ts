import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import {
  basketNumber,
  contractNumber,
  dayOf,
  endOfTerm,
  OFFER_DAYS,
  offerNumber,
} from '../../app/domain/contracts/rules';
import { shownBasket } from '../../app/domain/contracts/shown';
import { type Status, stageOf, usualVatRate } from '../../app/domain/orders/rules';
import type { Words } from './catalogue';
import { insertRows, takeIds } from './insert-rows';
import { SERVICES } from './talk';
import type { Company, World } from './world';

/** Service plans, baskets, offers and contracts of the demo. */

const DAY_MS = 86_400_000;

const PLANS = [
  { code: 'CARE', name: { en: 'Care', de: 'Sorglos' }, price: 790, term: 12, renews: true },
  { code: 'CARE-PLUS', name: { en: 'Care Plus', de: 'Sorglos Plus' }, price: 1490, term: 24, renews: true },
  { code: 'EVENT', name: { en: 'Event cover', de: 'Eventschutz' }, price: 1990, term: 3, renews: false },
];
const DESCRIPTION: Words = {
  en: 'Repairs of covered devices first in the queue, with a loan device on request.',
  de: 'Reparaturen abgedeckter Geräte zuerst, auf Wunsch mit Leihgerät.',
};
const TITLE: Words = { en: 'Cover for the team', de: 'Schutz für das Team' };
const PROBLEM: Words = {
  en: 'The battery lasts half a day only.',
  de: 'Der Akku hält nur einen halben Tag.',
};
const REASON: Words = { en: 'Ordered twice', de: 'Doppelt bestellt' };
const DEVICES = ['ThinkPad T14', 'MacBook Air 13"', 'Surface Laptop 5', 'iPad 10', 'Latitude 7440'];
const SERVICE_PRICE = 5_900;

/** What became of a basket: it is being filled, or its offer is in a state, with an order of its plan in a status. */
type Story = { state: 'open' | 'draft' | 'sent' | 'accepted'; days: number; status?: Status };

const STORIES: Story[] = [
  { state: 'accepted', days: 200, status: 'activated' },
  { state: 'accepted', days: 60, status: 'activated' },
  { state: 'accepted', days: 30, status: 'cancelled' },
  { state: 'accepted', days: 1, status: 'to_activate' },
  { state: 'sent', days: 3 },
  { state: 'draft', days: 2 },
  { state: 'open', days: 1 },
];

/** Every plan in both currencies, and a story of each kind for the first customer and the first reseller's customers. */
export async function insertContracts(client: ClientBase, world: World, now: Date): Promise<void> {
  await insertPlans(client);
  const ordering = world.companies.filter(({ users, kind }) => users.length > 0 && kind !== 'partner');
  const [customer] = ordering.filter(({ kind }) => kind === 'customer');
  const [reseller] = ordering.filter(({ kind }) => kind === 'reseller');
  const customers = world.companies.filter(({ resellerId }) => resellerId === reseller?.id);
  let at = 0;
  for (const account of [customer, reseller])
    for (const [index, story] of account ? STORIES.entries() : []) {
      const own = account === reseller ? customers[index % customers.length] : account;
      if (account && own) await tell(client, world, { account, customer: own, story, index: at++, now });
    }
}

async function insertPlans(client: ClientBase): Promise<void> {
  await insertRows(
    client,
    'service_plans',
    PLANS.flatMap(({ code, name, price, term, renews }) =>
      ['CHF', 'EUR'].map((currency) => ({
        ...{ code, currency, price_minor: price, vat_basis_points: usualVatRate(currency) },
        ...{
          name_en: name.en,
          name_de: name.de,
          description_en: DESCRIPTION.en,
          description_de: DESCRIPTION.de,
        },
        ...{ term_months: term, renews, renewal_months: 12, notice_days: 30, active: true },
      })),
    ),
  );
}

type Told = { account: Company; customer: Company; story: Story; index: number; now: Date };

const one = async (client: ClientBase, sequence: string) => (await takeIds(client, sequence, 1))[0] ?? 0;

/** The rows of one story. */
async function tell(client: ClientBase, world: World, told: Told): Promise<void> {
  const { account, customer, story, index, now } = told;
  const [place] = world.places;
  const author = account.users[0];
  if (!place || author === undefined) return;
  const made = new Date(now.getTime() - story.days * DAY_MS);
  const year = made.getUTCFullYear();
  const { currency, locale } = customer;
  const code = PLANS[index % 2]?.code ?? 'CARE';
  const { rows: plans } = await client.query<StoredPlan>(
    `SELECT id, code, name_en AS "nameEn", name_de AS "nameDe", description_en AS "descriptionEn",
       description_de AS "descriptionDe", price_minor AS "priceMinor", vat_basis_points AS "vatBasisPoints",
       term_months AS "termMonths", renews, renewal_months AS "renewalMonths", notice_days AS "noticeDays"
     FROM service_plans WHERE code = $1 AND currency = $2`,
    [code, currency],
  );
  const [plan] = plans;
  if (!plan) return;
  const basketId = await one(client, 'baskets_id_seq');
  const basket = basketNumber(year, BigInt(await one(client, 'basket_number_seq')));
  const parties = { account_id: account.id, customer_id: customer.id, currency, created_by_id: author };
  await insertRows(client, 'baskets', [
    {
      ...parties,
      ...{ id: basketId, number: basket, title: TITLE[locale], location_id: place.id, state: 'open' },
      ...{ submission_key: randomUUID(), created_at: made, updated_at: made },
    },
  ]);
  const items = await insertItems(client, basketId, told, plan);
  if (story.state === 'open') return;
  const { rows: people } = await client.query<{ name: string; email: string }>(
    'SELECT name, email FROM users WHERE id = $1',
    [author],
  );
  const number = offerNumber(year, BigInt(await one(client, 'offer_number_seq')));
  const party = (company: Company) => ({ ...company, email: '' });
  const shown = shownBasket({
    ...{ number: basket, title: TITLE[locale], purpose: 'new', currency, items },
    ...{ account: party(account), customer: party(customer), location: place, contract: null },
  });
  const offerId = await one(client, 'offers_id_seq');
  const { net, gross } = shown.totals;
  await insertRows(client, 'offers', [
    {
      ...parties,
      ...{ id: offerId, number, basket_id: basketId, state: story.state, submission_key: randomUUID() },
      content: { ...shown, number, author: people[0]?.name ?? '', madeAt: made.toISOString() },
      ...{ net_minor: net, vat_minor: gross - net, gross_minor: gross, created_at: made },
      valid_until: new Date(made.getTime() + OFFER_DAYS * DAY_MS),
      sent_at: story.state === 'draft' ? null : made,
      ended_at: story.state === 'accepted' ? made : null,
    },
  ]);
  await client.query(`UPDATE baskets SET state = 'offered' WHERE id = $1`, [basketId]);
  if (story.state !== 'accepted' || !story.status) return;
  const by = { name: people[0]?.name ?? '', email: people[0]?.email ?? '', user_id: author };
  await insertRows(client, 'offer_decisions', [{ offer_id: offerId, outcome: 'accepted', ...by, at: made }]);
  const contractId = await insertContract(client, told, plan, { offerId, author, made, items });
  const orderId = await insertOrder(client, world, told, plan, { offerId, author, made, items });
  await insertRows(client, 'order_contracts', [{ order_id: orderId, contract_id: contractId }]);
}

type StoredPlan = {
  id: number;
  code: string;
  nameEn: string;
  nameDe: string;
  descriptionEn: string;
  descriptionDe: string;
  priceMinor: number;
  vatBasisPoints: number;
  termMonths: number;
  renews: boolean;
  renewalMonths: number;
  noticeDays: number;
};
type Item = Parameters<typeof shownBasket>[0]['items'][number];
type Accepted = { offerId: number; author: number; made: Date; items: Item[] };

/** Two devices with the plan; while nothing is agreed one of them is to be repaired, too. */
async function insertItems(
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

async function insertContract(client: ClientBase, told: Told, plan: StoredPlan, accepted: Accepted) {
  const { account, customer, story } = told;
  const { offerId, author, made, items } = accepted;
  const id = await one(client, 'contracts_id_seq');
  const number = contractNumber(made.getUTCFullYear(), BigInt(await one(client, 'contract_number_seq')));
  const start = dayOf(made);
  const end = endOfTerm(start, plan.termMonths);
  await insertRows(client, 'contracts', [
    {
      ...{ id, number, account_id: account.id, customer_id: customer.id, service_plan_id: plan.id },
      ...{ currency: customer.currency, ends_on: end, created_at: made },
      state: story.status === 'cancelled' ? 'ended' : 'active',
    },
  ]);
  const version = await one(client, 'contract_versions_id_seq');
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
async function insertOrder(
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
  const id = await one(client, 'orders_id_seq');
  const serial = await one(client, 'order_number_seq');
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
