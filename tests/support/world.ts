import type { PrismaClient } from '../../app/platform/db/generated/client';

const place = { street: 'Teststrasse 1', postalCode: '8000', city: 'Zürich', country: 'CH' };

/** One company, person and place of every kind, and a stranger beside each of them. */
export async function makeWorld(db: PrismaClient) {
  await db.operator.create({
    data: {
      id: 1,
      name: 'Testwerk',
      accent: '#3651c9',
      ...place,
      email: 'service@operator.test',
      phone: '+41 44 000 00 00',
      website: 'https://operator.test',
      paperFooter: 'Testwerk AG',
    },
  });
  const location = (code: string, name: string, timeZone: string, country: string, region: string) =>
    db.location.create({
      data: { ...place, code, name, timeZone, country, region, phone: '', email: `${code}@operator.test` },
    });
  const here = await location('zrh', 'Zürich', 'Europe/Zurich', 'CH', 'ZH');
  const there = await location('muc', 'München', 'Europe/Berlin', 'DE', 'BY');
  const company = (number: string, kind: string, name: string, more: object = {}) =>
    db.company.create({
      data: {
        ...place,
        number,
        kind,
        name,
        email: `${number.toLowerCase()}@company.test`,
        phone: '',
        ...more,
      },
    });
  const customer = await company('C-1', 'customer', 'Muster AG', { deliveryAllowed: true });
  const otherCustomer = await company('C-2', 'customer', 'Fremd GmbH');
  const reseller = await company('R-1', 'reseller', 'Handel AG', { deliveryAllowed: true });
  const resellersCustomer = await company('R-1-1', 'customer', 'Kundin des Handels', {
    resellerId: reseller.id,
  });
  const otherReseller = await company('R-2', 'reseller', 'Anderer Handel');
  const partner = await company('P-1', 'partner', 'Montage Nord');
  const otherPartner = await company('P-2', 'partner', 'Montage Süd');
  const user = (name: string, role: string, more: object) =>
    db.user.create({ data: { name, role, email: `${name}@people.test`, ...more } });
  const users = {
    customer: await user('customer', 'customer', { companyId: customer.id }),
    otherCustomer: await user('other-customer', 'customer', { companyId: otherCustomer.id }),
    reseller: await user('reseller', 'reseller', { companyId: reseller.id }),
    otherReseller: await user('other-reseller', 'reseller', { companyId: otherReseller.id }),
    technician: await user('technician', 'technician', { locations: { create: { locationId: here.id } } }),
    otherTechnician: await user('other-technician', 'technician', {
      locations: { create: { locationId: there.id } },
    }),
    partner: await user('partner', 'partner', { companyId: partner.id }),
    otherPartner: await user('other-partner', 'partner', { companyId: otherPartner.id }),
    administrator: await user('administrator', 'administrator', {}),
  };
  const delivery = await db.deliveryMethod.create({
    data: { code: 'parcel', nameEn: 'Parcel', nameDe: 'Paket', toAddress: true },
  });
  const pickUp = await db.deliveryMethod.create({
    data: { code: 'pick-up', nameEn: 'Pick-up', nameDe: 'Abholung', toAddress: false, position: 1 },
  });
  const question = await db.question.create({
    data: {
      kind: 'yes_no',
      labelEn: 'Is there a backup?',
      labelDe: 'Gibt es eine Sicherung?',
      required: true,
    },
  });
  return {
    here,
    there,
    users,
    companies: { customer, otherCustomer, reseller, resellersCustomer, otherReseller, partner, otherPartner },
    delivery,
    pickUp,
    question,
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;
export type Person = keyof World['users'];
