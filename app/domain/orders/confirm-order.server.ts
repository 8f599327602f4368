import { type Db, Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { lockOrderable } from '../companies/queries.server';
import { upsertDevice } from '../devices/upsert-device.server';
import { appendEvent } from '../events/append-event.server';
import { type LockedOrder, lockOrder } from './lock-order.server';
import { type OrderForm, type OrderFormSetup, orderFormSchema, type SubmissionContent } from './schema';
import { orderFormSetup } from './setup.server';
import { submittedColumns } from './submitted.server';

/**
 * Approves a draft: checks it, freezes the submission, and starts the order's life. Repeating it changes nothing.
 * @param locale the language in which the submission is kept
 * @returns the order's number
 * Throws DomainError `draft_incomplete` (422) when the draft does not pass the form's checks, `customer_inactive` (422) when
 * nobody orders for its customer any more, `not_found` (404).
 */
export async function confirmOrder(viewer: Viewer, number: string, locale: Locale): Promise<string> {
  const setup = await orderFormSetup(viewer, locale);
  return transaction(async (tx) => {
    const order = await lockOrder(tx, viewer, number);
    if (order.status !== 'draft') return order.number;
    const parsed = orderFormSchema(setup).safeParse(order.draft ?? {});
    if (!parsed.success) throw new DomainError('draft_incomplete', 422);
    await submit(tx, viewer, order, parsed.data, setup, locale);
    return order.number;
  });
}

async function submit(
  tx: Db,
  viewer: Viewer,
  order: LockedOrder,
  form: OrderForm,
  setup: OrderFormSetup,
  locale: Locale,
) {
  const now = new Date();
  const customer = await lockOrderable(tx, viewer, order.customerId);
  if (!customer) throw new DomainError('customer_inactive', 422);
  const location = await tx.location.findUniqueOrThrow({ where: { id: form.locationId } });
  const submitted = await submittedColumns(tx, order.kind, location.id, now);
  const automatic = viewer.role === 'reseller';
  const content = submissionContent(form, setup, { customer, location }, locale);
  await tx.order.update({
    where: { id: order.id },
    data: {
      ...submitted,
      draft: Prisma.DbNull,
      locationId: location.id,
      shippingMethodId: form.shippingMethodId,
      deviceId: await upsertDevice(tx, deviceOf(form)),
      deviceName: form.deviceName,
      imei: form.imei,
      serial: form.serial,
      problem: form.problem,
      customerReferences: form.customerReferences,
      internalReferences: form.internalReferences,
    },
  });
  await tx.orderSubmission.create({
    data: { orderId: order.id, content, approvedById: viewer.userId, automatic, approvedAt: now },
  });
  await appendEvent(tx, {
    type: 'order.confirmed',
    orderId: order.id,
    actorId: viewer.userId,
    visibility: 'public',
    data: { automatic, onBehalf: order.onBehalf, to: submitted.status },
  });
}

function deviceOf(form: OrderForm) {
  return { identifier: form.identifier, imei: form.imei, serial: form.serial, name: form.deviceName };
}

type Parties = {
  customer: { number: string; name: string };
  location: { name: string; street: string; postalCode: string; city: string };
};

/** The submission with names and labels as they are now, so that it reads the same for ever. */
export function submissionContent(
  form: OrderForm,
  setup: OrderFormSetup,
  { customer, location }: Parties,
  locale: Locale,
): SubmissionContent {
  const shipping = setup.shippingMethods.find(({ id }) => id === form.shippingMethodId);
  return {
    locale,
    customer: { number: customer.number, name: customer.name },
    location: { name: location.name, address: `${location.street}, ${location.postalCode} ${location.city}` },
    ...(shipping && { shippingMethod: shipping.name }),
    device: { name: form.deviceName, imei: form.imei, serial: form.serial },
    problem: form.problem,
    customerReferences: form.customerReferences,
    internalReferences: form.internalReferences,
    delivery: form.delivery && {
      method: form.delivery.method,
      ...(form.delivery.address && { address: form.delivery.address }),
    },
    ...(setup.gates.length > 0 && {
      gates: setup.gates.map(({ id, label }) => ({
        gateId: id,
        label,
        confirmed: form.confirmedGates.includes(id),
      })),
    }),
    answers: setup.questions.flatMap((question) => {
      const value = form.answers.find((given) => given.questionId === question.id)?.value ?? '';
      const option = question.options.find((candidate) => candidate.value === value);
      return value === ''
        ? []
        : [{ label: question.label, kind: question.kind, value, shown: option?.label ?? value }];
    }),
  };
}
