import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { visibleTo } from '../../app/domain/orders/visible.server';
import { findListed } from '../../app/domain/search/paste.server';
import { searchOrders } from '../../app/domain/search/queries.server';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import fc from '../support/fast-check';
import { ODD_TEXTS } from '../support/odd-texts';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';

let app: TestApp;
let customer: Client;
let orders: Awaited<ReturnType<typeof insertOrders>> = [];

const COUNT = 30;

beforeAll(async () => {
  app = await startApp();
  orders = await insertOrders(
    app.db,
    Array.from({ length: COUNT }, (_, index) =>
      orderRow(app.world, 1000 + index, {
        imei: imeiFromTac('35693803', index * 7919),
        serial: `C02X${index}Q7`,
        customerReferences: [`PO-${7000 + index}/A`, 'SHARED-1'],
        internalReferences: [`Werk ${index}-Straße`],
        trackingNumbers: [`1Z 999 AA1 ${80_000_000 + index}`],
      }),
    ),
  );
  await insertOrders(app.db, everybodysOrders(app.world, 2000, { customerReferences: ['EVERYBODY-9'] }));
  customer = await signIn(app, 'customer');
});
afterAll(() => app?.close());

const listed = (text: string) => findListed(viewerOf(app.world, 'customer'), text);
const post = async (client: Client, text: string) => {
  const response = await client.post('/search/list', { text }, { 'Accept-Language': 'en' });
  return { status: response.status, html: (await response.text()).replaceAll('<!-- -->', '') };
};

describe('a pasted list', () => {
  it('gives the orders in the order pasted, each once, and what was not found', async () => {
    const [a, b, c] = [orders[4], orders[2], orders[9]];
    const result = await listed(
      [a?.imei, 'PO 7002 a', 'NEVER-1', a?.number, c?.serial?.toLowerCase(), 'po-7002/A', 'never 2'].join(
        '\n',
      ),
    );
    expect(result).toEqual({
      ...{ asked: 6, repeated: 1, tooLong: 0, beyond: 0, cut: false },
      ids: [a?.id, b?.id, c?.id],
      missing: ['NEVER-1', 'never 2'],
    });
  });

  it('gives all orders of an identifier, the newest first', async () => {
    const { ids } = await listed('shared 1');
    const newest = await app.db.order.findMany({
      where: { customerReferences: { has: 'SHARED-1' } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    expect(ids).toEqual(newest.map(({ id }) => id));
  });

  it('finds by each identifier what the search finds as exact', async () => {
    const spell: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.replace(/[^\p{L}\p{N}]/gu, ''),
      (text) => text.replace(/(\p{N}{3})(?=\p{N})/gu, '$1 '),
      (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
      (text) => `"${text}"`,
      (text) => (/^\d{15}$/.test(text) ? `${text.slice(0, 14)}02` : text),
      (text) => text.replace(/^RO-(\d+)-0*/, '$1-'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.nat({ max: COUNT - 1 }), fc.nat({ max: 5 }), fc.nat({ max: spell.length - 1 })),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async (picks) => {
          const typed = picks.map(([index, kind, spelling]) => {
            const order = orders[index];
            const all = [
              ...[order?.number, order?.imei, order?.serial, order?.customerReferences[0]],
              ...[order?.internalReferences[0], order?.trackingNumbers[0]],
            ];
            return spell[spelling]?.(all[kind] ?? '') ?? '';
          });
          const { ids, missing } = await listed(typed.join('\n'));
          expect([missing, ids]).toEqual([[], [...new Set(picks.map(([index]) => orders[index]?.id))]]);
          const viewer = viewerOf(app.world, 'customer');
          expect((await searchOrders(viewer, typed[0] ?? '')).ids).toContain(ids[0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes no part of an identifier for the whole', async () => {
    const parts = [orders[3]?.imei?.slice(-6), orders[3]?.serial?.slice(0, 4), 'Fairphone', 'SHARED'];
    expect(await listed(parts.join('\n'))).toMatchObject({ ids: [], missing: { length: 4 } });
  });

  it('resolves 500 identifiers in one statement', async () => {
    const text = Array.from({ length: 500 }, (_, index) =>
      index < COUNT ? (orders[index]?.imei ?? '') : `NEVER-${index}`,
    ).join('\n');
    const started = performance.now();
    const result = await listed(text);
    expect(result).toMatchObject({ asked: 500, ids: { length: COUNT }, missing: { length: 500 - COUNT } });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each(PERSONS)('shows %s only their orders', async (person) => {
    const viewer = viewerOf(app.world, person);
    const numbers = [
      ...orders.map(({ number }) => number),
      ...Array.from({ length: 7 }, (_, n) => `RO-2026-00200${n}`),
    ];
    const mine = await app.db.order.findMany({ where: visibleTo(viewer), orderBy: { number: 'asc' } });
    const result = await findListed(viewer, numbers.join(';'));
    expect(result.ids).toEqual(mine.map(({ id }) => id));
    expect(result.missing).toHaveLength(numbers.length - mine.length);
    const everybody = await findListed(viewer, 'everybody 9');
    expect(everybody.ids.toSorted()).toEqual(
      mine
        .filter(({ customerReferences }) => customerReferences.includes('EVERYBODY-9'))
        .map(({ id }) => id)
        .toSorted(),
    );
  });
});

describe('the page', () => {
  it('asks for a list and shows what was found in the order pasted', async () => {
    const form = await (await customer.get('/search/list', { 'Accept-Language': 'en' })).text();
    expect(form).toContain('<textarea');
    const { status, html } = await post(customer, 'RO-2026-001005\nNEVER <1>\nro 1002');
    expect(status).toBe(200);
    expect(html).toContain('2 orders found for 3 identifiers');
    const rows = [...html.matchAll(/href="\/orders\/(RO-2026-\d+)"/g)].map(([, number]) => number);
    expect(rows).toEqual(['RO-2026-001005', 'RO-2026-001002']);
    expect(html).toContain('1 identifier has no order that you can see');
    expect(html).toContain('NEVER &lt;1&gt;</textarea>');
  });

  it('explains what it left out', async () => {
    const { html } = await post(
      customer,
      ['y'.repeat(101), ...Array.from({ length: 1503 }, (_, index) => `N-${index}`), 'N-0'].join('\n'),
    );
    for (const words of [
      'Only the first 500 were looked for; 1,003 more were left out.',
      '1 entry has more than 100 characters',
      '1 stood there more than once',
      'None of them was found',
    ])
      expect(html).toContain(words);
  });

  it('does not know the order of a stranger', async () => {
    const stranger = await signIn(app, 'otherCustomer');
    const [foreign, never] = [await post(stranger, 'RO-2026-001005'), await post(stranger, 'RO-2020-999999')];
    const same = (html: string) =>
      html.replaceAll(/RO-20\d\d-\d{6}|nonce="[^"]*"|"(serverTime|requestId)":"[^"]*"|\d{13}/g, '');
    expect(same(foreign.html)).toBe(same(never.html));
  });

  it('keeps the list while its person signs in again', async () => {
    const away = visitor(app);
    const response = await away.post('/search/list', { text: 'RO-2026-001005\nPO 7002' });
    expect(response.headers.get('Location')).toBe(`/login?redirectTo=${encodeURIComponent('/search/list')}`);
    const [name, value] = [...(await signIn(app, 'customer')).cookies][0] ?? ['', ''];
    away.cookies.set(name, value);
    const html = await (await away.get('/search/list')).text();
    expect(html).toContain('RO-2026-001005\nPO 7002</textarea>');
  });

  it('exports what was found, and asks who is signed out to come back', async () => {
    const text = 'RO-2026-001005\nNEVER\nRO-2026-002001\nro 1002';
    const response = await customer.post('/orders/export.csv', { text });
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    const file = await response.text();
    expect(file.match(/RO-2026-\d{6}/g)).toEqual(['RO-2026-001002', 'RO-2026-001005']);
    expect((await (await customer.post('/orders/export.csv', {})).text()).match(/RO-2026/g)).toBeNull();
    expect((await customer.post('/orders/export.csv', { text: 'x'.repeat(300_000) })).status).toBe(413);
    const away = await visitor(app).post('/orders/export.csv', { text });
    expect(away.headers.get('Location')).toBe(`/login?redirectTo=${encodeURIComponent('/search/list')}`);
  });

  it('refuses what is no list any more', async () => {
    const { status, html } = await post(customer, 'x'.repeat(300_000));
    expect(status).toBe(413);
    expect(html).toContain('too large');
  });

  it.each(ODD_TEXTS)('stands %s', async (_, text) => {
    const { status, html } = await post(customer, text);
    expect(status).toBe(200);
    expect(html).toMatch(/paste at least one number|identifiers?</);
  });
});
