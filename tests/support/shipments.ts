import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import type { Client } from './client';
import { insertOrders, type OrderFacts, orderRow } from './orders';

let numbers = 700_000;

/** Puts so many confirmed orders of the world's reseller into the database. @returns their rows */
export function waitingOrders(app: TestApp, count: number, facts: OrderFacts = {}) {
  const { world, db } = app;
  const { reseller, resellersCustomer } = world.companies;
  const owner = {
    accountId: reseller.id,
    customerId: resellersCustomer.id,
    createdById: world.users.reseller.id,
  };
  const rows = Array.from({ length: count }, () => {
    numbers += 1;
    return orderRow(world, numbers, { ...owner, serial: `SER${numbers}`, ...facts });
  });
  return insertOrders(db, rows);
}

/** The form that creates a shipment of these orders. */
export function shipmentForm(orders: string[], more: Record<string, string> = {}): FormData {
  const form = new FormData();
  const fields = { submissionKey: randomUUID(), parcels: '1', ...more };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const number of orders) form.append('order', number);
  return form;
}

/** Creates a draft over HTTP. @returns its number */
export async function createShipment(
  client: Client,
  orders: string[],
  more: Record<string, string> = {},
): Promise<string> {
  const answer = await client.post('/shipments', shipmentForm(orders, more));
  const number = /SH-\d{4}-\d+/.exec(answer.headers.get('Location') ?? '')?.[0];
  if (!number)
    throw new Error(`No shipment was made: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return number;
}

/** A shipment that is on its way, with its orders. */
export async function sentShipment(
  app: TestApp,
  client: Client,
  count = 2,
  more: Record<string, string> = {},
): Promise<{ number: string; orders: { id: number; number: string }[] }> {
  const orders = await waitingOrders(app, count);
  const number = await createShipment(
    client,
    orders.map((order) => order.number),
    more,
  );
  const answer = await client.post(`/shipments/${number}`, { intent: 'confirm' });
  if (answer.status !== 302) throw new Error(`The shipment was not confirmed: ${answer.status}`);
  return { number, orders };
}
