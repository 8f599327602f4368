import { db } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import type { OrderDetail } from '../orders/detail.server';
import type { Status } from '../orders/rules';
import { visibleTo } from '../orders/visible.server';
import type { CheckAnswer } from './requirements.server';
import { type Failure, stepsFor, takesSteps } from './rules';
import { goodsOf } from './schema';

const by = { by: { select: { name: true } } } as const;

/**
 * What an on-site order has beside other orders, as far as the viewer may know: the fee for its partner and the operator's
 * people, the payment for the latter alone. Null for an order of another kind.
 * @param order an order that was already found to be the viewer's
 */
export async function onsiteOf(viewer: Viewer, order: Pick<OrderDetail, 'id' | 'kind' | 'status'>) {
  if (order.kind !== 'onsite') return null;
  const job = await db().onsiteJob.findUnique({
    where: { orderId: order.id },
    include: {
      serviceType: true,
      partner: { select: { id: true, name: true } },
      order: {
        select: {
          contactAttempts: { orderBy: { id: 'desc' }, include: by },
          requirementChecks: { orderBy: { id: 'desc' }, take: 1, include: by },
          appointments: { orderBy: { id: 'desc' }, take: 20, include: by },
          executions: { orderBy: { id: 'desc' }, take: 1, include: by },
        },
      },
    },
  });
  if (!job) return null;
  const { order: parts, serviceType, partner, releasedAt } = job;
  const [check] = parts.requirementChecks;
  const [execution] = parts.executions;
  const staff = isStaff(viewer);
  const involved = staff || viewer.role === 'partner';
  return {
    serviceType: { id: serviceType.id, nameEn: serviceType.nameEn, nameDe: serviceType.nameDe },
    partner,
    released: releasedAt !== null,
    steps: stepsFor(viewer.role, order.status as Status, releasedAt !== null),
    site: {
      contactName: job.contactName,
      phone: job.phone,
      email: job.email,
      street: job.street,
      postalCode: job.postalCode,
      city: job.city,
      country: job.country,
    },
    goods: goodsOf(job.goods),
    sold: job.sold,
    arrivesOn: job.arrivesOn,
    dispatched: job.dispatchedAt !== null,
    fee: involved
      ? { minor: job.feeMinor, vatBasisPoints: job.feeVatBasisPoints, currency: job.currency }
      : null,
    payment: staff ? { prepaid: job.prepaid, paidAt: job.paidAt, reference: job.paymentReference } : null,
    contacts: involved
      ? parts.contactAttempts.map(({ by: { name }, ...attempt }) => ({ ...attempt, by: name }))
      : [],
    check:
      check && involved
        ? {
            fulfilled: check.fulfilled,
            at: check.at,
            by: check.by.name,
            answers: check.answers as CheckAnswer[],
          }
        : null,
    visit: parts.appointments.find(({ state }) => state === 'agreed' || state === 'kept') ?? null,
    visits: involved ? parts.appointments.map(({ by: { name }, ...visit }) => ({ ...visit, by: name })) : [],
    execution: execution
      ? {
          executed: execution.executed,
          work: execution.work,
          reason: execution.reason as Failure | '',
          signedBy: execution.signedBy,
          signed: execution.signatureKey !== null,
          at: execution.at,
          by: execution.by.name,
        }
      : null,
  };
}

export type Onsite = NonNullable<Awaited<ReturnType<typeof onsiteOf>>>;

/** An on-site order as the pages of its steps show it; null when it is not the viewer's. */
async function getOnsiteOrder(viewer: Viewer, number: string) {
  const order = await db().order.findFirst({
    where: { AND: [{ number: number.replaceAll('\0', ''), kind: 'onsite' }, visibleTo(viewer)] },
    select: {
      id: true,
      number: true,
      kind: true,
      status: true,
      spId: true,
      deviceName: true,
      problem: true,
      dueAt: true,
      currency: true,
      customer: { select: { name: true } },
      location: { select: { id: true, timeZone: true } },
    },
  });
  if (!order) return null;
  const shown = { ...order, kind: 'onsite' as const, status: order.status as Status };
  const onsite = await onsiteOf(viewer, shown);
  return onsite && { ...shown, onsite };
}

/** The same for those who take on-site orders further; null for everybody else. */
export async function getStepOrder(viewer: Viewer, number: string) {
  return takesSteps(viewer) ? getOnsiteOrder(viewer, number) : null;
}

export type OnsiteOrder = NonNullable<Awaited<ReturnType<typeof getOnsiteOrder>>>;

/** The service partners that work for the operator, by name. */
export function listPartners() {
  return db().company.findMany({
    where: { kind: 'partner', active: true },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, city: true },
  });
}
