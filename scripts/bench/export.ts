import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { exportQuery } from '../../app/domain/orders/export/query.server';
import { readSettings } from '../../app/domain/orders/export/rules';
import { pool } from '../../app/platform/db.server';
import type { Figure } from './figures';
import { median, percentile, timed } from './measure';
import { type Subject, sampleOrders } from './subjects';

const ROUNDS = 3;
const REQUESTS = 300;
const QUERY = 'scope=all&target=spreadsheet&delimiter=comma&layout=orders';

/** The notes and lines of an order as text, for the columns that an export makes of them. */
const DETAILS = `
  LEFT JOIN LATERAL (SELECT string_agg(to_char(created_at, 'YYYY-MM-DD') || ': ' || body, E'\\n' ORDER BY created_at, id)
    AS notes FROM messages m WHERE m.order_id = q.id AND m.kind = 'public_note') n ON true
  LEFT JOIN LATERAL (SELECT string_agg(concat_ws(' ', kind, description, quantity_thousandths, unit_price_minor,
      vat_basis_points, warranty), E'\\n' ORDER BY id) AS lines,
    sum(quantity_thousandths::bigint * unit_price_minor / 1000) AS net FROM order_lines i WHERE i.order_id = q.id) x ON true`;

/** Export over HTTP beside `COPY … TO STDOUT` of the same columns, the memory it takes, and what others feel of it. */
export async function measureExport(
  portal: { url: string; pid: number | undefined },
  { viewer, cookie }: Subject,
): Promise<Figure[]> {
  const database = pool();
  const settings = readSettings(new URLSearchParams(QUERY), { seesPrices: true, locale: 'en' });
  const { text, values } = exportQuery(viewer, { statuses: [] }, settings, 'Europe/Zurich');
  const literal = (value: unknown) => pg.escapeLiteral(Array.isArray(value) ? `{${value}}` : String(value));
  const plain = text.replace(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]));
  const copy = `COPY (SELECT * FROM (${plain}) q ${DETAILS}) TO STDOUT (FORMAT csv)`;
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
  const idle = await requestTimes(page, () => false);
  const before = await memoryOf(portal.pid);
  let under = true;
  let peak = before;
  const busy = download().finally(() => (under = false));
  const felt = await requestTimes(
    async (run) => {
      await page(run);
      peak = Math.max(peak, await memoryOf(portal.pid));
    },
    () => !under,
  );
  await busy;
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
    },
    { name: 'export.memory', value: (peak - before) / 1e6, unit: 'MB' },
    {
      name: 'export.others-p99',
      value: percentile(felt, 0.99) / percentile(idle, 0.99),
      unit: '×',
    },
  ];
}

/** Milliseconds of single requests in a row, until there are enough of them or `stop` says so. */
async function requestTimes(request: (run: number) => Promise<void>, stop: () => boolean): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < REQUESTS && !stop(); run++) times.push(await timed(() => request(run)));
  return times;
}

/** Resident memory of a process in bytes (Linux); 0 elsewhere. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
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
