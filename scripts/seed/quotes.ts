import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { usualVatRate } from '../../app/domain/orders/rules';
import { quoteNumber, VALID_DAYS } from '../../app/domain/quotes/rules';
import { REPAIR_CATEGORIES, type Words } from './catalogue';
import type { InsertedOrder } from './insert-orders';
import { insertRows, takeIds } from './insert-rows';
import type { Random } from './random';
import { SERVICES } from './talk';

/** The operator's catalogue, and a quote for each repair that waits for a decision. */

const DAY_MS = 86_400_000;
const DIAGNOSIS_PRICE = 5_900;
const SHIPPING_PRICE = 1_450;
const BACKUP: Words = { en: 'Backup of the data', de: 'Sicherung der Daten' };
const BACKUP_PRICE = 3_900;
const MESSAGE: Words = {
  en: 'We have found the fault and recommend the repair. With a backup your data are safe whatever happens.',
  de: 'Wir haben den Fehler gefunden und empfehlen die Reparatur. Mit einer Sicherung sind Ihre Daten in jedem Fall sicher.',
};

/** Every part and service of the demo in both currencies, with article numbers such as `P-0007`. */
export async function insertCatalogue(client: ClientBase): Promise<void> {
  const categories = REPAIR_CATEGORIES.map(([category]) => category);
  const parts = categories.flatMap((category) => category.parts);
  const products = [...new Map(parts.map((part) => [part.en, part])).values()];
  const hourly = [...new Set(categories.map((category) => category.hourly))];
  const services = [
    { ...SERVICES.diagnosis, price: DIAGNOSIS_PRICE },
    { ...SERVICES.shipping, price: SHIPPING_PRICE },
    { ...BACKUP, price: BACKUP_PRICE },
    ...hourly.map((price) => ({ ...SERVICES.labour, price })),
  ];
  const rows = (letter: string, kind: string, items: (Words & { price: number })[]) =>
    items.flatMap(({ en, de, price }, index) =>
      ['CHF', 'EUR'].map((currency) => ({
        sku: `${letter}-${String(index + 1).padStart(4, '0')}`,
        kind,
        name_en: en,
        name_de: de,
        currency,
        unit_price_minor: price,
        vat_basis_points: usualVatRate(currency),
        warranty: false,
        active: true,
      })),
    );
  await insertRows(client, 'catalogue_items', [
    ...rows('P', 'product', products),
    ...rows('S', 'service', services),
  ]);
}

/** Sends a quote for each repair that waits for a decision: repair it, with a backup on wish, or back unrepaired. */
export async function insertQuotes(
  client: ClientBase,
  orders: readonly InsertedOrder[],
  now: Date,
  random: Random,
): Promise<void> {
  const waiting = orders.filter(({ plan }) => plan.kind === 'repair' && plan.status === 'awaiting_decision');
  const ids = await takeIds(client, 'quotes_id_seq', waiting.length);
  const serials = await takeIds(client, 'quote_number_seq', waiting.length);
  const options = await takeIds(client, 'quote_options_id_seq', 2 * waiting.length);
  const quotes = waiting.map((order, index) => ({
    order,
    id: ids[index] ?? 0,
    number: quoteNumber(now.getUTCFullYear(), BigInt(serials[index] ?? 0)),
    repair: options[2 * index] ?? 0,
    unrepaired: options[2 * index + 1] ?? 0,
    at: order.steps.at(-1)?.at ?? now,
  }));
  await insertRows(
    client,
    'quotes',
    quotes.map(({ order, id, number, at }) => ({
      id,
      number,
      order_id: order.id,
      version: 1,
      state: 'draft',
      currency: order.columns.currency,
      message: MESSAGE[order.locale],
      valid_until: new Date(now.getTime() + random.int(2, VALID_DAYS) * DAY_MS),
      created_by_id: order.worker,
      created_at: at,
      submission_key: randomUUID(),
    })),
  );
  await insertRows(
    client,
    'quote_options',
    quotes.flatMap(({ id, repair, unrepaired }) => [
      { id: repair, quote_id: id, position: 0, kind: 'repair', title: '' },
      { id: unrepaired, quote_id: id, position: 1, kind: 'return_unrepaired', title: '' },
    ]),
  );
  await insertRows(
    client,
    'quote_lines',
    quotes.flatMap((quote) => linesOf(quote, random)),
  );
  for (const { id, at } of quotes)
    await client.query(`UPDATE quotes SET state = 'sent', sent_at = $2 WHERE id = $1`, [id, at]);
  await insertRows(
    client,
    'events',
    quotes.map(({ order, number, at }) => ({
      order_id: order.id,
      actor_id: order.worker,
      type: 'quote.sent',
      visibility: 'public',
      at,
      data: { quote: number, version: 1 },
    })),
  );
}

type Quoted = { order: InsertedOrder; repair: number; unrepaired: number };

function linesOf({ order, repair, unrepaired }: Quoted, random: Random): object[] {
  const { category, locale, columns } = order;
  const { price, ...part } = random.pick(category.parts);
  const line = (option: number, position: number, words: Words, unitPrice: number, more: object = {}) => ({
    option_id: option,
    position,
    kind: 'service',
    description: words[locale],
    quantity_thousandths: 1000,
    unit_price_minor: unitPrice,
    vat_basis_points: usualVatRate(String(columns.currency)),
    warranty: false,
    optional: false,
    ...more,
  });
  return [
    line(repair, 0, part, price, { kind: 'product' }),
    line(repair, 1, SERVICES.labour, category.hourly, { quantity_thousandths: random.int(2, 8) * 250 }),
    line(repair, 2, BACKUP, BACKUP_PRICE, { optional: true }),
    line(unrepaired, 0, SERVICES.diagnosis, DIAGNOSIS_PRICE),
  ];
}
