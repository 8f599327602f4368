import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, signIn } from '../support/client';
import type { Person } from '../support/world';

let app: TestApp;
let clients: Record<Person, Client>;

const PEOPLE = [
  'customer',
  'otherCustomer',
  'reseller',
  'technician',
  'otherTechnician',
  'administrator',
] as const;

beforeAll(async () => {
  app = await startApp();
  const signedIn = PEOPLE.map(async (person) => [person, await signIn(app, person)] as const);
  clients = Object.fromEntries(await Promise.all(signedIn)) as Record<Person, Client>;
});
afterAll(() => app?.close());

const write = (who: Person, number: string, kind = 'message') =>
  clients[who].post(`/orders/${number}`, messageForm(kind, `From ${who}`));

async function text(who: Person, path: string): Promise<string> {
  const response = await clients[who].get(path);
  expect(response.status, path).toBe(200);
  return (await response.text()).replaceAll('<!-- -->', '');
}

/** Whose list of unread orders holds this one, and how many messages it tells of. */
async function unreadBy(number: string): Promise<Partial<Record<Person, number>>> {
  const found: Partial<Record<Person, number>> = {};
  for (const who of PEOPLE) {
    const html = await text(who, '/orders?unread=1&size=100');
    const row = html.split('<tr').find((part) => part.includes(`href="/orders/${number}"`));
    if (row) found[who] = Number(/(\d+) unread message/.exec(row)?.[1] ?? Number.NaN);
  }
  return found;
}

describe('messages', () => {
  it('are unread by the other side until each of them has opened the order', async () => {
    const number = await placeOrder(app, clients.customer);
    expect(await unreadBy(number)).toEqual({});
    await write('customer', number);
    await write('customer', number);
    expect(await unreadBy(number)).toEqual({ technician: 2, administrator: 2 });
    await text('technician', `/orders/${number}`);
    expect(await unreadBy(number)).toEqual({ administrator: 2 });
    await write('technician', number);
    await write('technician', number, 'public_note');
    expect(await unreadBy(number)).toEqual({ customer: 2, administrator: 2 });
    const opened = await text('customer', `/orders/${number}`);
    expect(opened.match(/>New<\/span>/g)).toHaveLength(2);
    expect(await text('customer', `/orders/${number}`)).not.toMatch(/>New<\/span>/);
    expect(await unreadBy(number)).toEqual({ administrator: 2 });
  });

  it('of the operator’s own are never counted to anybody', async () => {
    const number = await placeOrder(app, clients.customer);
    await write('technician', number, 'internal_note');
    expect(await unreadBy(number)).toEqual({});
    await write('technician', number);
    await write('technician', number, 'internal_note');
    expect(await unreadBy(number)).toEqual({ customer: 1 });
  });

  it('of one’s own company are one’s own', async () => {
    const { customer, otherCustomer } = app.world.companies;
    await app.db.user.update({
      where: { id: app.world.users.otherCustomer.id },
      data: { companyId: customer.id },
    });
    const number = await placeOrder(app, clients.customer);
    await write('customer', number);
    expect(await unreadBy(number)).toEqual({ technician: 1, administrator: 1 });
    await write('technician', number);
    expect(await unreadBy(number)).toEqual({
      technician: 1,
      administrator: 1,
      customer: 1,
      otherCustomer: 1,
    });
    await app.db.user.update({
      where: { id: app.world.users.otherCustomer.id },
      data: { companyId: otherCustomer.id },
    });
    expect(await unreadBy(number)).toEqual({ technician: 1, administrator: 1, customer: 1 });
  });

  it('are not read by a look in advance, nor by asking for the head', async () => {
    const number = await placeOrder(app, clients.customer);
    await write('technician', number);
    await clients.customer.get(`/orders/${number}`, { 'Sec-Purpose': 'prefetch;prerender' });
    await fetch(new URL(`/orders/${number}`, app.url), {
      method: 'HEAD',
      headers: {
        Cookie: [...clients.customer.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    expect(await unreadBy(number)).toEqual({ customer: 1 });
  });

  it('that arrive while the page is made stay unread', async () => {
    const number = await placeOrder(app, clients.customer);
    const { id: userId } = app.world.users.customer;
    for (let round = 0; round < 5; round++) {
      const views = Array.from({ length: 4 }, () => text('customer', `/orders/${number}`));
      await Promise.all(Array.from({ length: 4 }, () => write('technician', number)));
      const shown = (await Promise.all(views)).map(
        (html) => html.match(/From technician<\/div>/g)?.length ?? 0,
      );
      const messages = await app.db.message.findMany({
        where: { order: { number } },
        orderBy: { id: 'asc' },
      });
      const read = await app.db.orderRead.findFirst({ where: { userId, order: { number } } });
      expect(read?.readId ?? 0).toBe(messages[Math.max(...shown) - 1]?.id ?? 0);
      expect(read?.lastId).toBe(messages.at(-1)?.id);
    }
  });
});
