import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderableBy, orderableSql } from '../../app/domain/companies/queries.server';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { visibleTo } from '../../app/domain/orders/visible.server';
import { searchOrders } from '../../app/domain/search/queries.server';
import { suggest } from '../../app/domain/search/suggest.server';
import { connectDatabase, disconnectDatabase, pool } from '../../app/platform/db.server';
import { startApp, type TestApp } from '../support/app';
import { signIn, visitor } from '../support/client';
import { execute } from '../support/database';
import { ODD_TEXTS } from '../support/odd-texts';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';
import { insertManyOrders, tableScans } from '../support/table-scans';

let app: TestApp;

const IMEI = imeiFromTac('35693803', 564_380);

beforeAll(async () => {
  app = await startApp();
  const { world, db } = app;
  const company = (number: string, name: string, more: object = {}) =>
    db.company.create({
      data: {
        ...{ number, name, kind: 'customer', email: `${number}@company.test`, phone: '' },
        ...{ street: '', postalCode: '', city: '', country: 'CH', ...more },
      },
    });
  const meister = await company('C-77', 'Schreinerei Brunnenmeister');
  await company('C-770', 'Brunnenbau Alt', { active: false });
  await company('C-78', 'Brunnenmeister & Söhne 100%');
  await insertOrders(db, [
    ...everybodysOrders(world, 2000, { deviceName: 'Jura Kaffeemaschine', serial: 'JK12345678' }),
    ...Array.from({ length: 9 }, (_, index) =>
      orderRow(world, 3000 + index, { imei: imeiFromTac('35693803', index), customerReferences: ['PO-900'] }),
    ),
    orderRow(world, 4000, { imei: IMEI }),
    orderRow(world, 4001, { imei: IMEI, status: 'in_repair' }),
    ...Array.from({ length: 3 }, (_, index) =>
      orderRow(world, 5000 + index, {
        ...{ accountId: meister.id, customerId: meister.id, deviceName: 'LG TV', serial: `LGTV000${index}` },
        problem: 'Bild fehlt',
      }),
    ),
  ]);
});
afterAll(() => app?.close());

const asked = (person: (typeof PERSONS)[number], text: string) => suggest(viewerOf(app.world, person), text);

describe('suggestions', () => {
  it('come over HTTP as JSON', async () => {
    const client = await signIn(app, 'customer');
    const response = await client.get('/search/suggest?q=ro%204001');
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(await response.json()).toEqual({
      orders: [
        {
          number: 'RO-2026-004001',
          kind: 'repair',
          status: 'in_repair',
          deviceName: 'Fairphone 5',
          customerName: 'Muster AG',
        },
      ],
      customers: [],
      devices: [],
      terms: ['RO4001', '4001', 'ro'],
    });
    const away = await visitor(app).get('/search/suggest?q=ro%204001');
    expect(away.headers.get('Location')).toMatch(/^\/login/);
  });

  it('begin with three characters', async () => {
    expect((await asked('customer', 'fa')).orders).toEqual([]);
    expect((await asked('customer', 'fai')).orders).toHaveLength(5);
  });

  it('are the best five orders of the search, in its order', async () => {
    const viewer = viewerOf(app.world, 'administrator');
    for (const text of ['PO-900', 'fairphone', '35693803', 'lg tv', 'jura', '2000']) {
      const { ids } = await searchOrders(viewer, text);
      const rows = await app.db.order.findMany({
        where: { id: { in: ids } },
        select: { id: true, number: true },
      });
      const numbers = ids.slice(0, 5).map((id) => rows.find((row) => row.id === id)?.number);
      expect(
        (await suggest(viewer, text)).orders.map(({ number }) => number),
        text,
      ).toEqual(numbers);
    }
  });

  it('name each device once, by words or identifier, three at most', async () => {
    expect((await asked('customer', IMEI.slice(-5))).devices).toEqual([
      { name: 'Fairphone 5', identifier: IMEI },
    ]);
    expect((await asked('customer', 'Fairphone')).devices).toHaveLength(3);
    expect((await asked('customer', 'PO-900')).devices).toEqual([]);
  });

  it.each([
    ['brunnenm', ['C-78', 'C-77']],
    ['C-77', ['C-77']],
    ['c-7', ['C-78', 'C-77']],
    ['meister schrei', ['C-77']],
    ['100%', ['C-78']],
    ['Brunenmeister', ['C-77']],
  ])('find customers by %s', async (text, numbers) => {
    expect((await asked('administrator', text)).customers.map(({ number }) => number)).toEqual(numbers);
  });

  it('lead to all orders of a customer and of a device', async () => {
    const viewer = viewerOf(app.world, 'administrator');
    for (const [text, count] of [
      ['brunnenmeister', 3],
      ['Muster', 13],
      ['Fremd', 3],
    ] as const) {
      const { customers } = await suggest(viewer, text);
      const customer = customers.find(({ number }) => number !== 'C-78');
      const company = await app.db.company.findFirstOrThrow({ where: { number: customer?.number ?? '' } });
      const { ids } = await searchOrders(viewer, customer?.query ?? '');
      expect(ids, text).toHaveLength(count);
      expect(await app.db.order.count({ where: { id: { in: ids }, customerId: company.id } })).toBe(count);
    }
    expect((await searchOrders(viewer, IMEI)).ids).toHaveLength(2);
  });

  it.each(PERSONS)('show %s nothing that is not theirs', async (person) => {
    const viewer = viewerOf(app.world, person);
    const mine = await app.db.order.findMany({ where: visibleTo(viewer), include: { customer: true } });
    const open = await app.db.company.findMany({ where: orderableBy(viewer) });
    const numbers = new Set(mine.map(({ number }) => number));
    const companies = new Set([
      ...mine.map(({ customer }) => customer.number),
      ...open.map((one) => one.number),
    ]);
    const devices = new Set(mine.map(({ imei, serial }) => imei ?? serial));
    const texts = [
      'jura',
      'JK1234',
      '5678',
      'Muster',
      'Fremd',
      'Handel',
      'Kundin',
      'Anderer',
      'Montage',
      'C-1',
      'R-1',
    ];
    for (const text of [
      ...texts,
      'brunnen',
      'brunenmeister',
      'fairphone',
      '35693803',
      'RO-2026-002',
      'lgtv0001',
    ]) {
      const found = await suggest(viewer, text);
      for (const { number } of found.orders) expect(numbers).toContain(number);
      for (const { number } of found.customers) expect(companies).toContain(number);
      for (const { identifier } of found.devices) expect(devices).toContain(identifier);
      if (viewer.role === 'customer') expect(found.customers).toEqual([]);
    }
  });

  it('know the same companies to order for as the order form', async () => {
    for (const person of PERSONS) {
      const viewer = viewerOf(app.world, person);
      const { condition, value } = orderableSql(viewer, 'c', '$1');
      const { rows } = await pool().query(`SELECT id FROM companies c WHERE ${condition} ORDER BY id`, [
        value,
      ]);
      const open = await app.db.company.findMany({ where: orderableBy(viewer), orderBy: { id: 'asc' } });
      expect(
        rows.map(({ id }) => id),
        person,
      ).toEqual(open.map(({ id }) => id));
    }
  });

  it.each(ODD_TEXTS)('stand %s', async (_, text) => {
    for (const person of ['customer', 'administrator'] as const) {
      const client = await signIn(app, person);
      const response = await client.get(`/search/suggest?${new URLSearchParams({ q: text })}`);
      expect(response.status).toBe(200);
      expect(Object.keys(await response.json())).toEqual(['orders', 'customers', 'devices', 'terms']);
    }
  });
});

it('never read the whole table, whatever is typed', async () => {
  await execute(
    app.databaseUrl,
    `INSERT INTO companies (number, kind, name, email, phone, street, postal_code, city, country)
     SELECT 'K-' || n, 'customer', 'Firma ' || md5(n::text) || ' GmbH', '', '', '', '', '', 'CH' FROM generate_series(1, 3000) n`,
  );
  await insertManyOrders(app);
  const scans = async () => {
    await disconnectDatabase();
    return tableScans(app, ['orders', 'order_identifiers', 'companies']);
  };
  const before = await scans();
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  const texts = [
    'RO-2026-004000',
    '4f2a',
    'fairphone',
    'brunnenm',
    'c-7',
    'gmbh',
    'a b c',
    ...ODD_TEXTS.map(([, text]) => text),
  ];
  for (const person of ['administrator', 'technician', 'reseller', 'customer', 'partner'] as const)
    for (const text of texts) await suggest(viewerOf(app.world, person), text);
  await pool().query('SELECT 1');
  const after = await scans();
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  expect(after).toEqual(before);
});
