import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterSql, filterWhere, type OrderFilter } from '../../app/domain/orders/filter.server';
import { countTabs, listOrders, SORTS, type Sort } from '../../app/domain/orders/list.server';
import { STAGES, type Status } from '../../app/domain/orders/rules';
import { visibleSql, visibleTo } from '../../app/domain/orders/visible.server';
import { pool } from '../../app/platform/db.server';
import { anyCharacter } from '../support/any-character';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import fc from '../support/fast-check';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';
import type { Person } from '../support/world';

let app: TestApp;
let customer: Client;
let administrator: Client;

const numbersIn = (html: string) => [
  ...new Set([...html.matchAll(/href="\/orders\/(RO-2026-\d{6})"/g)].map(([, number = '']) => number)),
];

async function page(client: Client, path: string, language = 'en'): Promise<string> {
  const response = await client.get(path, { 'Accept-Language': language });
  expect(response.status, path).toBe(200);
  return (await response.text()).replaceAll('<!-- -->', '');
}

const linkOf = (html: string, rel: 'next' | 'prev') =>
  [...html.matchAll(/<a [^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`rel="${rel}"`))
    ?.match(/href="([^"]+)"/)?.[1]
    ?.replaceAll('&amp;', '&');

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  const devices = ['Fairphone 5', 'ThinkPad X1', 'Jura E8', 'Älteres Radio'];
  const statuses: Status[] = ['confirmed', 'in_transit', 'in_repair', 'ready', 'returned'];
  await insertOrders(app.db, [
    orderRow(world, 1, {
      deviceName: 'Pixel 8 Pro',
      imei: '356938035643809',
      customerReferences: ['PO-4711', 'PO-4712'],
      internalReferences: ['Intern 12'],
      trackingNumbers: ['1Z999AA10123456784'],
      createdAt: new Date('2026-01-31T23:30:00Z'),
      dueAt: new Date('2026-02-01T16:00:00Z'),
    }),
    ...everybodysOrders(world, 2),
    ...Array.from({ length: 137 }, (_, index) =>
      orderRow(world, 100 + index, {
        status: statuses[index % 5] ?? 'confirmed',
        deviceName: devices[index % 4] ?? '',
        locationId: index % 3 === 0 ? world.there.id : world.here.id,
        createdAt: new Date(Date.UTC(2026, 2, 1 + (index % 7), 9)),
        statusSince: new Date(Date.UTC(2026, 4, 1 + (index % 5), 9)),
        dueAt: index % 4 === 0 ? null : new Date(Date.UTC(2030, 5, 1 + (index % 3), 9)),
      }),
    ),
  ]);
  customer = await signIn(app, 'customer');
  administrator = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

describe('the list', () => {
  it('shows the fields of an order', async () => {
    const html = await page(customer, '/orders?from=2026-02-01&until=2026-02-01');
    for (const text of ['RO-2026-000001', 'Pixel 8 Pro', '356938035643809', 'PO-4711', 'Intern 12'])
      expect(html).toContain(text);
    expect(html).toContain('1Z999AA10123456784');
    expect(html).toContain('Waiting for your device');
    expect(html).toContain('Overdue');
    expect(html).toContain('title="PO-4712"');
    expect(html).not.toContain('>Customer</span>');
  });

  it('speaks the reader’s language and addresses them by their part', async () => {
    const german = await page(customer, '/orders', 'de-CH');
    for (const text of [
      'Neu',
      'Am Servicestandort',
      'Abgeschlossen',
      'Serviceauftrag erstellen',
      'Kundenreferenz',
    ])
      expect(german).toContain(text);
    expect(german).toContain('Unterwegs zu uns');
    const english = await page(administrator, '/orders', 'en');
    for (const text of ['New', 'At service location', 'Completed', 'Create service order', 'On its way here'])
      expect(english).toContain(text);
    expect(english).toContain('Muster AG');
  });

  it('offers partners no order of their own', async () => {
    const html = await page(await signIn(app, 'partner'), '/orders');
    expect(numbersIn(html)).toEqual(['RO-2026-000007']);
    expect(html).not.toContain('href="/orders/new"');
  });

  it('asks strangers to sign in', async () => {
    const response = await visitor(app).get('/orders?tab=new');
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe(
      `/login?redirectTo=${encodeURIComponent('/orders?tab=new')}`,
    );
  });
});

describe('filters', () => {
  it('take days in the operator’s time zone, both included', async () => {
    const shown = async (query: string) => numbersIn(await page(customer, `/orders?size=100&${query}`));
    expect(await shown('until=2026-01-31')).toEqual([]);
    expect(await shown('until=2026-02-01')).toEqual(['RO-2026-000001']);
    expect(await shown('from=2026-02-01&until=2026-02-01')).toEqual(['RO-2026-000001']);
    expect(await shown('from=2026-02-02')).not.toContain('RO-2026-000001');
  });

  it('narrow by several statuses and by service location', async () => {
    const rows = await app.db.order.findMany({
      where: { customerId: app.world.companies.customer.id, status: { in: ['in_repair', 'ready'] } },
    });
    const there = rows.filter((row) => row.locationId === app.world.there.id);
    const path = `/orders?status=in_repair&status=ready&size=100&location=${app.world.there.id}`;
    const html = await page(customer, path);
    expect(numbersIn(html).sort()).toEqual(there.map((row) => row.number).sort());
    expect(html).toContain('In repair, Ready');
    expect(html).toContain(`${there.length} of ${there.length} shown`);
  });

  it('say what to do where nothing is left', async () => {
    const filtered = await page(customer, '/orders?until=2020-01-01');
    expect(filtered).toContain('No order matches these filters');
    expect(filtered).toContain('Clear filters');
    const empty = await page(await signIn(app, 'otherReseller'), '/orders?tab=at-location');
    expect(empty).toContain('No orders at a service location');
    expect(empty).toContain('href="/orders/new"');
  });
});

describe('pages', () => {
  it('show every order once, forwards and backwards, for every sort', async () => {
    const viewer = viewerOf(app.world, 'customer');
    const sorts = Object.keys(SORTS) as Sort[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.constantFrom(...STAGES),
        fc.integer({ min: 1, max: 60 }),
        async (sort, direction, stage, size) => {
          const base = { stage, sort, direction, size };
          const forwards: string[][] = [];
          let at = await listOrders(viewer, { statuses: [] }, base);
          expect(at.previous).toBeNull();
          forwards.push(at.rows.map((row) => row.number));
          while (at.next) {
            at = await listOrders(viewer, { statuses: [] }, { ...base, after: at.next });
            forwards.push(at.rows.map((row) => row.number));
          }
          const backwards = [forwards.at(-1)];
          while (at.previous) {
            at = await listOrders(viewer, { statuses: [] }, { ...base, before: at.previous });
            backwards.unshift(at.rows.map((row) => row.number));
          }
          const all = await app.db.order.findMany({ where: { AND: [{ stage }, visibleTo(viewer)] } });
          expect(forwards.flat().sort()).toEqual(all.map((row) => row.number).sort());
          expect(backwards).toEqual(forwards);
          const key = new Map(all.map((row) => [row.number, row[SORTS[sort]]]));
          const dated = forwards
            .flat()
            .map((number) => key.get(number))
            .filter((value) => value instanceof Date);
          const sign = direction === 'asc' ? 1 : -1;
          for (const [index, value] of dated.entries())
            expect(sign * (Number(value) - Number(dated[index - 1] ?? value))).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are linked, and keep tab, filter and sorting', async () => {
    const seen: string[] = [];
    const pages: string[][] = [];
    let path: string | undefined = `/orders?tab=new&sort=device-asc&location=${app.world.here.id}`;
    let last = '';
    while (path) {
      last = await page(customer, path);
      pages.push(numbersIn(last));
      seen.push(...numbersIn(last));
      path = linkOf(last, 'next');
    }
    const where = {
      stage: 'new',
      customerId: app.world.companies.customer.id,
      locationId: app.world.here.id,
    };
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await app.db.order.count({ where }));
    const back = linkOf(last, 'prev');
    expect(numbersIn(await page(customer, back ?? ''))).toEqual(pages.at(-2));
  });

  it.each(['after', 'before'])('are page 1 for a broken %s', async (name) => {
    const first = numbersIn(await page(customer, '/orders?tab=completed'));
    const stranger = Buffer.from('["Fairphone 5",1]').toString('base64url');
    for (const cursor of ['x', '%00', 'W10', '..%2F', stranger, 'a'.repeat(3000)])
      expect(numbersIn(await page(customer, `/orders?tab=completed&${name}=${cursor}`))).toEqual(first);
  });
});

describe('filters beside status and place', () => {
  const late = new Date('2026-06-01T00:00:00Z');
  const filters: OrderFilter[] = [
    { statuses: [], lateAt: late },
    { statuses: [], unread: true },
    { statuses: [], completedFrom: new Date('2026-03-31T22:00:00Z'), completedUntil: late },
    { statuses: [], shipment: 'SH-2026-000001' },
    { statuses: [], shipment: 'SH-2026-999999' },
  ];

  beforeAll(async () => {
    const { world, db } = app;
    const facts = [
      { status: 'in_repair', dueAt: new Date('2026-05-31T23:59:59Z') },
      { status: 'in_repair', dueAt: late },
      {
        status: 'returned',
        dueAt: new Date('2026-05-01T00:00:00Z'),
        completedAt: new Date('2026-05-31T23:59:59Z'),
      },
      { status: 'returned', completedAt: late },
      { status: 'cancelled', completedAt: new Date('2026-03-31T22:00:00Z') },
    ] as const;
    const rows = facts.flatMap((fact, index) => everybodysOrders(world, 300 + 10 * index, fact).slice(0, 5));
    const orders = await insertOrders(db, [...rows, ...everybodysOrders(world, 400)]);
    const { companies, here, users } = world;
    await db.shipment.create({
      data: {
        number: 'SH-2026-000001',
        direction: 'inbound',
        submissionKey: 'list-test',
        accountId: companies.reseller.id,
        locationId: here.id,
        createdById: users.reseller.id,
        items: { create: orders.filter((_, index) => index % 3 === 0).map(({ id }) => ({ orderId: id })) },
      },
    });
    for (const author of [users.administrator, users.reseller, users.otherCustomer])
      await db.message.createMany({
        data: orders
          .slice(0, 20)
          .map(({ id }) => ({ orderId: id, authorId: author.id, kind: 'message', body: 'x' })),
      });
  });

  it.each(PERSONS)('mean for %s the same in SQL as in Prisma', async (person) => {
    const viewer = viewerOf(app.world, person);
    for (const filter of filters) {
      const values: unknown[] = [];
      const conditions = filterSql(viewer, filter, (value) => `$${values.push(value)}`);
      const { rows } = await pool().query(
        `SELECT o.id FROM orders o WHERE ${conditions.join(' AND ')} ORDER BY 1`,
        values,
      );
      const found = await app.db.order.findMany({
        where: { AND: filterWhere(viewer, filter) },
        orderBy: { id: 'asc' },
      });
      expect(rows.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
    }
  });

  it('are what they say', async () => {
    const of = async (person: Person, filter: OrderFilter) =>
      app.db.order.findMany({ where: { AND: filterWhere(viewerOf(app.world, person), filter) } });
    const [lateOnes, unread, completed, shipped] = await Promise.all(
      filters.map((filter) => of('administrator', filter)),
    );
    expect(lateOnes?.filter(({ number }) => number > 'RO-2026-000299')).toHaveLength(5);
    expect(lateOnes?.every((row) => row.stage !== 'completed' && Number(row.dueAt) < Number(late))).toBe(
      true,
    );
    expect(unread).toHaveLength(20);
    expect(completed).toHaveLength(10);
    expect(shipped).toHaveLength(11);
    expect(await of('customer', { statuses: [], shipment: 'SH-2026-000001' })).toEqual([]);
    expect(await of('reseller', { statuses: [], unread: true })).not.toEqual([]);
  });

  it('stand in the address, read as a sentence and open the first tab that has orders', async () => {
    const html = await page(customer, '/orders?completed=2026-04-01..2026-05-31');
    expect(html).toContain('Show every completion date');
    expect(html).toMatch(/1 Apr 2026 – 31 May 2026/);
    expect(numbersIn(html)).toEqual(['RO-2026-000340']);
    expect(await page(customer, '/orders?due=overdue')).toContain('Show orders whether due or not');
    expect(await page(administrator, '/orders?shipment=sh-2026-000001')).toContain('SH-2026-000001</strong>');
    const exported = await customer.get(
      '/orders/export.csv?scope=list&tab=completed&completed=2026-04-01..2026-05-31',
    );
    const lines = (await exported.text()).trim().split('\r\n');
    expect(lines.slice(1).map((line) => /RO-2026-\d+/.exec(line)?.[0])).toEqual(numbersIn(html));
  });
});

describe('counts', () => {
  it.each(PERSONS)('of %s are what is there', async (person) => {
    const viewer = viewerOf(app.world, person);
    const since = new Date('2026-03-03T00:00:00Z');
    for (const filter of [
      { statuses: [] },
      { statuses: ['confirmed', 'ready'] },
      { statuses: [], locationId: app.world.there.id },
      { statuses: ['ready'], from: since },
    ]) {
      const counts = await countTabs(viewer, filter);
      for (const stage of STAGES) {
        const where = {
          AND: [
            visibleTo(viewer),
            { stage },
            filter.statuses.length > 0 ? { status: { in: filter.statuses } } : {},
            filter.locationId === undefined ? {} : { locationId: filter.locationId },
            filter.from === undefined ? {} : { createdAt: { gte: filter.from } },
          ],
        };
        expect(counts[stage]).toEqual({ count: await app.db.order.count({ where }), capped: false });
      }
    }
  });
});

describe('what is visible', () => {
  beforeAll(async () => {
    const { partner, otherCustomer } = app.world.companies;
    const repair = orderRow(app.world, 50, { accountId: otherCustomer.id, customerId: otherCustomer.id });
    await insertOrders(app.db, [{ ...repair, partnerId: partner.id }]);
  });

  it.each(PERSONS)('to %s is the same in SQL as in Prisma', async (person) => {
    const known = viewerOf(app.world, person);
    for (const viewer of [known, { ...known, companyId: null, locationIds: [] }]) {
      const { condition, value } = visibleSql(viewer, 'o', '$1');
      const { rows } = await pool().query(`SELECT o.id FROM orders o WHERE ${condition} ORDER BY 1`, [value]);
      const found = await app.db.order.findMany({ where: visibleTo(viewer), orderBy: { id: 'asc' } });
      expect(rows.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
    }
  });

  it.each(PERSONS)('to %s is all that their list shows', async (person) => {
    const client = await signIn(app, person);
    const mine = await app.db.order.findMany({ where: visibleTo(viewerOf(app.world, person)) });
    for (const tab of ['new', 'at-location', 'completed']) {
      const shown = numbersIn(await page(client, `/orders?size=100&tab=${tab}`));
      const stage = tab === 'at-location' ? 'at_location' : tab;
      expect(shown.sort()).toEqual(
        mine
          .filter((row) => row.stage === stage)
          .map((row) => row.number)
          .sort()
          .slice(0, 100),
      );
    }
  });
});

it('stands any address', async () => {
  const name = fc.constantFrom(
    'tab',
    'status',
    'location',
    'from',
    'until',
    'sort',
    'size',
    'after',
    'before',
    'q',
  );
  const value = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.constantFrom(
      'at-location',
      'draft',
      '2147483648',
      '0001-01-01',
      '9999-12-31',
      'due-asc',
      'Fairphone',
      '%',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 6 }), async (pairs) => {
      const response = await customer.get(`/orders?${new URLSearchParams(pairs)}`);
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }),
    { numRuns: 60 },
  );
});
