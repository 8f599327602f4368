import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import type { Client } from './client';
import { insertOrders, type OrderFacts, orderRow } from './orders';
import { storeSubmission } from './submission';

export type TypedLine = { description: string; price: string } & Record<string, string>;
type TypedOption = { kind?: string; title?: string; lines: TypedLine[] };

/** A usual quote: a repair for CHF 129.72 with a film for CHF 21.62 more on wish, or back unrepaired for CHF 54.05. */
export const USUAL: TypedOption[] = [
  {
    lines: [
      { description: 'Display replacement', price: '120.00' },
      { description: 'Protective film', price: '20.00', kind: 'product', optional: 'on' },
    ],
  },
  { kind: 'return_unrepaired', lines: [{ description: 'Diagnosis', price: '50.00' }] },
];

const DAY_MS = 86_400_000;

/** The form of a quote that ends in two weeks. */
export function quoteFields(options = USUAL, more: Record<string, string> = {}): Record<string, string> {
  const fields: Record<string, string> = {
    key: randomUUID(),
    message: 'The display is broken.',
    validUntil: new Date(Date.now() + 14 * DAY_MS).toISOString().slice(0, 10),
    ...more,
  };
  for (const [index, { kind = 'repair', title = '', lines }] of options.entries()) {
    const at = `options[${index}]`;
    Object.assign(fields, { [`${at}.kind`]: kind, [`${at}.title`]: title });
    for (const [number, line] of lines.entries()) {
      const usual = { kind: 'service', quantity: '1', vat: '810' };
      for (const [name, value] of Object.entries({ ...usual, ...line }))
        fields[`${at}.lines[${number}].${name}`] = value;
    }
  }
  return fields;
}

/** Puts an order of the world's customer that is being diagnosed into the database. @returns its number */
export async function diagnosedOrder(app: TestApp, serial: number, facts: OrderFacts = {}): Promise<string> {
  const [order] = await insertOrders(app.db, [
    orderRow(app.world, serial, { status: 'diagnosing', ...facts }),
  ]);
  if (!order) throw new Error('No order was made');
  await storeSubmission(app, order);
  return order.number;
}

/** Writes a draft as a technician. @returns its number */
export async function writeQuote(client: Client, order: string, fields = quoteFields()): Promise<string> {
  const answer = await client.post(`/orders/${order}/quote`, fields);
  const number = /QU-\d{4}-\d+/.exec(answer.headers.get('Location') ?? '')?.[0];
  if (!number) throw new Error(`No quote was written: ${answer.status}`);
  return number;
}

/** Writes a quote and sends it. @returns its number */
export async function sendQuote(client: Client, order: string, fields = quoteFields()): Promise<string> {
  const number = await writeQuote(client, order, fields);
  const sent = await client.post(`/quotes/${number}`, { intent: 'send' });
  if (sent.status !== 302) throw new Error(`The quote was not sent: ${sent.status}`);
  return number;
}

/** The form that agrees to an option, as its page sends it. `optional`: with every line on wish. */
export async function agreeing(app: TestApp, number: string, position = 0, optional = false) {
  const { optionTotals } = await import('../../app/domain/quotes/rules');
  const option = await app.db.quoteOption.findFirstOrThrow({
    where: { position, quote: { number } },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  const wished = optional ? option.lines.filter((line) => line.optional).map(({ id }) => id) : [];
  const gross = optionTotals(option.lines, wished).gross;
  const choice = { outcome: 'accepted', option: String(option.id), gross: String(gross) };
  const person = { name: 'Anna Muster', email: 'anna@muster.test' };
  return { ...choice, ...person, ...(wished[0] && { lines: String(wished[0]) }) };
}

/** Changes when a sent quote was sent and ends, as if time had passed. */
export async function age(app: TestApp, number: string, times: { sentAt?: Date; validUntil?: Date }) {
  await app.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('portal.erasing', 'on', true)`;
    await tx.quote.update({ where: { number }, data: times });
  });
}
