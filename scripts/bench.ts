import { parseArgs } from 'node:util';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Measures the portal on a database of its own, which is kept for the next time.
  npm run bench                       a table
  npm run bench -- --json             one JSON object of named figures
                  --orders 100000     that many orders at least`;

const STARTS = 3;

async function bench(): Promise<number> {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const orders = Number(values.orders);
  if (!Number.isSafeInteger(orders) || orders < 1) throw new Error('--orders must be a whole number from 1.');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  process.env.NODE_ENV = 'production';
  process.env.PORTAL_DEMO = '1';
  const say = (line: string) => console.error(line);
  prepare({ build: true });
  const { openBench, enterBenchSettings } = await import('./bench/database');
  const settings = await enterBenchSettings();
  const { freePort, startPortal } = await import('./bench/portal-process');
  const { asJson, machineFacts, passes, printTable } = await import('./bench/figures');
  const { measurePortal } = await import('./bench/run');
  const { median } = await import('./bench/measure');
  const { loadBuild } = await import('../server');

  await (await openBench(settings, orders, say))();
  say('Starts');
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const portal = await startPortal(await freePort(), settings);
    starts.push(portal.startMs / 1000);
    await portal.stop();
  }
  const close = await openBench(settings, orders, say);
  const portal = await startPortal(await freePort(), settings);
  try {
    const measured = await measurePortal({ portal, build: await loadBuild(), say });
    const figures = [{ name: 'start', value: median(starts), unit: 's', limit: { max: 5 } }, ...measured];
    const facts = { orders, ...machineFacts() };
    if (values.json) console.log(asJson(figures, facts));
    else printTable(figures, facts);
    return figures.some((figure) => passes(figure) === false) ? 1 : 0;
  } finally {
    await portal.stop();
    await close();
  }
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
