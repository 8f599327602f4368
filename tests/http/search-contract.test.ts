import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { visibleFilter, visibleSql, visibleTo } from '../../app/domain/orders/visible.server';
import type { SearchEngine } from '../../app/domain/search/engine';
import { meilisearchEngine } from '../../app/domain/search/meilisearch-engine.server';
import { postgresEngine } from '../../app/domain/search/postgres-engine.server';
import { parseQuery } from '../../app/domain/search/rules';
import { pool } from '../../app/platform/db.server';
import { startApp, type TestApp } from '../support/app';
import fc from '../support/fast-check';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';
import { removeIndexes } from '../support/search-server';
import type { Person } from '../support/world';

const server = process.env.MEILI_URL;
const prefix = `test-${randomBytes(4).toString('hex')}`;
const COUNT = 60;
const LIMIT = 1000;

let app: TestApp;
type Stored = Awaited<ReturnType<typeof insertOrders>>[number];
let orders: Stored[] = [];
let named: Stored[] = [];
/** A customer's order, and a newer one of another customer whose problem has the name. */
let mentioned: Stored[] = [];

const NAMES = ['Brunnenmeister', 'Zollikofer', 'Wagenknecht', 'Ruckstuhl'];

beforeAll(async () => {
  app = await startApp({ env: { MEILI_URL: server ?? '', MEILI_INDEX: prefix, MEILI_TIMEOUT_MS: '5000' } });
  const { world, db } = app;
  orders = await insertOrders(
    db,
    Array.from({ length: COUNT }, (_, index) =>
      orderRow(world, 501_000 + index * 137, {
        imei: imeiFromTac('35693803', ((index + 1) * 524_287) % 999_983),
        serial: `C02${(((index + 1) * 611_953) % 1_679_609).toString(36).toUpperCase().padStart(4, 'Z')}QX`,
        customerReferences: [`PO-${700_000 + (((index + 1) * 7919) % 99_991)}/A`],
        trackingNumbers: [`1Z 999 AA1 ${String(((index + 1) * 86_028_121) % 99_999_989).padStart(8, '0')}`],
      }),
    ),
  );
  const companies = await db.company.createManyAndReturn({
    data: NAMES.map((name, index) => ({
      ...{ number: `C-${700 + index}`, kind: 'customer', name: `${name} & Söhne`, email: 'x@company.test' },
      ...{ phone: '', street: '', postalCode: '', city: '', country: 'CH' },
    })),
  });
  named = await insertOrders(
    db,
    companies.map(({ id }, index) =>
      orderRow(world, 3000 + index, {
        ...{ accountId: id, customerId: id, deviceName: 'Jura Vollautomat', problem: 'Der Dampf fehlt' },
      }),
    ),
  );
  const { id: habermacher } = await db.company.create({
    data: {
      ...{ number: 'C-799', kind: 'customer', name: 'Habermacher AG', email: 'x@company.test' },
      ...{ phone: '', street: '', postalCode: '', city: '', country: 'CH' },
    },
  });
  mentioned = await insertOrders(db, [
    orderRow(world, 599_001, { accountId: habermacher, customerId: habermacher, deviceName: 'Ofen' }),
    orderRow(world, 599_002, {
      deviceName: 'Herd',
      problem: 'Von Habermacher geliefert',
      createdAt: new Date(Date.now() + 60_000),
    }),
  ]);
  await insertOrders(
    db,
    everybodysOrders(world, 2000, { deviceName: 'Nähmaschine', problem: 'Faden reisst' }),
  );
  if (!server) return;
  const { rebuildIndex } = await import('../../app/domain/search/reindex.server');
  await rebuildIndex();
});
afterAll(async () => {
  if (server) await removeIndexes(prefix);
  await app?.close();
});

it('says in three ways alike what a viewer may see', async () => {
  const rows = await app.db.order.findMany();
  const nobody = (role: 'customer' | 'reseller' | 'partner') => ({
    ...viewerOf(app.world, role),
    companyId: null,
  });
  const homeless = { ...viewerOf(app.world, 'technician'), locationIds: [] };
  const viewers = [...PERSONS.map((person) => viewerOf(app.world, person)), homeless];
  for (const viewer of [...viewers, nobody('customer'), nobody('reseller'), nobody('partner')]) {
    const bySql = visibleSql(viewer, 'o', '$1');
    const sql = await pool().query(`SELECT id FROM orders o WHERE ${bySql.condition}`, [bySql.value]);
    const prisma = await app.db.order.findMany({ where: visibleTo(viewer), select: { id: true } });
    const filtered = rows.filter((row) =>
      visibleFilter(viewer).every(({ field, among }) => among.some((value) => value === row[field])),
    );
    const ids = (found: { id: number }[]) => found.map(({ id }) => id).sort((a, b) => a - b);
    expect(ids(sql.rows)).toEqual(ids(prisma));
    expect(ids(filtered)).toEqual(ids(prisma));
  }
});

/** What every engine must do. */
function contract(engine: SearchEngine): void {
  const find = async (text: string, person: Person = 'administrator', limit = LIMIT) =>
    (await engine.find(viewerOf(app.world, person), parseQuery(text), limit)).ids;
  const anOrder = fc.nat({ max: COUNT - 1 });
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const identifiersOf = (order?: Stored) =>
    order
      ? [order.imei ?? '', order.serial ?? '', ...order.customerReferences, ...order.trackingNumbers].map(
          letters,
        )
      : [];

  it('finds orders by what an identifier ends with, from 4 characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        anOrder,
        fc.nat({ max: 3 }),
        fc.integer({ min: 4, max: 8 }),
        async (at, kind, length) => {
          const text = identifiersOf(orders[at])[kind]?.slice(-length) ?? '';
          expect(await find(text), text).toContain(orders[at]?.id);
          expect(await find(text.toLowerCase(), 'customer'), text).toContain(orders[at]?.id);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('finds orders by what an identifier begins with, from 4 characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        anOrder,
        fc.nat({ max: 3 }),
        fc.integer({ min: 4, max: 9 }),
        async (at, kind, length) => {
          const text = identifiersOf(orders[at])[kind]?.slice(0, length) ?? '';
          expect(await find(text), text).toContain(orders[at]?.id);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('finds order numbers by their end and, from 7 characters, by their beginning', async () => {
    for (const order of orders.slice(0, 10)) {
      expect(await find(order.number.slice(-5))).toContain(order.id);
      expect(await find(order.number.slice(0, -2))).toContain(order.id);
    }
    expect(await find('RO-2026-0')).toHaveLength(7 + NAMES.length);
  });

  it('never takes a part of an identifier for one that is like it', async () => {
    const all = orders.flatMap(identifiersOf);
    await fc.assert(
      fc.asyncProperty(
        anOrder,
        fc.nat({ max: 3 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        async (at, kind, place, by) => {
          const right = identifiersOf(orders[at])[kind]?.slice(-8) ?? '';
          const places = [...right.matchAll(/\d/g)].map((match) => match.index);
          fc.pre(places.length > 0);
          const here = places[place % places.length] ?? 0;
          const wrong = right.slice(0, here) + ((Number(right[here]) + by) % 10) + right.slice(here + 1);
          fc.pre(!all.some((one) => one.startsWith(wrong) || one.endsWith(wrong)));
          expect(await find(wrong), wrong).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([
    ['vollautomat dampf', 4],
    ['Dampf VOLLAUTO', 4],
    ['jura zollikofer', 1],
    ['söhne', 4],
    ['C-702', 1],
    ['fehlt wagenknecht der', 1],
    ['vollautomat faden', 0],
    ['nähmaschine', 7],
  ])('finds orders in which all words of «%s» are', async (text, count) => {
    expect(await find(text)).toHaveLength(count);
  });

  it.each([
    ['Brunenmeister', 0],
    ['brunnenmiester', 0],
    ['Brunnnenmeistr', 0],
    ['zolikofer', 1],
    ['zollikoffer', 1],
    ['Wagenknehct', 2],
    ['ruckstul', 3],
    ['rukstuhl jura', 3],
  ])('finds the customer’s order by «%s», a typing error', async (text, index) => {
    expect(await find(text)).toEqual([named[index]?.id]);
  });

  it.each(['Volautomat', 'vollatuomat', 'Vollaautomt', 'jura vollautomta', 'volautomat dampf'])(
    'finds the device by «%s», a typing error',
    async (text) => {
      expect((await find(text)).sort()).toEqual(named.map(({ id }) => id).sort());
    },
  );

  it('gives a mistyped name before orders whose problem has it', async () => {
    expect(await find('habermacehr')).toEqual(mentioned.map(({ id }) => id));
    expect(await find('Habermacher')).toHaveLength(mentioned.length);
  });

  it('gives the newest first, and no more than asked for', async () => {
    const found = await find('fairphone');
    const newest = [...orders].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id);
    expect(found).toEqual(newest.map(({ id }) => id));
    expect(await find('fairphone', 'administrator', 5)).toEqual(found.slice(0, 5));
  });

  it.each(PERSONS)('gives %s nothing that is not theirs', async (person) => {
    const mine = await app.db.order.findMany({
      where: visibleTo(viewerOf(app.world, person)),
      select: { id: true },
    });
    const ids = mine.map(({ id }) => id);
    const texts = [
      ...orders.flatMap(identifiersOf),
      ...NAMES,
      'Nähmaschine',
      'Faden',
      'RO-2026-002003',
      'jura',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.nat({ max: 6 }), async (text, cut) => {
        for (const id of await find(text.slice(cut), person)) expect(ids).toContain(id);
      }),
      { numRuns: 30 },
    );
    expect((await find('nähmaschine', person)).length).toBeGreaterThan(0);
  });

  it.each([
    ['quotes', '"jura vollauto"automat" \'x'],
    ['an excluded word', '-jura --dampf -'],
    ['filter syntax', 'x" OR accountId EXISTS OR "1" = "1'],
    ['SQL', `'; DROP TABLE orders; --`],
    ['wildcards', '%%% ___ *** jura*'],
    ['many words', 'wort '.repeat(100)],
    ['one word of 500 characters', 'w'.repeat(500)],
    ['emoji', '👩🏽‍🔧 x📱'],
    ['right-to-left text', 'שלום مرحبا'],
    ['Chinese', '维修订单号码'],
    ['one character', 'x'],
  ])('stands %s', async (_, text) => {
    const ids = await find(text, 'customer');
    const mine = await app.db.order.findMany({ where: visibleTo(viewerOf(app.world, 'customer')) });
    for (const id of ids) expect(mine.map((order) => order.id)).toContain(id);
  });
}

describe('PostgreSQL', () => contract(postgresEngine));
describe.skipIf(!server)('Meilisearch', () => contract(meilisearchEngine));
