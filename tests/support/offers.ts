import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { imeiFromTac } from '../../app/domain/devices/rules';
import type { TestApp } from './app';
import type { Client } from './client';

const DAY_MS = 86_400_000;
let devices = 0;

/** A service plan of CHF 10.00 a month for 12 months that renews by 12 at a time; notice 30 days. @returns its id */
export async function makePlan(app: TestApp, more: object = {}): Promise<number> {
  const plan = await app.db.servicePlan.create({
    data: {
      code: `CARE-${randomUUID().slice(0, 8)}`,
      nameEn: 'Care',
      nameDe: 'Sorglos',
      currency: 'CHF',
      priceMinor: 1000,
      vatBasisPoints: 810,
      termMonths: 12,
      renews: true,
      ...more,
    },
  });
  return plan.id;
}

/** Begins a basket for this customer, by number; a customer's own without. @returns its number */
export async function beginBasket(app: TestApp, client: Client, customer = ''): Promise<string> {
  const locationId = String(app.world.here.id);
  const begun = await client.post('/baskets/new', { submissionKey: randomUUID(), customer, locationId });
  const number = /\/baskets\/([\w-]+)/.exec(begun.headers.get('Location') ?? '')?.[1];
  if (!number) throw new Error(`No basket was begun: ${begun.status}`);
  return number;
}

/** Puts a device into a basket, with a problem and a plan unless something else is said. */
export function addDevice(
  client: Client,
  basket: string,
  more: Record<string, string> = {},
): Promise<Response> {
  devices += 1;
  return client.post(`/baskets/${basket}`, {
    intent: 'device',
    at: String(devices * 10),
    identifier: imeiFromTac('35693803', 500_000 + devices),
    deviceName: `Phone ${devices}`,
    problem: 'The display is broken.',
    plan: '',
    ...more,
  });
}

/** Makes the offer of a basket and sends it. @returns its number */
export async function makeOffer(
  client: Client,
  basket: string,
  more: Record<string, string> = {},
): Promise<string> {
  const made = await client.post(`/baskets/${basket}`, {
    intent: 'offer',
    submissionKey: randomUUID(),
    validUntil: new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10),
    send: 'on',
    ...more,
  });
  const number = /\/offers\/([\w-]+)/.exec(made.headers.get('Location') ?? '')?.[1];
  if (!number) throw new Error(`No offer was made: ${made.status} ${(await made.text()).slice(0, 200)}`);
  return number;
}

/** A link to an offer, as somebody has it in their mail. @returns its path */
export async function linkTo(app: TestApp, offer: string, email: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { id, validUntil } = await app.db.offer.findUniqueOrThrow({ where: { number: offer } });
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const expiresAt = new Date(validUntil.getTime() + DAY_MS);
  await app.db.offerLink.create({ data: { offerId: id, email, tokenHash, expiresAt } });
  return `/o/${token}`;
}

/** A decision as its form sends it. */
export const accepting = (name: string, email = `${name.toLowerCase()}@approver.test`) => ({
  outcome: 'accepted',
  name,
  email,
});
export const declining = (name: string, reason = 'Too dear') => ({
  outcome: 'declined',
  reason,
  name,
  email: `${name.toLowerCase()}@approver.test`,
});
