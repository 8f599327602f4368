import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import Papa from 'papaparse';
import { DEMO_PASSWORD } from './seed/demo';

/**
 * Types real repair records into the order form of a running portal and looks for each of them again, by its serial
 * number and by words of its text.
 *
 *     npm run try-records -- records.csv [--rows 2000] [--url http://localhost:3000]
 *
 * The file is in the Open Repair Data Standard (openrepair.org). The portal has to run with its demo data.
 */
type RepairRecord = {
  id: string;
  brand: string;
  product_category: string;
  partner_product_category: string;
  problem: string;
};
type Placed = { number: string; serial: string; words: string };

const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? (process.argv[at + 1] ?? fallback) : fallback;
};
const file = process.argv[2];
const base = option('url', 'http://localhost:3000');
const wanted = Number(option('rows', '2000'));

let cookie = '';

async function send(path: string, fields?: Record<string, string>): Promise<Response> {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
  return fetch(new URL(path, base), { ...init, headers: { Cookie: cookie }, redirect: 'manual' });
}

async function signIn(email: string): Promise<void> {
  const answer = await send('/login', { email, password: DEMO_PASSWORD });
  cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (answer.status !== 302) throw new Error(`Signing in as ${email} failed with ${answer.status}`);
}

/** The form as an attentive person fills it: every question of the page gets its first possible answer. */
async function answersAndPlace(): Promise<Record<string, string>> {
  const page = await (await send('/orders/new')).text();
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of page.matchAll(
    /<input type="radio"[^>]*? name="([\w-]+)"[^>]*? value="([^"]*)"/g,
  )) {
    fields[name] ??= value;
  }
  return fields;
}

function wordsOf(record: RepairRecord): string {
  const words = record.problem.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .slice(0, 3)
    .join(' ');
}

async function place(record: RepairRecord, answers: Record<string, string>): Promise<Placed> {
  const serial = record.id.replaceAll(/\W|_/g, '').toUpperCase();
  const deviceName = [record.brand === 'Unknown' ? '' : record.brand, record.product_category]
    .join(' ')
    .trim();
  const saved = await send('/orders/new', {
    ...answers,
    submissionKey: randomUUID(),
    intent: 'summary',
    identifier: record.id,
    deviceName,
    problem: record.problem,
    customerReferences: record.id,
  });
  const summary = saved.headers.get('Location') ?? '';
  if (!summary.endsWith('/summary')) throw new Error(`${record.id} was not taken (${saved.status})`);
  const approved = await send(summary, { intent: 'approve' });
  if (!approved.headers.get('Location')?.endsWith('/confirmation'))
    throw new Error(`${record.id} was not approved`);
  return { number: summary.split('/')[2] ?? '', serial, words: wordsOf(record) };
}

/** True when a search for the words lists the order, however many pages that takes. */
async function findByWords({ number, words }: Placed): Promise<boolean> {
  const found = await send(`/search?${new URLSearchParams({ q: words })}`);
  let next = found.headers.get('Location') ?? '';
  if (next === `/orders/${number}`) return true;
  next += '&tab=new&size=100';
  for (let page = 0; page < 50 && next; page++) {
    const html = await (await send(next)).text();
    if (html.includes(`/orders/${number}"`)) return true;
    next =
      /<a[^>]*rel="next"[^>]*href="([^"]*)"|<a[^>]*href="([^"]*after=[^"]*)"/
        .exec(html)
        ?.slice(1)
        .find(Boolean)
        ?.replaceAll('&amp;', '&') ?? '';
  }
  return false;
}

async function main(): Promise<void> {
  if (!file) throw new Error('Name the file: npm run try-records -- records.csv');
  const { data } = Papa.parse<RepairRecord>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const usable = data.filter((record) => record.problem.trim() !== '');
  const step = Math.max(1, usable.length / wanted);
  const records = Array.from(
    { length: Math.min(wanted, usable.length) },
    (_, index) => usable[Math.floor(index * step)],
  );
  await signIn('customer@demo.test');
  const answers = await answersAndPlace();
  const bar = new SingleBar({ format: '{what} [{bar}] {value}/{total}' });
  const placed: Placed[] = [];
  const refused: string[] = [];
  bar.start(records.length, 0, { what: 'orders' });
  for (const record of records) {
    if (record)
      await place(record, answers)
        .then((order) => placed.push(order))
        .catch((error: Error) => refused.push(error.message));
    bar.increment();
  }
  bar.stop();
  const lost = { serial: [] as string[], words: [] as string[] };
  bar.start(placed.length, 0, { what: 'searches' });
  for (const order of placed) {
    const bySerial = await send(`/search?${new URLSearchParams({ q: order.serial })}`);
    if (bySerial.headers.get('Location') !== `/orders/${order.number}`) lost.serial.push(order.serial);
    if (order.words && !(await findByWords(order))) lost.words.push(`${order.number}: ${order.words}`);
    bar.increment();
  }
  bar.stop();
  console.log(`${placed.length} orders made, ${refused.length} refused`);
  console.log(`not found by serial: ${lost.serial.length}; not found by words: ${lost.words.length}`);
  for (const line of [...refused, ...lost.serial, ...lost.words].slice(0, 20)) console.log(`  ${line}`);
  process.exit(refused.length + lost.serial.length + lost.words.length === 0 ? 0 : 1);
}

await main();
