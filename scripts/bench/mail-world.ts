import { randomUUID } from 'node:crypto';
import { db } from '../../app/platform/db.server';

const place = { street: 'Werkstrasse 1', postalCode: '8005', city: 'Zürich', country: 'CH' };
const ORDERS = 10;

export type MailWorld = { orderIds: number[]; technicianId: number };

/** An operator, a technician, and a customer with orders, in an empty database. */
export async function makeMailWorld(): Promise<MailWorld> {
  const contact = { email: 'service@operator.example', phone: '' };
  await db().operator.create({
    data: { id: 1, name: 'Werk', accent: '#3651c9', ...place, ...contact, website: '', paperFooter: '' },
  });
  const where = { name: 'Zürich', timeZone: 'Europe/Zurich', region: 'ZH' };
  const location = await db().location.create({ data: { ...place, ...contact, code: 'zrh', ...where } });
  const company = await db().company.create({
    data: {
      ...place,
      number: 'C-1',
      kind: 'customer',
      name: 'Muster AG',
      email: 'c-1@company.example',
      phone: '',
    },
  });
  const person = (name: string, role: string, companyId: number | null) =>
    db().user.create({ data: { name, role, email: `${name}@people.example`, companyId } });
  const technician = await person('technician', 'technician', null);
  const customer = await person('customer', 'customer', company.id);
  const orders = await db().order.createManyAndReturn({
    data: Array.from({ length: ORDERS }, (_, n) => ({
      number: `RO-2026-${String(n + 1).padStart(6, '0')}`,
      status: 'in_repair',
      stage: 'at_location',
      accountId: company.id,
      customerId: company.id,
      locationId: location.id,
      createdById: customer.id,
      submissionKey: randomUUID(),
      currency: 'CHF',
      deviceName: 'Fairphone 5',
      confirmedAt: new Date(),
    })),
  });
  return { orderIds: orders.map(({ id }) => id), technicianId: technician.id };
}
