import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../app/domain/auth/rules';
import { type OrderKind, type Status, stageOf } from '../../app/domain/orders/rules';
import type { Prisma, PrismaClient } from '../../app/platform/db/generated/client';
import type { Person, World } from './world';

export type OrderFacts = Partial<Prisma.OrderUncheckedCreateInput> & { kind?: OrderKind; status?: Status };

/** The number of the `serial`th order of a test. */
export const orderNumber = (serial: number) => `RO-2026-${String(serial).padStart(6, '0')}`;

/** The row of an order of the world's customer; what is not said is usual. Its stage follows from its status. */
export function orderRow(world: World, number: number, facts: OrderFacts = {}) {
  const { kind = 'repair', status = 'confirmed' } = facts;
  const at = new Date(Date.UTC(2026, 2, 1, 12, number % 60));
  return {
    number: orderNumber(number),
    kind,
    status,
    stage: stageOf(kind, status),
    accountId: world.companies.customer.id,
    customerId: world.companies.customer.id,
    locationId: world.here.id,
    createdById: world.users.customer.id,
    submissionKey: randomUUID(),
    currency: 'CHF',
    deviceName: 'Fairphone 5',
    problem: 'Das Display bleibt schwarz.',
    customerReferences: [],
    internalReferences: [],
    trackingNumbers: [],
    createdAt: at,
    statusSince: at,
    confirmedAt: status === 'draft' ? null : at,
    ...facts,
  } satisfies Prisma.OrderUncheckedCreateInput;
}

/** Puts orders into the database and gives them back in the same order. */
export function insertOrders(db: PrismaClient, rows: ReturnType<typeof orderRow>[]) {
  return db.order.createManyAndReturn({ data: rows });
}

/** A person of the world as loaders know them. */
export function viewerOf(world: World, person: Person): Viewer {
  const user = world.users[person];
  const location = { technician: world.here.id, otherTechnician: world.there.id }[person as string];
  return {
    userId: user.id,
    sessionId: 0,
    name: user.name,
    email: user.email,
    role: user.role as Viewer['role'],
    companyId: user.companyId,
    companyName: null,
    locationIds: location === undefined ? [] : [location],
    locale: null,
    theme: 'system',
  };
}

/** Everybody of the world. */
export const PERSONS = [
  'customer',
  'otherCustomer',
  'reseller',
  'otherReseller',
  'technician',
  'otherTechnician',
  'partner',
  'otherPartner',
  'administrator',
] as const satisfies readonly Person[];

/** One order of everybody: of the customer, a stranger, both resellers, both places and both partners. */
export function everybodysOrders(world: World, first: number, facts: OrderFacts = {}) {
  const { customer, otherCustomer, reseller, resellersCustomer, otherReseller, partner, otherPartner } =
    world.companies;
  const ofCompany = (accountId: number, customerId = accountId) => ({ accountId, customerId });
  const onsite = { kind: 'onsite', status: 'check_requirements' } as const;
  return [
    ofCompany(customer.id),
    ofCompany(otherCustomer.id),
    ofCompany(reseller.id, resellersCustomer.id),
    ofCompany(otherReseller.id),
    { ...ofCompany(otherCustomer.id), locationId: world.there.id },
    { ...ofCompany(customer.id), ...onsite, partnerId: partner.id },
    { ...ofCompany(otherCustomer.id), ...onsite, partnerId: otherPartner.id, locationId: world.there.id },
  ].map((owner, index) => orderRow(world, first + index, { ...facts, ...owner }));
}
