import { db, type Prisma } from '~/platform/db.server';
import { goodsOf } from '../../partners/schema';
import type { Row, Table } from './contents';

/** The visits, offers and contracts about somebody, as conditions on the rows of each table. */
export type SalesScope = {
  orders: Prisma.OrderWhereInput;
  offers: Prisma.OfferWhereInput;
  contracts: Prisma.ContractWhereInput;
};

async function* readVisits(order: Prisma.OrderWhereInput): AsyncGenerator<Row> {
  const jobs = await db().onsiteJob.findMany({
    where: { order },
    orderBy: { orderId: 'asc' },
    include: {
      order: { select: { number: true, appointments: true, requirementChecks: true, executions: true } },
    },
  });
  for (const { order: about, ...job } of jobs)
    yield {
      ...{ order: about.number, name: job.contactName, email: job.email, phone: job.phone },
      address: [job.street, job.postalCode, job.city, job.country].filter(Boolean).join(', '),
      goods: goodsOf(job.goods),
      appointments: about.appointments.map(({ startsAt, endsAt, state, note, reason }) => ({
        ...{ startsAt, endsAt, state, note, reason },
      })),
      checks: about.requirementChecks.map(({ at, fulfilled, reason, answers }) => ({
        ...{ at, fulfilled, reason, answers },
      })),
      reports: about.executions.map(({ at, executed, work, signedBy }) => ({ at, executed, work, signedBy })),
    };
}

async function* readOffers(where: Prisma.OfferWhereInput): AsyncGenerator<Row> {
  const offers = await db().offer.findMany({ where, orderBy: { id: 'asc' }, include: { decision: true } });
  for (const { number, state, createdAt, sentAt, validUntil, content, decision } of offers)
    yield {
      ...{ offer: number, state, at: createdAt, sentAt, validUntil, content },
      ...{ outcome: decision?.outcome, name: decision?.name, email: decision?.email },
      ...{ reason: decision?.reason, decidedAt: decision?.at },
    };
}

async function* readContracts(where: Prisma.ContractWhereInput): AsyncGenerator<Row> {
  const contracts = await db().contract.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { servicePlan: true, versions: { include: { devices: { include: { device: true } } } } },
  });
  for (const { number, state, createdAt, endsOn, servicePlan, versions } of contracts)
    yield {
      ...{ contract: number, state, at: createdAt, endsOn, plan: servicePlan.code },
      versions: versions.map(({ version, change, startsOn, endsOn, devices }) => ({
        ...{ version, change, startsOn, endsOn },
        devices: devices.map(({ name, device: { imei, serial } }) => ({ name, imei, serial })),
      })),
    };
}

/** Visits of service partners, offers and contracts. */
export const salesTables = ({ orders, offers, contracts }: SalesScope): Table[] => [
  {
    name: 'visits',
    columns: ['order', 'name', 'email', 'phone', 'address', 'goods', 'appointments', 'checks', 'reports'],
    rows: () => readVisits(orders),
  },
  {
    name: 'offers',
    columns: ['offer', 'state', 'at', 'validUntil', 'outcome', 'name', 'email', 'reason'],
    rows: () => readOffers(offers),
  },
  {
    name: 'contracts',
    columns: ['contract', 'state', 'at', 'plan', 'endsOn', 'versions'],
    rows: () => readContracts(contracts),
  },
];
