import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import type { Client } from './client';

/** A kind of service on site with one question that has to be answered. */
export async function makeServiceType(app: TestApp) {
  const serviceType = await app.db.serviceType.upsert({
    where: { code: 'TV' },
    create: {
      code: 'TV',
      nameEn: 'Mount a television',
      nameDe: 'Fernseher montieren',
      items: {
        create: { kind: 'yes_no', labelEn: 'Does the wall carry it?', labelDe: 'Trägt die Wand?' },
      },
    },
    update: {},
    include: { items: true },
  });
  return { serviceType, question: serviceType.items[0] ?? { id: 0 } };
}

/** The form of an on-site order as the operator sends it. */
export async function saleForm(app: TestApp, partnerId: number, more: Record<string, string> = {}) {
  const { serviceType } = await makeServiceType(app);
  return {
    submissionKey: randomUUID(),
    customer: 'C-1 · Muster AG',
    serviceTypeId: String(serviceType.id),
    locationId: String(app.world.here.id),
    problem: 'Fernseher an die Wand montieren.',
    contactName: 'Petra Muster',
    phone: '+41 44 111 22 33',
    email: 'petra@site.test',
    street: '',
    goods: '1 x OLED 77\n2 × Wandhalterung',
    partnerId: String(partnerId),
    fee: '145.00',
    feeVat: '810',
    'line-0-description': 'Montage',
    'line-0-quantity': '1',
    'line-0-price': '321.00',
    'line-0-vat': '810',
    ...more,
  };
}

/** Sells an on-site order. @returns its number */
export async function sellOnsite(
  app: TestApp,
  administrator: Client,
  partnerId: number,
  more: Record<string, string> = {},
): Promise<string> {
  const answer = await administrator.post('/onsite/new', await saleForm(app, partnerId, more));
  const number = numberIn(answer);
  if (!number) throw new Error(`Nothing was sold: ${answer.status} ${await answer.text()}`);
  return number;
}

/** The number of the order that an answer leads to. */
export const numberIn = (answer: Response) =>
  /RO-\d{4}-\d+/.exec(answer.headers.get('Location') ?? '')?.[0] ?? '';

/** The day that many days from now, `YYYY-MM-DD`. */
export const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
