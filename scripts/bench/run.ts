import { randomUUID } from 'node:crypto';
import { customerText } from '../../app/domain/companies/queries.server';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { searchOrders } from '../../app/domain/search/queries.server';
import { pool } from '../../app/platform/db.server';
import type { PortalBuild } from '../../server';
import { REPAIR_CATEGORIES } from '../seed/catalogue';
import { typeForm } from '../seed/form-fields';
import { seededRandom } from '../seed/random';
import { loadWorld, orderFormOf } from '../seed/world';
import { measureExport } from './export';
import type { Figure } from './figures';
import { measureIntake } from './intake';
import { interleaved, median, p95, repeatedFor, requestsPerSecond, timed } from './measure';
import { measurePapers } from './papers';
import type { PortalProcess } from './portal-process';
import { measureQuotes } from './quotes';
import { renderAlone } from './render-alone';
import { findSubjects, listPage, type Subject, sampleOrders } from './subjects';
import { measureUploads } from './uploads';
import { orderNumberIn, postOrder } from './visitor';

type Bench = { portal: Pick<PortalProcess, 'url' | 'pid'>; build: PortalBuild; say: (line: string) => void };

const ROUNDS = 5;
const SECONDS = 3;

const LIST_SQL = {
  name: 'bench-list',
  text: `SELECT id, number, kind, status, device_name, imei, serial, customer_references, internal_references, tracking_numbers,
           created_at, status_since, due_at, customer_id, location_id
         FROM orders WHERE stage = 'completed' ORDER BY created_at DESC, id DESC LIMIT 21`,
};
const ORDER_SQL = `SELECT o.*, s.content FROM orders o LEFT JOIN order_submissions s ON s.order_id = o.id WHERE o.number = $1`;
const IDENTIFIER_SQL = `SELECT DISTINCT o.id, o.number FROM order_identifiers i JOIN orders o ON o.id = i.order_id WHERE i.term = $1`;

/** Measures a running portal on its database, to which this process is connected. */
export async function measurePortal(bench: Bench): Promise<Figure[]> {
  const subjects = await findSubjects(pool());
  const figures: Figure[] = [];
  for (const [role, subject] of Object.entries(subjects)) {
    bench.say(`The list of the ${role}`);
    figures.push(...(await measureList(bench, role, subject)));
  }
  bench.say('Page 1 and page 4,000');
  figures.push(...(await measureDepth(bench, subjects.administrator)));
  bench.say('Search');
  figures.push(...(await measureSearch(subjects.administrator)));
  bench.say('The order page');
  figures.push(...(await measureOrderPage(bench, subjects.administrator)));
  bench.say('Creating orders');
  figures.push(...(await measureCreation(bench, subjects.reseller)));
  bench.say('Bulk intake');
  figures.push(...(await measureIntake(bench.portal, subjects.reseller)));
  bench.say('Exporting');
  figures.push(...(await measureExport(bench.portal, subjects.administrator)));
  bench.say('Uploads that mean harm');
  const form = await orderForms(subjects.reseller);
  figures.push(...(await measureUploads(bench.portal, subjects.reseller, form)));
  bench.say('Decisions that come at once');
  const { url } = bench.portal;
  figures.push(...(await measureQuotes({ url, ...subjects, orderForm: form })));
  figures.push(...(await measurePapers(bench.say)));
  return figures;
}

async function measureList(
  { portal: { url }, build }: Bench,
  role: string,
  { cookie }: Subject,
): Promise<Figure[]> {
  const path = await listPage(pool(), 1);
  const render = await renderAlone(build, `${url}${path}`, cookie);
  const page = await (await fetch(`${url}${path}`, { headers: { Cookie: cookie } })).text();
  const rows = (html: string) => new Set(html.match(/RO-\d{4}-\d{6,}/g)).size;
  if (rows(page) === 0 || rows(page) !== rows(render())) {
    throw new Error('The page over HTTP and its markup rendered alone do not show the same orders.');
  }
  await requestsPerSecond(url, [path], cookie, SECONDS);
  await repeatedFor(1, render);
  const http: number[] = [];
  const alone: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    http.push(await requestsPerSecond(url, [path], cookie, SECONDS));
    alone.push(await repeatedFor(SECONDS, render));
    raw.push(await repeatedFor(1, () => pool().query(LIST_SQL)));
  }
  const share = median(http.map((value, round) => (value / (alone[round] ?? Number.NaN)) * 100));
  return [
    { name: `list.${role}.http`, value: median(http), unit: 'requests/s' },
    { name: `list.${role}.render-alone`, value: median(alone), unit: 'renders/s' },
    { name: `list.${role}.http-of-render`, value: share, unit: '%', limit: { min: 15 } },
    ...(role === 'administrator' ? [{ name: 'list.raw-sql', value: median(raw), unit: 'queries/s' }] : []),
  ];
}

async function measureDepth({ portal: { url } }: Bench, { cookie }: Subject): Promise<Figure[]> {
  const [near, far] = [await listPage(pool(), 1), await listPage(pool(), 4000)];
  const get = (path: string) => async () => {
    const response = await fetch(`${url}${path}`, { headers: { Cookie: cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  };
  await interleaved(30, get(far), get(near));
  const rounds: { near: number; far: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = await interleaved(100, get(far), get(near));
    rounds.push({ far: p95(a), near: p95(b) });
  }
  return [
    { name: 'list.page-1.p95', value: median(rounds.map((r) => r.near)), unit: 'ms' },
    { name: 'list.page-4000.p95', value: median(rounds.map((r) => r.far)), unit: 'ms' },
    {
      name: 'list.page-4000-of-page-1',
      value: median(rounds.map((r) => r.far / r.near)),
      unit: '×',
      limit: { max: 1.5 },
    },
  ];
}

async function measureSearch({ viewer }: Subject): Promise<Figure[]> {
  const samples = await sampleOrders(pool(), 400);
  const typed = samples.map(({ number, identifier }, index) => (index % 3 === 0 ? number : identifier));
  const text = (run: number) => typed[run % typed.length] ?? '';
  const search = async (run: number) => {
    const { ids } = await searchOrders(viewer, text(run));
    if (ids.length === 0) throw new Error(`${text(run)} was not found.`);
  };
  const raw = (run: number) =>
    pool().query({ name: 'bench-identifier', text: IDENTIFIER_SQL, values: [text(run).replaceAll('-', '')] });
  await interleaved(200, search, raw);
  const rounds: { search: number; raw: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = await interleaved(400, search, raw);
    rounds.push({ search: p95(a), raw: p95(b) });
  }
  return [
    { name: 'search.identifier.p95', value: median(rounds.map((r) => r.search)), unit: 'ms' },
    { name: 'search.raw-sql.p95', value: median(rounds.map((r) => r.raw)), unit: 'ms' },
    {
      name: 'search.identifier-of-raw-sql',
      value: median(rounds.map((r) => r.search / r.raw)),
      unit: '×',
      limit: { max: 3 },
    },
  ];
}

async function measureOrderPage({ portal: { url } }: Bench, { cookie }: Subject): Promise<Figure[]> {
  const samples = await sampleOrders(pool(), 100);
  const paths = samples.map(({ number }) => `/orders/${number}`);
  await requestsPerSecond(url, paths, cookie, SECONDS);
  const http: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    http.push(await requestsPerSecond(url, paths, cookie, SECONDS));
    let run = 0;
    raw.push(
      await repeatedFor(1, () =>
        pool().query({
          name: 'bench-order',
          text: ORDER_SQL,
          values: [samples[run++ % samples.length]?.number],
        }),
      ),
    );
  }
  return [
    { name: 'order.http', value: median(http), unit: 'requests/s' },
    { name: 'order.raw-sql', value: median(raw), unit: 'queries/s' },
  ];
}

/** Form fields of orders that a reseller makes for one of its companies, each with a device of its own. */
export async function orderForms({ viewer }: Subject): Promise<() => Record<string, string>> {
  const client = await pool().connect();
  const world = await loadWorld(client).finally(() => client.release());
  const account = world.companies.find(({ id }) => id === viewer.companyId);
  const [place] = world.places;
  const [category] = REPAIR_CATEGORIES[0] ?? [];
  if (!account || !place || !category) throw new Error('The reseller, a place or a device is missing.');
  const random = seededRandom(Date.now());
  const form = orderFormOf(world, account, 'en');
  return () => {
    const identifier = imeiFromTac('35085967', random.int(1, 999_999));
    const device = { model: random.pick(category.models), identifier };
    const typed = {
      account,
      customer: account,
      place,
      category,
      device,
      locale: 'en' as const,
      at: new Date(),
    };
    return {
      ...typeForm(world, form, typed, random),
      customer: customerText(account),
      submissionKey: randomUUID(),
      // The same number may be drawn twice.
      secondOrder: identifier,
      intent: 'create',
    };
  };
}

async function measureCreation({ portal: { url } }: Bench, reseller: Subject): Promise<Figure[]> {
  const fields = await orderForms(reseller);
  const create = async () => {
    const response = await postOrder(url, reseller.cookie, fields());
    if (!orderNumberIn(response))
      throw new Error(`No order was made: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };
  for (let run = 0; run < 20; run++) await create();
  const times: number[] = [];
  for (let run = 0; run < 150; run++) times.push(await timed(create));
  return [
    { name: 'create.p50', value: median(times), unit: 'ms' },
    { name: 'create.p95', value: p95(times), unit: 'ms' },
  ];
}
