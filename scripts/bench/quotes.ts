import { randomUUID } from 'node:crypto';
import { getQuote } from '../../app/domain/quotes/queries.server';
import { saveQuote } from '../../app/domain/quotes/save-quote.server';
import { sendQuote } from '../../app/domain/quotes/send-quote.server';
import { pool } from '../../app/platform/db.server';
import type { Figure } from './figures';
import { p95 } from './measure';
import type { PortalProcess } from './portal-process';
import type { Subject } from './subjects';
import { orderNumberIn, postOrder } from './visitor';

const RACES = 5;
const DECISIONS = 50;
const DAY_MS = 86_400_000;

type Asked = {
  url: PortalProcess['url'];
  reseller: Subject;
  administrator: Subject;
  /** Form fields of a new order of the reseller. */
  orderForm: () => Record<string, string>;
};

/** How many of 50 decisions that reach a quote at once take effect, and how many of the others are told what was decided. */
export async function measureQuotes(asked: Asked): Promise<Figure[]> {
  const times: number[] = [];
  let most = 0;
  let fewest = DECISIONS;
  let untold = 0;
  for (let race = 0; race < RACES; race++) {
    const answers = await raceOn(await openQuote(asked), asked);
    const effective = answers.filter(({ status }) => status === 302).length;
    most = Math.max(most, effective);
    fewest = Math.min(fewest, effective);
    untold += answers.filter(({ status, told }) => status !== 302 && !told).length;
    times.push(...answers.map(({ ms }) => ms));
  }
  return [
    { name: 'quotes.race.effective-most', value: most, unit: `of ${DECISIONS}`, limit: { max: 1 } },
    { name: 'quotes.race.effective-fewest', value: fewest, unit: `of ${DECISIONS}`, limit: { min: 1 } },
    { name: 'quotes.race.not-told', value: untold, unit: 'decisions', limit: { max: 0 } },
    { name: 'quotes.race.p95', value: p95(times), unit: 'ms' },
  ];
}

/** A quote with two options for a new order of the reseller. @returns its number */
async function openQuote({ url, reseller, administrator, orderForm }: Asked): Promise<string> {
  const order = orderNumberIn(await postOrder(url, reseller.cookie, orderForm()));
  if (!order) throw new Error('No order was made.');
  await pool().query(`UPDATE orders SET status = 'diagnosing', stage = 'at_location' WHERE number = $1`, [
    order,
  ]);
  const line = { kind: 'service', quantity: 1000, vat: 810, warranty: false, optional: false } as const;
  const option = (kind: 'repair' | 'return_unrepaired', price: number) => ({
    kind,
    title: '',
    lines: [{ ...line, description: 'Labour', price }],
  });
  const number = await saveQuote(administrator.viewer, order, randomUUID(), {
    message: '',
    validUntil: new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10),
    options: [option('repair', 12_000), option('return_unrepaired', 5_000)],
  });
  await sendQuote(administrator.viewer, number);
  return number;
}

async function raceOn(number: string, { url, reseller }: Asked) {
  const quote = await getQuote({ viewer: reseller.viewer }, number);
  const forms = [
    ...(quote?.shown.options ?? []).map(({ id, totals }) => ({
      outcome: 'accepted',
      option: String(id),
      gross: String(totals.gross),
    })),
    { outcome: 'declined', reason: 'Too dear' },
  ];
  return Promise.all(
    Array.from({ length: DECISIONS }, async (_, index) => {
      const form = {
        ...forms[index % forms.length],
        name: `Person ${index}`,
        email: 'person@company.example',
      };
      const began = performance.now();
      const answer = await fetch(`${url}/quotes/${number}/decide`, {
        method: 'POST',
        headers: { Cookie: reseller.cookie, Origin: url, 'Accept-Language': 'en' },
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
      const text = await answer.text();
      const told =
        answer.status === 409 && /Person \d+ has (agreed to|declined) this quote already/.test(text);
      return { status: answer.status, told, ms: performance.now() - began };
    }),
  );
}
