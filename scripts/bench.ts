import { parseArgs } from 'node:util';
import type { Figure } from './bench/figures';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Measures the portal on a database of its own, which is kept for the next time.
  npm run bench                       a table
  npm run bench -- --json             one JSON object of named figures
                  --only search       what searches find, and nothing else (also: portal, live, guests, load); with
                                      Meilisearch where MEILI_URL is set
                  --share 0.1         that part of the searches, changes and look-ups
                  --orders 100000     that many orders at least
                  --minutes 10        so long people are at work all at once`;

const STARTS = 3;
const PARTS = ['search', 'portal', 'live', 'guests', 'load'];

/** What the searches are measured with; `--share` makes less of it. */
const AMOUNTS = { identifiers: 10_000, strangers: 10_000, typos: 2_000, changes: 5_000 };

/** Pairs of look-ups by guests. */
const LOOK_UPS = 10_000;

type Settings = Record<string, string>;
type Say = (line: string) => void;

function readOptions() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      share: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const [orders, share, minutes] = [Number(values.orders), Number(values.share), Number(values.minutes)];
  if (!Number.isSafeInteger(orders) || orders < 1) throw new Error('--orders must be a whole number from 1.');
  if (!(share > 0 && share <= 1)) throw new Error('--share must be a number above 0, at most 1.');
  if (!(minutes > 0)) throw new Error('--minutes must be a number above 0.');
  if (values.only !== undefined && !PARTS.includes(values.only))
    throw new Error(`--only must be one of ${PARTS.join(', ')}.`);
  return { ...values, orders, share, minutes };
}

async function bench(): Promise<number> {
  const { orders, share, minutes, only, json, help } = readOptions();
  if (help) {
    console.log(HELP);
    return 0;
  }
  process.env.NODE_ENV = 'production';
  process.env.PORTAL_DEMO = '1';
  const say = (line: string) => console.error(line);
  prepare({ build: true });
  const meiliUrl = process.env.MEILI_URL || null;
  const { enterBenchSettings } = await import('./bench/settings');
  const settings = await enterBenchSettings();
  const { openBench } = await import('./bench/database');
  const { asJson, machineFacts, passes, printTable } = await import('./bench/figures');
  const wants = (part: string) => only === undefined || only === part;
  const figures = wants('portal') ? await measureStarts(settings, orders, say) : [];
  const close = await openBench(settings, orders, say);
  try {
    if (wants('portal')) figures.push(...(await measurePages(settings, say)));
    if (wants('guests')) figures.push(...(await measureGuests(settings, share, say)));
    if (wants('live')) figures.push(...(await measureTalk(settings, say)));
    if (wants('load')) figures.push(...(await measureWork(settings, minutes, say)));
    if (wants('search')) figures.push(...(await measureSearches(settings, meiliUrl, share, say)));
    const facts = { orders, ...machineFacts() };
    if (json) console.log(asJson(figures, facts));
    else printTable(figures, facts);
    return figures.some((figure) => passes(figure) === false) ? 1 : 0;
  } finally {
    await close();
  }
}

async function measureStarts(settings: Settings, orders: number, say: Say): Promise<Figure[]> {
  const { openBench } = await import('./bench/database');
  const { freePort, startPortal } = await import('./bench/portal-process');
  const { median } = await import('./bench/measure');
  await (await openBench(settings, orders, say))();
  say('Starts');
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const portal = await startPortal(await freePort(), settings);
    starts.push(portal.startMs / 1000);
    await portal.stop();
  }
  return [{ name: 'start', value: median(starts), unit: 's', limit: { max: 5 } }];
}

async function measurePages(settings: Settings, say: Say): Promise<Figure[]> {
  const { freePort, startPortal } = await import('./bench/portal-process');
  const { measurePortal } = await import('./bench/run');
  const { loadBuild } = await import('../server');
  const portal = await startPortal(await freePort(), settings);
  try {
    return await measurePortal({ portal, build: await loadBuild(), say });
  } finally {
    await portal.stop();
  }
}

async function measureGuests(settings: Settings, share: number, say: Say): Promise<Figure[]> {
  const { measureLookUps } = await import('./bench/guest');
  return measureLookUps(settings, Math.ceil(LOOK_UPS * share), say);
}

async function measureTalk(settings: Settings, say: Say): Promise<Figure[]> {
  const { measureLive } = await import('./bench/live');
  return measureLive(settings, say);
}

async function measureWork(settings: Settings, minutes: number, say: Say): Promise<Figure[]> {
  const { measureLoad } = await import('./bench/load');
  return measureLoad(settings, minutes, say);
}

async function measureSearches(
  settings: Settings,
  meiliUrl: string | null,
  share: number,
  say: Say,
): Promise<Figure[]> {
  const { measureSearching } = await import('./bench/search/run');
  const entries = Object.entries(AMOUNTS).map(([name, amount]) => [name, Math.ceil(amount * share)]);
  return measureSearching({ settings, meiliUrl, amounts: Object.fromEntries(entries), say });
}

if (isMain(import.meta.url)) {
  bench().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
