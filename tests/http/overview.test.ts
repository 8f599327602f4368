import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countUnreadOrders, listLate, weeklyVolume } from '../../app/domain/orders/overview.server';
import { lastWeeks } from '../../app/domain/orders/overview-weeks';
import { isFinal, KINDS, type OrderKind, statusesOf } from '../../app/domain/orders/rules';
import { DONE_STATUSES, weeklyTurnaround } from '../../app/domain/orders/turnaround.server';
import { visibleTo } from '../../app/domain/orders/visible.server';
import { type Random, seededRandom } from '../../scripts/seed/random';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { everybodysOrders, insertOrders, orderRow, PERSONS, viewerOf } from '../support/orders';

let app: TestApp;
let reseller: Client;

const DAY = 86_400_000;

/** Orders of everybody with random lives around these moments. */
function randomOrders(random: Random, first: number, moments: Date[]) {
  return moments.flatMap((moment, index) => {
    const kind = random.pick(KINDS);
    const status = random.pick(statusesOf(kind));
    const near = (days: number) =>
      new Date(moment.getTime() + Math.round((random.next() - 0.5) * days * DAY));
    const createdAt = near(20);
    const done = isFinal(kind, status);
    const facts = {
      kind,
      status,
      createdAt,
      confirmedAt:
        status === 'draft' ? null : new Date(createdAt.getTime() + Math.round(random.next() * DAY)),
      completedAt: done ? new Date(createdAt.getTime() + Math.round((1 + random.next() * 30) * DAY)) : null,
      dueAt: done || random.chance(0.3) ? null : near(20),
    };
    const [row] = everybodysOrders(app.world, 0, facts).filter((_, place) => place === index % 7);
    return row ? [{ ...row, number: orderRow(app.world, first + index).number, kind, status }] : [];
  });
}

/** By an instant, the Monday of its local day: the week as people name it. By another way than the portal's. */
function mondays(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  });
  return (instant) => {
    const [weekday = '', day, month, year] = format.format(instant).split(/\W+/);
    const back = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday);
    return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - back)).toISOString().slice(0, 10);
  };
}

/** The quantile as statisticians interpolate it (type 7). */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** The change to summer time, to winter time, a year of 53 weeks, and a plain week; the hours around local midnight. */
const NOWS = ['2026-04-05T21:59:00Z', '2026-10-25T23:30:00Z', '2027-01-03T22:59:59Z', '2026-06-17T10:00:00Z'];

beforeAll(async () => {
  app = await startApp();
  reseller = await signIn(app, 'reseller');
});
afterAll(() => app?.close());

describe('a new reseller', () => {
  it('is told what to do first', async () => {
    const html = await (await reseller.get('/overview')).text();
    for (const path of ['/customers/new', '/imports/new', '/orders/new'])
      expect(html).toContain(`href="${path}"`);
    expect(html).not.toContain('<figure');
  });

  it('comes to the overview from the start page', async () => {
    expect((await reseller.get('/')).headers.get('Location')).toBe('/overview');
  });
});

describe('figures', () => {
  beforeAll(async () => {
    const random = seededRandom(7);
    const edges = [
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ];
    const moments = [...NOWS, ...edges].flatMap((text) => Array.from({ length: 100 }, () => new Date(text)));
    await insertOrders(app.db, randomOrders(random, 1000, moments));
    const exactly = edges.flatMap((text) => [new Date(text), new Date(Date.parse(text) - 1)]);
    const { reseller: company, resellersCustomer } = app.world.companies;
    await insertOrders(
      app.db,
      exactly.map((createdAt, index) =>
        orderRow(app.world, 3000 + index, {
          accountId: company.id,
          customerId: resellersCustomer.id,
          status: 'returned',
          createdAt,
          confirmedAt: createdAt,
          completedAt: createdAt,
        }),
      ),
    );
  }, 60_000);

  const cases = NOWS.flatMap((now) =>
    ['Europe/Zurich', 'America/New_York', 'UTC'].map((zone) => [now, zone]),
  );

  it.each(cases)('by week are what a slow count finds at %s in %s', async (text, timeZone) => {
    const mondayOf = mondays(timeZone);
    const weeks = lastWeeks(new Date(text), timeZone, 12);
    expect(weeks.at(-1)?.first).toBe(mondayOf(new Date(text)));
    for (const person of PERSONS) {
      const viewer = viewerOf(app.world, person);
      const found = await app.db.order.findMany({ where: visibleTo(viewer) });
      const orders = found.map((row) => ({
        ...row,
        createdWeek: mondayOf(row.createdAt),
        completedWeek: row.completedAt && mondayOf(row.completedAt),
      }));
      const days = (done: typeof orders) =>
        done.map((row) => (Number(row.completedAt) - Number(row.confirmedAt)) / DAY);
      const took = (done: typeof orders) =>
        done.length === 0
          ? null
          : {
              orders: done.length,
              median: expect.closeTo(quantile(days(done), 0.5), 6),
              p90: expect.closeTo(quantile(days(done), 0.9), 6),
            };
      const done = orders.filter((row) => (DONE_STATUSES as readonly string[]).includes(row.status));
      const perWeek = weeks.map(({ first }) => done.filter((row) => row.completedWeek === first));
      expect(await weeklyVolume(viewer, weeks)).toEqual(
        weeks.map(({ first }) => ({
          created: orders.filter((row) => row.createdWeek === first).length,
          completed: orders.filter((row) => row.completedWeek === first).length,
        })),
      );
      expect(await weeklyTurnaround(viewer, weeks)).toEqual({
        weeks: perWeek.map(took),
        all: took(perWeek.flat()),
      });
    }
  });

  it.each(PERSONS)('of what is late are what a slow count finds for %s', async (person) => {
    const viewer = viewerOf(app.world, person);
    const now = new Date('2026-06-17T10:00:00Z');
    const orders = await app.db.order.findMany({ where: visibleTo(viewer) });
    const late = orders
      .filter((row) => row.dueAt && row.dueAt < now && !isFinal(row.kind as OrderKind, row.status))
      .sort((a, b) => Number(a.dueAt) - Number(b.dueAt) || a.id - b.id);
    const found = await listLate(viewer, now, 5);
    expect(found.total).toBe(late.length);
    expect(found.orders.map(({ number }) => number)).toEqual(late.slice(0, 5).map(({ number }) => number));
  });

  it('of unread orders are what the list shows', async () => {
    const mine = await app.db.order.findMany({
      where: { accountId: app.world.companies.reseller.id },
      take: 9,
    });
    const others = await app.db.order.findMany({
      where: { accountId: app.world.companies.customer.id },
      take: 9,
    });
    await app.db.message.createMany({
      data: [...mine, ...others].flatMap(({ id }) =>
        [app.world.users.technician, app.world.users.administrator].map((author) => ({
          orderId: id,
          authorId: author.id,
          kind: 'message',
          body: 'x',
        })),
      ),
    });
    expect(await countUnreadOrders(viewerOf(app.world, 'reseller'))).toBe(9);
    expect(await countUnreadOrders(viewerOf(app.world, 'technician'))).toBe(0);
  });
});

describe('the page', () => {
  /** The number that stands on each tile, and where the tile leads. */
  const tiles = (html: string) =>
    [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*><span[^>]*><span class="text-xl[^>]*>(\d+)/g)].map(
      ([, to = '', count]) => ({ to: to.replaceAll('&amp;', '&'), count: Number(count) }),
    );

  const listed = async (client: Client, path: string) => {
    const html = (await (await client.get(path)).text()).replaceAll('<!-- -->', '');
    const tabs = [...html.matchAll(/aria-current="page" class="-mb-px[^>]*>[^<]*<span[^>]*>(\d+)</g)];
    const all = [...html.matchAll(/class="-mb-px flex min-h-10[^>]*>[^<]*<span[^>]*>(\d+)</g)];
    return {
      tab: Number(tabs[0]?.[1]),
      sum: all.reduce((total, [, count]) => total + Number(count), 0),
    };
  };

  it('counts what its links list', async () => {
    const html = await (await reseller.get('/overview')).text();
    const shown = tiles(html);
    expect(shown).toHaveLength(6);
    const orders = shown.filter(({ to }) => to.startsWith('/orders'));
    expect(orders).toHaveLength(3);
    for (const { to, count } of orders) {
      const { tab, sum } = await listed(reseller, to);
      expect([to, to.includes('status=') ? tab : sum]).toEqual([to, count]);
    }
  });

  it('leads from every week to the orders that it counts', async () => {
    const now = new Date();
    const recent = Array.from({ length: 60 }, (_, index) => new Date(now.getTime() - index * 1.3 * DAY));
    const { reseller: company, resellersCustomer } = app.world.companies;
    await insertOrders(
      app.db,
      recent.map((at, index) =>
        orderRow(app.world, 5000 + index, {
          accountId: company.id,
          customerId: resellersCustomer.id,
          status: (['returned', 'cancelled', 'in_repair', 'confirmed'] as const)[index % 4] ?? 'returned',
          createdAt: at,
          confirmedAt: new Date(at.getTime() - 3 * DAY),
          completedAt: index % 4 < 2 ? at : null,
        }),
      ),
    );
    const html = (await (await reseller.get('/overview', { 'Accept-Language': 'en-GB' })).text()).replaceAll(
      '<!-- -->',
      '',
    );
    const columns = [...html.matchAll(/<a ([^>]*chart-column[^>]*)><span[^>]*>([^<]*)</g)].map(
      ([, tag = '', words = '']) => ({
        to: (/href="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&'),
        words,
      }),
    );
    expect(columns).toHaveLength(36);
    for (const { to, words } of [0, 5, 11, 12, 17, 23, 24, 29, 35].flatMap((index) => columns[index] ?? [])) {
      const count = Number(/\((\d+)\)$|: (\d+) orders?$/.exec(words)?.slice(1).find(Boolean) ?? 0);
      const { tab, sum } = await listed(reseller, to);
      expect([words, to.includes('tab=completed') ? tab : sum]).toEqual([words, count]);
    }
    const [turnaround = '', created = ''] = html.split('<table').slice(1);
    expect(turnaround.match(/<tr>/g)).toHaveLength(13);
    expect(created.match(/<th scope="row">/g)).toHaveLength(12);
  });

  it('shows an administrator every account, and is nobody else’s', async () => {
    const administrator = await signIn(app, 'administrator');
    const html = await (await administrator.get('/overview')).text();
    expect(html).toContain('All accounts');
    expect(tiles(html)).toHaveLength(5);
    for (const person of ['customer', 'technician', 'partner'] as const)
      expect((await (await signIn(app, person)).get('/overview')).status).toBe(404);
  });
});
