import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { visibleTo } from '../../app/domain/orders/visible.server';
import { findListed } from '../../app/domain/search/paste.server';
import { searchOrders } from '../../app/domain/search/queries.server';
import { connectDatabase, disconnectDatabase, pool } from '../../app/platform/db.server';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import fc from '../support/fast-check';
import { ODD_TEXTS } from '../support/odd-texts';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';
import { insertManyOrders, tableScans } from '../support/table-scans';

let app: TestApp;
let customer: Client;

type Stored = Awaited<ReturnType<typeof insertOrders>>[number];
let orders: Stored[] = [];

const COUNT = 40;
/** Spread over the digits, so that no two look alike. */
const spread = (index: number, prime: number, size: number) => (index * prime) % size;

beforeAll(async () => {
  app = await startApp();
  const { world, db } = app;
  const meier = await db.company.create({
    data: {
      ...{ number: 'C-77', kind: 'customer', name: 'Schreinerei Brunnenmeister', email: 'x@company.test' },
      ...{ phone: '', street: '', postalCode: '', city: '', country: 'CH' },
    },
  });
  orders = await insertOrders(
    db,
    Array.from({ length: COUNT }, (_, index) =>
      orderRow(world, 1000 + index, {
        imei: imeiFromTac('35693803', spread(index + 1, 524_287, 999_983)),
        serial: `C02${(spread(index + 1, 611_953, 1_679_609) + 1_679_616).toString(36).toUpperCase()}Q`,
        customerReferences: [`PO-${700_000 + spread(index + 1, 7919, 99_991)}/A`],
        internalReferences: [`Werk ${index}-Straße ${spread(index, 31, 97)}`],
        trackingNumbers: [`1Z 999 AA1 ${String(spread(index + 1, 86_028_121, 99_999_989)).padStart(8, '0')}`],
      }),
    ),
  );
  await insertOrders(db, [
    ...everybodysOrders(world, 2000, { deviceName: 'Jura Kaffeemaschine', problem: '50%_Dampf fehlt' }),
    orderRow(world, 3000, {
      accountId: meier.id,
      customerId: meier.id,
      deviceName: 'LG TV',
      problem: 'Bild',
    }),
  ]);
  customer = await signIn(app, 'customer');
});
afterAll(() => app?.close());

const identifiersOf = (order: Stored) =>
  [
    order.number,
    order.imei ?? '',
    order.serial ?? '',
    ...order.customerReferences,
    ...order.internalReferences,
    ...order.trackingNumbers,
  ] as const;

const SPELLINGS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in lower case': (text) => text.toLowerCase(),
  'in upper case': (text) => text.toUpperCase(),
  'without separators': (text) => text.replace(/[^\p{L}\p{N}]/gu, ''),
  'with spaces': (text) => text.replace(/(\p{N}{3})(?=\p{N})/gu, '$1 '),
  'with dashes and slashes': (text) => text.replace(/(\p{N}{2})(\p{N}{2})/gu, '$1-$2/'),
  'in full width': (text) =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'with blanks around': (text) => `\t ${text} \u00a0\n`,
};

describe('identifiers', () => {
  const anOrder = fc.nat({ max: COUNT - 1 });

  it('are found in every spelling, by everybody who may see the order', async () => {
    const readers = (['customer', 'technician', 'administrator'] as const).map((person) =>
      viewerOf(app.world, person),
    );
    await fc.assert(
      fc.asyncProperty(
        anOrder,
        fc.nat({ max: 5 }),
        fc.constantFrom(...Object.keys(SPELLINGS)),
        fc.constantFrom(...readers),
        async (index, kind, spelling, viewer) => {
          const order = orders[index];
          const typed = SPELLINGS[spelling]?.((order && identifiersOf(order)[kind]) ?? '') ?? '';
          const found = await searchOrders(viewer, typed);
          expect(found, typed).toEqual({ exact: order?.number, closest: null, ids: [order?.id] });
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    'RO-2026-001007',
    '2026-1007',
    '2026001007',
    'ro 1007',
    '001007',
    '1007',
    'R0 2026 1007',
    'Order no. 1007',
  ])('finds the order by its number as %s', async (text) => {
    const found = await searchOrders(viewerOf(app.world, 'customer'), text);
    expect(found.exact ?? found.closest).toBe('RO-2026-001007');
    expect(found.ids[0]).toBe(orders[7]?.id);
  });

  it('knows an IMEI as IMEISV and without its check digit', async () => {
    const viewer = viewerOf(app.world, 'customer');
    for (const order of orders.slice(0, 10)) {
      const body = order.imei?.slice(0, 14) ?? '';
      expect((await searchOrders(viewer, `${body}03`)).exact).toBe(order.number);
      expect((await searchOrders(viewer, body)).exact).toBe(order.number);
      expect((await searchOrders(viewer, `IMEI: ${order.imei}`)).exact).toBe(order.number);
    }
  });

  it('with one wrong digit are never taken for a neighbour', async () => {
    const viewer = viewerOf(app.world, 'administrator');
    const all = new Set((await app.db.order.findMany()).flatMap((order) => identifiersOf(order)));
    await fc.assert(
      fc.asyncProperty(
        anOrder,
        fc.nat({ max: 5 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        async (index, kind, at, by) => {
          const right = (orders[index] && identifiersOf(orders[index])[kind]) ?? '';
          const places = [...right.matchAll(/\d/g)].map((match) => match.index);
          const place = places[at % places.length] ?? 0;
          const wrong = right.slice(0, place) + ((Number(right[place]) + by) % 10) + right.slice(place + 1);
          fc.pre(!all.has(wrong));
          expect((await searchOrders(viewer, wrong)).exact, wrong).toBeNull();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are found by their last 4 to 6 characters', async () => {
    const viewer = viewerOf(app.world, 'customer');
    for (const order of orders)
      for (const text of [order.imei ?? '', order.serial ?? '', ...order.trackingNumbers])
        for (const length of [4, 5, 6])
          expect((await searchOrders(viewer, text.slice(-length).toLowerCase())).ids).toContain(order.id);
  });

  it('are found by how they begin', async () => {
    const [order] = orders;
    const found = await searchOrders(viewerOf(app.world, 'customer'), order?.serial?.slice(0, 6) ?? '');
    expect(found.ids).toContain(order?.id);
  });

  it('are found among words, several at once', async () => {
    const [first, second] = orders;
    const found = await searchOrders(
      viewerOf(app.world, 'customer'),
      `bitte ${first?.imei}, ${second?.number}`,
    );
    expect(found.exact).toBeNull();
    expect(found.ids.sort()).toEqual([first?.id, second?.id].sort());
  });

  it('say which order has exactly this number where others end with it', async () => {
    const tail = orders[0]?.imei?.slice(-4) ?? '';
    const [namesake] = await insertOrders(app.db, [orderRow(app.world, Number(tail))]);
    const found = await searchOrders(viewerOf(app.world, 'customer'), tail);
    expect(found).toMatchObject({ exact: null, closest: namesake?.number });
    expect(found.ids[0]).toBe(namesake?.id);
    expect(found.ids).toContain(orders[0]?.id);
    const html = await (await customer.get(`/orders?q=${tail}`, { 'Accept-Language': 'en' })).text();
    expect(html).toContain(`${namesake?.number} is the order with exactly this identifier`);
  });
});

describe('words', () => {
  const find = async (text: string) => (await searchOrders(viewerOf(app.world, 'administrator'), text)).ids;
  const lg = () => app.db.order.findUniqueOrThrow({ where: { number: 'RO-2026-003000' } });

  it.each(['LG TV', 'tv lg', 'lg', 'brunnenmeister', 'Schreinerei bild', 'C-77', 'c-77 tv', 'meister lg'])(
    'finds the order by %s',
    async (text) => {
      expect(await find(text)).toEqual([(await lg()).id]);
    },
  );

  it.each(['Brunenmeister', 'brunnenmiester', 'Schrienerei Brunnenmeistr', 'schreinerie bild'])(
    'finds the customer’s order by %s, a typing error',
    async (text) => {
      expect(await find(text)).toEqual([(await lg()).id]);
    },
  );

  it('takes wildcards as they are', async () => {
    expect(await find('50%_dampf')).toHaveLength(7);
    for (const text of ['5%dampf', '50__dampf', 'damp%', 'd_mpf'])
      expect(await find(text)).toHaveLength(text === 'damp%' ? 7 : 0);
  });

  it('must all be there', async () => {
    expect(await find('kaffeemaschine dampf')).toHaveLength(7);
    expect(await find('kaffeemaschine bildschirm')).toEqual([]);
  });
});

describe('strangers', () => {
  it.each(PERSONS)('%s finds nothing that is not theirs', async (person) => {
    const viewer = viewerOf(app.world, person);
    const mine = await app.db.order.findMany({
      where: visibleTo(viewer),
      select: { id: true, number: true },
    });
    const ids = new Set(mine.map(({ id }) => id));
    const everything = [
      ...orders.flatMap((order) => [...identifiersOf(order)]),
      ...[
        'Jura',
        'kaffeemaschine',
        'Fairphone',
        'Muster',
        'Fremd',
        'Handel',
        'C-1',
        'RO-2026-0020',
        '2003',
        'lg',
      ],
      ...Array.from({ length: 8 }, (_, index) => `RO-2026-00200${index}`),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everything), fc.nat({ max: 8 }), async (text, cut) => {
        const found = await searchOrders(viewer, text.slice(cut));
        for (const id of found.ids) expect(ids).toContain(id);
        for (const number of [found.exact, found.closest])
          if (number) expect(mine.map((order) => order.number)).toContain(number);
      }),
      { numRuns: 60 },
    );
  });

  it('are led to a list that does not know the order', async () => {
    const stranger = await signIn(app, 'otherCustomer');
    const response = await stranger.get('/search?q=RO-2026-001007');
    expect(response.headers.get('Location')).toBe('/orders?q=RO-2026-001007');
    const html = await (await stranger.get('/orders?q=RO-2026-001007', { 'Accept-Language': 'en' })).text();
    expect(html).toContain('Nothing found<');
    expect(html).not.toContain('href="/orders/RO-2026-001007"');
  });
});

describe('the search box', () => {
  const target = async (query: string) => (await customer.get(`/search${query}`)).headers.get('Location');

  it('opens the one order that is meant', async () => {
    expect(await target('?q=ro%202026%201007')).toBe('/orders/RO-2026-001007');
    expect(await target(`?q=%20${orders[3]?.imei}%0A`)).toBe(`/orders/${orders[3]?.number}`);
  });

  it('lists what fits, in the first tab that has some', async () => {
    expect(await target('?q=Kaffeemaschine')).toBe('/orders?q=Kaffeemaschine');
    const administrator = await signIn(app, 'administrator');
    await app.db.order.updateMany({
      where: { number: 'RO-2026-003000' },
      data: { status: 'in_repair', stage: 'at_location' },
    });
    const html = (
      await (await administrator.get('/orders?q=lg', { 'Accept-Language': 'de' })).text()
    ).replaceAll('<!-- -->', '');
    expect(html).toContain('1 Auftrag passt zu «lg»');
    expect(html).toContain('href="/orders/RO-2026-003000"');
    expect(html).toMatch(/aria-current="page"[^>]*tab=at-location/);
    const filtered = await (await administrator.get('/orders?q=lg&until=2020-01-01')).text();
    expect(filtered).toContain('Clear filters');
  });

  it('leads to the list when nothing was typed', async () => {
    expect(await target('')).toBe('/orders');
    expect(await target('?q=%20%20')).toBe('/orders');
  });

  it.each([
    ...ODD_TEXTS,
    ['two emoji', '👩🏽‍🔧📱'],
    ['letters around NUL', 'a\0b'],
    ['half a pair alone', '\ud83d'],
  ])('stands %s', async (_, text) => {
    for (const path of ['/search', '/orders']) {
      const response = await customer.get(`${path}?${new URLSearchParams({ q: text })}`);
      expect(response.status).toBeLessThan(400);
      await response.arrayBuffer();
    }
  });
});

it.each([
  ['x', 'x'],
  ['%C3%BC', 'ü'],
  ['%E7%BB%B4', '维'],
])('answers a search for 10,000 times %s in the address', async (written, typed) => {
  for (const path of ['/search', '/orders', '/search/suggest']) {
    const { status, location } = await getRaw(`${path}?q=${written.repeat(10_000)}`);
    expect(status).toBe(path === '/search' ? 302 : 200);
    if (path === '/search') expect(new URL(location, app.url).searchParams.get('q')).toBe(typed.repeat(500));
  }
});

it('refuses an address that is longer than any search', async () => {
  expect((await getRaw(`/search?q=${'x'.repeat(200_000)}`)).status).toBe(431);
});

/** One request written by hand, as the customer. */
async function getRaw(path: string): Promise<{ status: number; location: string }> {
  const { hostname, port, host } = new URL(app.url);
  const cookie = [...customer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
  const [head = ''] = (await textOf(socket)).split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    location: /^location: (.*)$/im.exec(head)?.[1] ?? '',
  };
}

it('never reads the whole table, whatever is typed', async () => {
  await insertManyOrders(app);
  const scans = async () => {
    await disconnectDatabase();
    return tableScans(app, ['orders', 'order_identifiers']);
  };
  const before = await scans();
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  const texts = [
    'RO-2026-001007',
    '1007',
    'c02',
    '4f2a',
    'fairphone',
    'brunnenmeister',
    'brunenmiester',
    'lg',
    'x',
    '%%%',
  ];
  const hard = ['a-b', 'ab%cd_', '1.5', "'; --", '😀', 'مرحبا', 'zz zz zz', 'y'.repeat(10_000), 'ag', '2025'];
  const column = Array.from({ length: 500 }, (_, index) =>
    index % 5 === 0 ? `RO-2026-00${1000 + index}` : `s${index}`,
  );
  for (const person of ['administrator', 'technician', 'customer', 'otherCustomer', 'partner'] as const) {
    for (const text of [...texts, ...hard]) await searchOrders(viewerOf(app.world, person), text);
    expect((await findListed(viewerOf(app.world, person), column.join('\n'))).asked).toBe(500);
  }
  await pool().query('SELECT 1');
  const after = await scans();
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  expect(after).toEqual(before);
}, 120_000);
