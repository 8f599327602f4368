import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { basketNumber, OFFER_DAYS, offerNumber } from '../../app/domain/contracts/rules';
import { shownBasket } from '../../app/domain/contracts/shown';
import type { Words } from './catalogue';
import { insertContract, insertItems, insertOrder, type Story, type Told, takeId } from './contract-rows';
import { insertRows } from './insert-rows';
import { findPlan, insertPlans } from './service-plans';
import type { Company, World } from './world';

/** Service plans, baskets, offers and contracts of the demo. */

const DAY_MS = 86_400_000;
const TITLE: Words = { en: 'Cover for the team', de: 'Schutz für das Team' };

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

/** The rows of one story. */
async function tell(client: ClientBase, world: World, told: Told): Promise<void> {
  const { account, customer, story, index, now } = told;
  const [place] = world.places;
  const author = account.users[0];
  if (!place || author === undefined) return;
  const made = new Date(now.getTime() - story.days * DAY_MS);
  const year = made.getUTCFullYear();
  const { currency, locale } = customer;
  const plan = await findPlan(client, index, currency);
  if (!plan) return;
  const basketId = await takeId(client, 'baskets_id_seq');
  const basket = basketNumber(year, BigInt(await takeId(client, 'basket_number_seq')));
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
  const number = offerNumber(year, BigInt(await takeId(client, 'offer_number_seq')));
  const party = (company: Company) => ({ ...company, email: '' });
  const shown = shownBasket({
    ...{ number: basket, title: TITLE[locale], purpose: 'new', currency, items },
    ...{ account: party(account), customer: party(customer), location: place, contract: null },
  });
  const offerId = await takeId(client, 'offers_id_seq');
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
