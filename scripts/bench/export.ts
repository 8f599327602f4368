import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import pg from 'pg';
import { exportQuery } from '../../app/domain/orders/export/query.server';
import { readSettings } from '../../app/domain/orders/export/rules';
import { pool } from '../../app/platform/db.server';
import type { Figure } from './figures';
import { median, percentile, timed } from './measure';
import { growthDuring } from './memory';
import { type Subject, sampleOrders } from './subjects';

const ROUNDS = 5;
/** Of others, in each round: without and with an export under way. */
const REQUESTS = 100;
const QUERY = 'scope=all&target=spreadsheet&delimiter=comma&layout=orders';

/** Export over HTTP beside `COPY … TO STDOUT` of the same columns, the memory it takes, and what others feel of it. */
export async function measureExport(
  portal: { url: string; pid: number | undefined },
  { viewer, cookie }: Subject,
): Promise<Figure[]> {
  const database = pool();
  const settings = readSettings(new URLSearchParams(QUERY), {
    seesPrices: true,
    seesShipments: true,
    locale: 'en',
  });
  const { text, values } = exportQuery(viewer, { statuses: [] }, settings, {
    locale: 'en',
    timeZone: 'Europe/Zurich',
  });
  const literal = (value: unknown) => pg.escapeLiteral(Array.isArray(value) ? `{${value}}` : String(value));
  const plain = text.replace(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]));
  const copy = `COPY (${plain}) TO STDOUT (FORMAT csv)`;
  const get = (path: string) => fetch(`${portal.url}${path}`, { headers: { Cookie: cookie } });
  const paths = (await sampleOrders(database, 50)).map(({ number }) => `/orders/${number}`);
  const page = async (run: number) =>
    void (await (await get(paths[run % paths.length] ?? '/')).arrayBuffer());
  const download = async () => {
    const reader = (await get(`/orders/export.csv?${QUERY}`)).body?.getReader();
    while (reader && !(await reader.read()).done);
  };
  await copyOut(copy);
  await download();
  const rounds: { copy: number; sent: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ copy: await timed(() => copyOut(copy)), sent: await timed(download) });
  const { rows } = await database.query<{ n: string }>(
    `SELECT count(*) AS n FROM orders WHERE status <> 'draft'`,
  );
  const orders = Number(rows[0]?.n);
  const { process: grown } = await growthDuring(portal.pid, download);
  const others: { idle: number[]; felt: number[] } = { idle: [], felt: [] };
  await requestTimes(REQUESTS, page);
  for (let round = 0; round < ROUNDS; round++) {
    others.idle.push(...(await requestTimes(REQUESTS, page)));
    const stop = await keepDownloading(`${portal.url}/orders/export.csv?${QUERY}`, cookie);
    others.felt.push(...(await requestTimes(REQUESTS, page).finally(stop)));
  }
  return [
    {
      name: 'export.http',
      value: median(rounds.map(({ sent }) => (orders / sent) * 1000)),
      unit: 'orders/s',
    },
    {
      name: 'export.copy',
      value: median(rounds.map((one) => (orders / one.copy) * 1000)),
      unit: 'orders/s',
    },
    {
      name: 'export.http-of-copy',
      value: median(rounds.map((one) => (one.copy / one.sent) * 100)),
      unit: '%',
      limit: { min: 50 },
    },
    { name: 'export.memory', value: grown / 1e6, unit: 'MB', limit: { max: 50 } },
    {
      name: 'export.others-p99',
      value: percentile(others.felt, 0.99) / percentile(others.idle, 0.99),
      unit: '×',
      limit: { max: 2 },
    },
  ];
}

/** Downloads it over and over in another process. Comes back when it is under way, with what ends it. */
async function keepDownloading(url: string, cookie: string): Promise<() => void> {
  const child = fork('scripts/bench/download-child.ts', [url, cookie]);
  // It stands for somebody at another machine.
  if (child.pid) setPriority(child.pid, 19);
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${url} could not be downloaded.`))),
  ]);
  return () => void child.kill();
}

/** Milliseconds of so many requests, one after the other. */
async function requestTimes(requests: number, request: (run: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < requests; run++) times.push(await timed(() => request(run)));
  return times;
}

/** Runs a COPY to this process and throws away what it sends. */
async function copyOut(sql: string): Promise<void> {
  const client = await pool().connect();
  const query = new pg.Query(sql);
  Object.assign(query, { handleCopyData: () => undefined });
  try {
    await new Promise<void>((resolve, reject) => {
      query.once('error', reject);
      query.once('end', () => resolve());
      client.query(query);
    });
  } finally {
    client.release();
  }
}
