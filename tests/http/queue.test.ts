import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTimeline } from '../../app/domain/events/timeline.server';
import { clocksOf } from '../../app/domain/orders/clock.server';
import { moveOrder } from '../../app/domain/orders/move-order.server';
import { countQueue, listQueue, type QueueQuestion } from '../../app/domain/orders/queue.server';
import { connectDatabase, disconnectDatabase } from '../../app/platform/db.server';
import { addWorkingMinutes, workingMinutesBetween } from '../../app/platform/working-time';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { execute } from '../support/database';
import { insertOrders, type OrderFacts, orderRow, viewerOf } from '../support/orders';
import { tableScans } from '../support/table-scans';

let app: TestApp;
let technician: Client;
let elsewhere: Client;
let admin: Client;
let next = 1;

beforeAll(async () => {
  app = await startApp();
  technician = await signIn(app, 'technician');
  elsewhere = await signIn(app, 'otherTechnician');
  admin = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

/** Orders at the first location, in repair unless said. @returns their numbers */
async function orders(...facts: OrderFacts[]): Promise<string[]> {
  const rows = facts.map((one) => orderRow(app.world, next++, { status: 'in_repair', ...one }));
  return (await insertOrders(app.db, rows)).map(({ number }) => number);
}

const read = (number: string) => app.db.order.findUniqueOrThrow({ where: { number } });
const page = async (client: Client, path: string) => (await client.get(path)).text();
const numbersIn = (html: string) =>
  [...html.matchAll(/<a[^>]*class="row-link"[^>]*href="\/orders\/([^"]+)"/g)].map(([, number]) => number);
const assignments = async (number: string) => {
  const { id } = await read(number);
  const events = await app.db.event.findMany({
    where: { orderId: id, type: 'order.assigned' },
    orderBy: { id: 'asc' },
  });
  return events.map(({ data, visibility }) => ({ ...(data as object), visibility }));
};
/** A form with several ticked orders, as a browser sends it. */
function ticked(numbers: string[], status: string, more: Record<string, string>): FormData {
  const form = new FormData();
  for (const number of numbers) form.append('order', `${number}:${status}`);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  return form;
}
const move = (number: string, from: string, to: string) =>
  moveOrder(viewerOf(app.world, 'technician'), number, { from, to, reason: '', tracking: '' });
const question = (more: Partial<QueueQuestion> = {}): QueueQuestion => ({
  ...{ locationId: app.world.here.id, tab: 'all', status: null, sort: 'due', after: null, before: null },
  ...more,
});

describe('the clock', () => {
  it('counts by the hours, closures and targets that administrators set', async () => {
    const path = `/admin/hours/${app.world.here.id}`;
    const week = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
        [`opens${day}`, '6:00'],
        [`closes${day}`, '22'],
      ]),
    );
    const closures = { closureFrom: '2099-01-05', closureUntil: '2099-01-06', closureName: 'Inventur' };
    const none = { closureFrom: '', closureUntil: '', closureName: '' };
    const [before] = await orders({ status: 'received', dueAt: new Date('2026-03-02T16:00:00Z') });
    const saved = await admin.post(path, { ...week, ...closures, region: 'BE' });
    expect([saved.status, saved.headers.get('Location')]).toEqual([302, '/admin/hours?saved']);
    expect(await app.db.locationClosure.count({ where: { locationId: app.world.here.id } })).toBe(2);
    await admin.post(path, { ...week, ...none, remove: '2099-01-05', region: 'BE' });
    expect(await app.db.locationClosure.count({ where: { locationId: app.world.here.id } })).toBe(1);
    const wrong = await admin.post(path, { ...week, ...none, closes3: '05:00', region: 'BE' });
    expect([wrong.status, (await wrong.text()).includes('at least an hour after it opens')]).toEqual([
      422,
      true,
    ]);
    expect((await admin.post(path, { ...week, ...none, region: 'BY' })).status).toBe(422);

    const targets = { 'repair-received': '3', 'repair-received-unit': 'hours', 'repair-promise': '2' };
    expect((await admin.post('/admin/hours', targets)).status).toBe(302);
    expect((await admin.post('/admin/hours', { 'repair-received': 'soon' })).status).toBe(422);
    expect(await app.db.statusTarget.findMany({ orderBy: { status: 'asc' } })).toMatchObject([
      { status: 'promise', days: 2, minutes: null },
      { status: 'received', days: null, minutes: 180 },
    ]);

    const [number = ''] = await orders({ status: 'confirmed' });
    await move(number, 'confirmed', 'received');
    const { calendar } = (await clocksOf(app.db, [app.world.here.id])).get(app.world.here.id) ?? never();
    const { statusSince, dueAt, promisedAt } = await read(number);
    expect(calendar.hours.get(7)).toEqual({ opens: '06:00', closes: '22:00' });
    expect(dueAt).toEqual(addWorkingMinutes(statusSince, 180, calendar));
    expect(promisedAt).toEqual(addWorkingMinutes(statusSince, 2 * 16 * 60, calendar));
    // What stood before stays.
    expect((await read(before ?? '')).dueAt).toEqual(new Date('2026-03-02T16:00:00Z'));
    expect(await page(admin, path)).toContain('Inventur');
  });

  it('stands still while the customer is waited for, and says so', async () => {
    const [number = ''] = await orders({
      status: 'diagnosing',
      promisedAt: new Date(Date.now() + 4 * 86_400_000),
    });
    const { calendar } = (await clocksOf(app.db, [app.world.here.id])).get(app.world.here.id) ?? never();
    const { promisedAt } = await read(number);
    await move(number, 'diagnosing', 'awaiting_decision');
    const paused = await read(number);
    const left = workingMinutesBetween(paused.statusSince, promisedAt ?? new Date(0), calendar);
    expect(paused).toMatchObject({ promisedAt: null, promiseMinutesLeft: left });
    expect(await page(technician, '/queue')).toContain('Paused while waiting for the customer');
    await move(number, 'awaiting_decision', 'in_repair');
    const on = await read(number);
    expect(on).toMatchObject({
      promisedAt: addWorkingMinutes(on.statusSince, left, calendar),
      promiseMinutesLeft: null,
    });
  });
});

const never = (): never => {
  throw new Error('The location has no clock.');
};

describe('the queue', () => {
  it('has what is overdue on top, then what is due by status or promise, then the rest', async () => {
    await app.db.order.updateMany({ data: { stage: 'completed', status: 'returned' } });
    const day = (date: number) => new Date(Date.UTC(2026, 0, date));
    const [first, second, third, last] = await orders(
      { dueAt: day(9), promisedAt: day(2) },
      { dueAt: day(3) },
      { promisedAt: day(4), dueAt: new Date('2035-01-01') },
      { dueAt: null },
    );
    await orders({ status: 'draft' }, { status: 'returned' }, { status: 'confirmed', dueAt: day(1) });
    await orders({ dueAt: day(1), locationId: app.world.there.id });
    const [waiting] = await orders({ status: 'confirmed', awaitingReplySince: day(1), dueAt: day(8) });
    const html = await page(technician, '/queue');
    expect(numbersIn(html)).toEqual([first, second, third, waiting, last]);
    expect(html).toContain('Overdue since');
    expect(numbersIn(await page(technician, '/queue?sort=messages'))[0]).toBe(waiting);
    expect(numbersIn(await page(technician, '/queue?status=received'))).toEqual([]);
    expect(numbersIn(await page(admin, `/queue?location=${app.world.there.id}`))).toHaveLength(1);
  });

  it('is for those who work at the location; others find nothing', async () => {
    for (const path of [`/queue?location=${app.world.here.id}`, '/queue?location=999999'])
      expect([path, (await elsewhere.get(path)).status]).toEqual([path, 404]);
    expect((await (await signIn(app, 'customer')).get('/queue')).status).toBe(404);
    await app.db.userLocation.deleteMany({ where: { userId: app.world.users.otherTechnician.id } });
    expect(await page(elsewhere, '/queue')).toContain('You work at no service location yet');
    await app.db.userLocation.create({
      data: { userId: app.world.users.otherTechnician.id, locationId: app.world.there.id },
    });
  });

  it.each(['due', 'messages'] as const)('by %s has every order once, forth and back', async (sort) => {
    const at = (index: number) => (index % 5 === 0 ? null : new Date(Date.UTC(2027, 0, 1 + (index % 3))));
    await orders(
      ...Array.from({ length: 60 }, (_, index) => ({
        ...{ dueAt: at(index), promisedAt: at(index + 2), awaitingReplySince: at(index + 3) },
      })),
    );
    const viewer = viewerOf(app.world, 'technician');
    const total = (await countQueue(viewer, app.world.here.id, new Date())).reduce(
      (sum, { all }) => sum + all,
      0,
    );
    const pages: string[][] = [];
    let after: string | null = null;
    let previous: string | null = null;
    do {
      const got: Awaited<ReturnType<typeof listQueue>> = await listQueue(viewer, question({ sort, after }));
      pages.push(got.rows.map(({ number }) => number));
      after = got.next;
      previous = got.previous;
    } while (after);
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(pages.flat()).size).toBe(total);
    expect(pages.flat()).toHaveLength(total);
    const back = await listQueue(viewer, question({ sort, before: previous }));
    expect(back.rows.map(({ number }) => number)).toEqual(pages.at(-2));
    const odd = await listQueue(viewer, question({ sort, after: 'nonsense' }));
    expect(odd.rows.map(({ number }) => number)).toEqual(pages[0]);
  });

  it('opens what is scanned: the order, or the one open order of a device', async () => {
    const device = { serial: 'SCAN-77-XY' };
    const [open] = await orders(device, { ...device, status: 'returned' });
    for (const [code, to] of [
      ['scan 77 xy', `/orders/${open}`],
      [open ?? '', `/orders/${open}`],
    ] as const) {
      const answer = await technician.get(`/queue?${new URLSearchParams({ code })}`);
      expect([code, answer.status, answer.headers.get('Location')]).toEqual([code, 302, to]);
    }
    await orders(device);
    const several = await technician.get('/queue?code=SCAN-77-XY');
    expect(several.headers.get('Location')).toBe('/orders?q=SCAN-77-XY');
    expect(await page(technician, '/queue?code=NEVER-SEEN')).toContain('NEVER-SEEN');
    // What is somewhere else does not exist here.
    expect((await elsewhere.get(`/queue?code=${open}`)).status).toBe(200);
  });
});

describe('assigning', () => {
  it('takes one, gives many away and to nobody, once each, and tells the operator’s people alone', async () => {
    const [one = '', two = ''] = await orders({}, {});
    const { technician: me, administrator } = app.world.users;
    expect((await technician.post('/queue', { take: one })).status).toBe(200);
    await technician.post('/queue', { take: one });
    expect(await assignments(one)).toEqual([
      { assigneeId: me.id, name: 'technician', visibility: 'internal' },
    ]);
    const given = await technician.post(
      '/queue',
      ticked([one, two], 'in_repair', { assign: String(administrator.id) }),
    );
    expect(await given.text()).toContain('2 orders are assigned.');
    expect([(await read(one)).assigneeId, (await read(two)).assigneeId]).toEqual(
      Array(2).fill(administrator.id),
    );
    expect(numbersIn(await page(admin, `/queue?tab=mine&location=${app.world.here.id}`)).sort()).toEqual([
      one,
      two,
    ]);
    await technician.post('/queue', ticked([one], 'in_repair', { assign: 'nobody' }));
    expect((await assignments(one)).at(-1)).toMatchObject({ assigneeId: null, name: null });
    const { id } = await read(two);
    const told = async (person: 'technician' | 'customer') =>
      (await listTimeline(viewerOf(app.world, person), id)).map(({ type }) => type);
    expect([await told('technician'), await told('customer')]).toEqual([['order.assigned'], []]);
  });

  it('refuses people of elsewhere and orders that are closed, names them, and does the rest', async () => {
    const [open = '', closed = ''] = await orders({}, { status: 'returned' });
    const foreign = String(app.world.users.otherTechnician.id);
    for (const assign of [foreign, '999999', 'everybody', '']) {
      const answer = await technician.post('/queue', ticked([open], 'in_repair', { assign }));
      expect([assign, answer.status, (await read(open)).assigneeId]).toEqual([assign, 409, null]);
    }
    const [far = ''] = await orders({ locationId: app.world.there.id });
    const mixed = await technician.post(
      '/queue',
      ticked([open, closed, far], 'in_repair', { assign: String(app.world.users.technician.id) }),
    );
    const text = await mixed.text();
    expect([mixed.status, text.includes('1 order is assigned.'), text.includes(closed)]).toEqual([
      200,
      true,
      true,
    ]);
    expect([(await read(closed)).assigneeId, (await read(far)).assigneeId]).toEqual([null, null]);
    expect((await technician.post('/queue', { take: far })).status).toBe(404);
    expect((await technician.post('/queue', { assign: 'nobody' })).status).toBe(422);
    const stranger = await signIn(app, 'customer');
    expect((await stranger.post('/queue', { take: open })).status).toBe(404);
  });

  it('works from the order’s own page', async () => {
    const [number = ''] = await orders({});
    const { technician: me } = app.world.users;
    const answer = await technician.post(`/orders/${number}/assignee`, { assignee: String(me.id) });
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/orders/${number}#assignee`]);
    expect((await read(number)).assigneeId).toBe(me.id);
    await technician.post(`/orders/${number}/assignee`, { assignee: '' });
    expect((await read(number)).assigneeId).toBeNull();
    expect((await elsewhere.post(`/orders/${number}/assignee`, { assignee: '' })).status).toBe(404);
  });
});

describe('changing the status of many', () => {
  it('moves those that may be moved as they were seen, and names the others with the reason', async () => {
    const [one = '', two = '', moved = ''] = await orders({}, {}, {});
    await move(moved, 'in_repair', 'awaiting_parts');
    const answer = await technician.post('/queue', ticked([one, two, moved], 'in_repair', { to: 'ready' }));
    const text = await answer.text();
    expect(text).toContain('The status of 2 orders is changed.');
    expect(text).toContain('Somebody else changed this order');
    expect(await Promise.all([one, two, moved].map(async (number) => (await read(number)).status))).toEqual([
      ...['ready', 'ready', 'awaiting_parts'],
    ]);
    // The same again changes nothing twice.
    await technician.post('/queue', ticked([one, two], 'in_repair', { to: 'ready' }));
    expect(await app.db.event.count({ where: { orderId: (await read(one)).id, type: 'order.moved' } })).toBe(
      1,
    );
    const none = await technician.post('/queue', ticked([one], 'ready', { to: 'received' }));
    expect([none.status, (await none.text()).includes('not possible from the present status')]).toEqual([
      409,
      true,
    ]);
    const [far = ''] = await orders({ locationId: app.world.there.id });
    expect((await technician.post('/queue', ticked([far], 'in_repair', { to: 'ready' }))).status).toBe(404);
  });

  it('asks for a reason where the step needs one', async () => {
    const [number = ''] = await orders({ status: 'received' });
    const step = (reason: string) =>
      technician.post('/queue', ticked([number], 'received', { to: 'cancelled', reason }));
    expect([(await step('')).status, (await read(number)).status]).toEqual([409, 'received']);
    expect([(await step('No owner')).status, (await read(number)).status]).toEqual([200, 'cancelled']);
  });
});

it('reads a queue by its index, not the whole table', async () => {
  const { companies, here, users } = app.world;
  await execute(
    app.databaseUrl,
    `INSERT INTO orders (number, status, stage, account_id, customer_id, location_id, created_by_id, submission_key,
       device_name, currency, confirmed_at, due_at, assignee_id)
     SELECT 'RO-2025-' || lpad(n::text, 6, '0'), status, stage, ${companies.customer.id}, ${companies.customer.id},
       ${here.id}, ${users.customer.id}, 'bulk' || n, 'Model', 'CHF', now(), now() + n * interval '1 minute',
       CASE WHEN n % 15 = 0 THEN ${users.technician.id} END
     FROM generate_series(1, 7500) n, LATERAL (SELECT CASE WHEN n % 5 = 0 THEN 'in_repair' ELSE 'returned' END AS status,
       CASE WHEN n % 5 = 0 THEN 'at_location' ELSE 'completed' END AS stage) s`,
  );
  await execute(app.databaseUrl, 'VACUUM ANALYZE orders');
  await disconnectDatabase();
  const before = await tableScans(app, ['orders']);
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  const viewer = viewerOf(app.world, 'technician');
  const first = await listQueue(viewer, question());
  expect(first.rows).toHaveLength(50);
  await listQueue(viewer, question({ after: first.next }));
  for (const tab of ['mine', 'nobody'] as const) await listQueue(viewer, question({ tab }));
  await countQueue(viewer, here.id, new Date());
  await disconnectDatabase();
  const after = await tableScans(app, ['orders']);
  connectDatabase(app.databaseUrl, { poolSize: 4 });
  expect(after).toEqual(before);
}, 60_000);
