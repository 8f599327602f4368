import type { Db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { nextOrderNumber } from '../orders/number.server';
import { SUBMITTED_STATUS, stageOf } from '../orders/rules';
import type { SubmissionContent } from '../orders/schema';
import { goodsText, soldText } from './rules';
import type { OnsiteOrderInput } from './schema';

const STATUS = SUBMITTED_STATUS.onsite;

/**
 * Makes an on-site order in the caller's transaction, without giving it to its partner (`releaseToPartner` does that). A
 * repeat with the same submission key gives the order that there is.
 * @param by who makes it; the record says so
 * @returns the order's id and number
 * Throws DomainError `customer_inactive`, `no_location`, `service_type_unknown`, `partner_unknown` (422), and `not_found` (404:
 * the key is another person's).
 */
export async function createOnsiteOrder(
  tx: Db,
  by: { userId: number },
  input: OnsiteOrderInput,
): Promise<{ id: number; number: string }> {
  const { submissionKey } = input;
  const known = await tx.order.findUnique({ where: { submissionKey } });
  if (known) return own(known, by.userId);
  const parties = await readParties(tx, by.userId, input);
  const { id, number, made } = await insertOrder(tx, by.userId, input, parties);
  if (!made) return { id, number };
  const now = new Date();
  await tx.orderSubmission.create({
    data: {
      orderId: id,
      content: submissionContent(input, parties),
      approvedById: by.userId,
      automatic: false,
      approvedAt: now,
    },
  });
  await tx.onsiteJob.create({ data: jobRow(id, input, parties.customer.currency) });
  await tx.orderLine.createMany({
    data: input.lines.map((line) => ({ ...line, orderId: id, warranty: false, createdById: by.userId })),
  });
  await appendEvent(tx, {
    type: 'order.confirmed',
    orderId: id,
    actorId: by.userId,
    visibility: 'public',
    data: { automatic: false, onBehalf: parties.onBehalf, to: STATUS },
  });
  return { id, number };
}

type Found = { id: number; number: string; kind: string; createdById: number };

function own(order: Found, userId: number): { id: number; number: string } {
  if (order.kind !== 'onsite' || order.createdById !== userId) throw new DomainError('not_found', 404);
  return { id: order.id, number: order.number };
}

type Parties = Awaited<ReturnType<typeof readParties>>;

/** Everybody and everything that the order names; all of it stays as it is until the transaction ends. */
async function readParties(tx: Db, userId: number, input: OnsiteOrderInput) {
  await tx.$queryRaw`
    SELECT 1 FROM companies WHERE id IN (${input.customerId}, ${input.partnerId ?? 0}::int) ORDER BY id FOR SHARE`;
  const customer = await tx.company.findFirst({
    where: { id: input.customerId, kind: { in: ['customer', 'reseller'] }, active: true },
  });
  if (!customer) throw new DomainError('customer_inactive', 422);
  const location = await tx.location.findFirst({ where: { id: input.locationId, active: true } });
  if (!location) throw new DomainError('no_location', 422);
  const serviceType = await tx.serviceType.findFirst({ where: { id: input.serviceTypeId, active: true } });
  if (!serviceType) throw new DomainError('service_type_unknown', 422);
  if (input.partnerId !== null) await assertPartner(tx, input.partnerId);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { role: true } });
  const onBehalf = isStaff({ role: user.role as Parameters<typeof isStaff>[0]['role'] });
  return { customer, location, serviceType, onBehalf };
}

/** Throws DomainError `partner_unknown` (422) for what is no service partner, or one with which nobody works any more. */
export async function assertPartner(tx: Db, id: number): Promise<void> {
  const partner = await tx.company.findFirst({ where: { id, kind: 'partner', active: true } });
  if (!partner) throw new DomainError('partner_unknown', 422);
}

async function insertOrder(tx: Db, userId: number, input: OnsiteOrderInput, parties: Parties) {
  const { customer, location, onBehalf } = parties;
  const now = new Date();
  const [made] = await tx.order.createManyAndReturn({
    data: [
      {
        number: await nextOrderNumber(tx),
        kind: 'onsite',
        status: STATUS,
        stage: stageOf('onsite', STATUS),
        accountId: customer.resellerId ?? customer.id,
        customerId: customer.id,
        locationId: location.id,
        createdById: userId,
        onBehalf,
        submissionKey: input.submissionKey,
        deviceName: goodsText(input.goods),
        problem: input.problem,
        customerReferences: input.customerReferences,
        internalReferences: input.internalReferences,
        currency: customer.currency,
        confirmedAt: now,
        statusSince: now,
        ...(input.offerId !== undefined && { offerId: input.offerId }),
      },
    ],
    skipDuplicates: true,
    select: { id: true, number: true },
  });
  if (made) return { ...made, made: true };
  const other = await tx.order.findUniqueOrThrow({ where: { submissionKey: input.submissionKey } });
  return { ...own(other, userId), made: false };
}

function jobRow(orderId: number, input: OnsiteOrderInput, currency: string) {
  const { serviceTypeId, partnerId, contactName, phone, email, street, postalCode, city, country } = input;
  return {
    ...{ orderId, serviceTypeId, partnerId, contactName, phone, email, street, postalCode, city, country },
    goods: input.goods,
    sold: soldText(input.lines),
    feeMinor: input.fee.minor,
    feeVatBasisPoints: input.fee.vatBasisPoints,
    currency,
    prepaid: input.prepaid,
  };
}

function submissionContent(input: OnsiteOrderInput, parties: Parties): SubmissionContent {
  const { customer, location, serviceType } = parties;
  const german = input.locale === 'de';
  return {
    locale: input.locale,
    customer: { number: customer.number, name: customer.name },
    location: { name: location.name, address: `${location.street}, ${location.postalCode} ${location.city}` },
    device: { name: goodsText(input.goods), imei: null, serial: null },
    problem: input.problem,
    customerReferences: input.customerReferences,
    internalReferences: input.internalReferences,
    delivery: {
      method: german ? serviceType.nameDe : serviceType.nameEn,
      address: {
        name: input.contactName,
        street: input.street,
        postalCode: input.postalCode,
        city: input.city,
        country: input.country,
      },
    },
    answers: [],
  };
}
