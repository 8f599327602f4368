import { Agent, request } from 'node:http';
import { pool } from '../../app/platform/db.server';
import { seededRandom } from '../seed/random';
import type { Figure } from './figures';
import { percentile } from './measure';
import { freePort, startPortal } from './portal-process';
import { orderForms } from './run';
import { findSubjects, sampleOrders } from './subjects';

/** What people do, in percent: section 7 of the design. */
const MIX = { list: 60, order: 25, search: 10, create: 5 } as const;
type Kind = keyof typeof MIX;

const CLIENTS = 8;
const SAMPLES = 400;
const TABS = ['new', 'at_location', 'completed'];

type Asked = { kind: Kind; path: string; cookie: string; body?: string };
type Answer = { kind: Kind; ms: number; status: number };

/**
 * Keeps eight people at work on a portal for `minutes`, each asking for the next page as soon as the last one is there. Half of them
 * are the reseller with the most orders, half an administrator; orders are made by the reseller.
 */
export async function measureLoad(
  settings: Record<string, string>,
  minutes: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  say(`${CLIENTS} people for ${minutes} minutes: ${Object.entries(MIX).flat().join(' ')} %`);
  const portal = await startPortal(await freePort(), settings);
  try {
    const next = await questions();
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    await work(portal.url, agent, next, 0.1);
    const answers = await work(portal.url, agent, next, minutes);
    agent.destroy();
    for (const { kind, status, ms } of answers.filter(isWrong))
      say(`${kind}: ${status} after ${Math.round(ms)} ms`);
    return figuresOf(answers, minutes);
  } finally {
    await portal.stop();
  }
}

/** What the people ask for, one after the other, chosen at random by the mix. */
async function questions(): Promise<() => Asked> {
  const { administrator, reseller } = await findSubjects(pool());
  const samples = await sampleOrders(pool(), SAMPLES);
  const own = await ownOrders(reseller.viewer.companyId);
  const form = await orderForms(reseller);
  const random = seededRandom(7);
  const kinds = Object.entries(MIX).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind));
  return () => {
    const kind = random.pick(kinds);
    if (kind === 'create')
      return {
        ...{ kind, path: '/orders/new', cookie: reseller.cookie },
        body: new URLSearchParams(form()).toString(),
      };
    const [who, orders] = random.pick([
      [administrator, samples],
      [reseller, own],
    ] as const);
    const order = random.pick(orders);
    const path = {
      list: `/orders?tab=${random.pick(TABS)}`,
      order: `/orders/${order.number}`,
      search: `/orders?q=${encodeURIComponent(order.identifier)}`,
    }[kind];
    return { kind, path, cookie: who.cookie };
  };
}

async function ownOrders(companyId: number | null): Promise<{ number: string; identifier: string }[]> {
  const { rows } = await pool().query(
    `SELECT number, coalesce(imei, serial) AS identifier FROM orders
     WHERE account_id = $1 AND coalesce(imei, serial) IS NOT NULL ORDER BY md5(id::text) LIMIT $2`,
    [companyId, SAMPLES],
  );
  return rows;
}

async function work(url: string, agent: Agent, next: () => Asked, minutes: number): Promise<Answer[]> {
  const until = performance.now() + minutes * 60_000;
  const answers: Answer[] = [];
  const person = async () => {
    while (performance.now() < until) answers.push(await ask(url, agent, next()));
  };
  await Promise.all(Array.from({ length: CLIENTS }, person));
  return answers;
}

/** Asks and reads the whole answer. @returns its status; 0 when there was none */
function ask(url: string, agent: Agent, { kind, path, cookie, body }: Asked): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ kind, ms: performance.now() - began, status });
    const headers = {
      Cookie: cookie,
      ...(body && { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' }),
    };
    const asked = request(`${url}${path}`, { agent, headers, method: body ? 'POST' : 'GET' }, (response) => {
      response.resume();
      response.once('end', () => done(response.statusCode ?? 0));
      response.once('error', () => done(0));
    });
    asked.once('error', () => done(0));
    asked.end(body);
  });
}

const RIGHT: Record<Kind, number> = { list: 200, order: 200, search: 200, create: 302 };

const isWrong = ({ kind, status }: Answer) => status !== RIGHT[kind];

function figuresOf(answers: Answer[], minutes: number): Figure[] {
  const times = answers.map(({ ms }) => ms);
  const wrong = answers.filter(isWrong).length;
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const of = (kind: Kind) => answers.filter((answer) => answer.kind === kind).map(({ ms }) => ms);
  return [
    { name: 'load.requests', value: answers.length / minutes / 60, unit: 'requests/s' },
    { name: 'load.errors', value: (wrong / answers.length) * 100, unit: '%', limit: { max: 0 } },
    { name: 'load.p50', value: p50, unit: 'ms' },
    { name: 'load.p99', value: p99, unit: 'ms' },
    { name: 'load.p99-of-p50', value: p99 / p50, unit: '×', limit: { max: 10 } },
    ...(Object.keys(MIX) as Kind[]).flatMap((kind) => [
      { name: `load.${kind}.p50`, value: percentile(of(kind), 0.5), unit: 'ms' },
      { name: `load.${kind}.p99`, value: percentile(of(kind), 0.99), unit: 'ms' },
    ]),
  ];
}
