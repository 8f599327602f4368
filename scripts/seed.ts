import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Fills the portal's database.
  npm run seed                            the demo, when the database is empty
  npm run seed -- --orders 100000         as well, that many orders in bulk
                  --accounts 50           spread over that many new accounts
                  --seed 7                the same data each time`;

type Wishes = { orders: number; accounts: number; seed?: number };

/** Reads the command line. Throws an Error with one sentence about what is wrong. */
function readWishes(): Wishes | null {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '0' },
      accounts: { type: 'string', default: '50' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const whole = (name: string, text: string, least: number) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new Error(`--${name} must be a whole number from ${least}.`);
  };
  return {
    orders: whole('orders', values.orders, 0),
    accounts: whole('accounts', values.accounts, 1),
    ...(values.seed !== undefined && { seed: whole('seed', values.seed, 0) }),
  };
}

async function seed(): Promise<void> {
  const wishes = readWishes();
  if (!wishes) return console.log(HELP);
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const { pool } = await import('../app/platform/db.server');
  const { seedWhenEmpty } = await import('./seed/demo');
  const { seedBulk } = await import('./seed/bulk');
  const portal = await openPortal(console.log);
  try {
    const demo = await seedWhenEmpty({ demo: true });
    console.log(demo ? 'The demo is in the database.' : 'The database has data of its own and no demo.');
    if (wishes.orders === 0) return;
    const bar = new SingleBar(
      { format: '{bar} {percentage}% · {value} of {total} orders · {eta_formatted} left', hideCursor: true },
      Presets.shades_classic,
    );
    const started = performance.now();
    bar.start(wishes.orders, 0);
    try {
      await seedBulk(pool(), { ...wishes, onProgress: (done) => bar.update(done) });
    } finally {
      bar.stop();
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${wishes.orders} orders in ${seconds.toFixed(1)} s (${Math.round(wishes.orders / seconds)} a second)`,
    );
  } finally {
    await portal.close();
  }
}

if (isMain(import.meta.url)) {
  seed().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
