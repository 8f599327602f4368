import { isDeepStrictEqual } from 'node:util';
import { db, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isStaff, type Viewer } from '../auth/rules';
import { findOrderable, ownCompany } from '../companies/queries.server';
import { appendEvent } from '../events/append-event.server';
import { draftFields, splitDraftReferences } from './draft';
import { lockOrder } from './lock-order.server';
import { nextOrderNumber } from './number.server';
import { keepPasscode } from './passcode.server';

/**
 * Keeps an unfinished order as it was typed. The same submission key always means the same order: a repeat changes
 * the draft, and once the order was submitted it changes nothing.
 * @param fields the form's text fields
 * @returns the order's number and whether it was submitted already
 * Throws DomainError `customer_unknown`, `customer_ambiguous`, `customer_inactive` or `no_location` (422), and `not_found`
 * (404: the key is another person's).
 */
export async function saveDraft(viewer: Viewer, submissionKey: string, fields: Record<string, string>) {
  const customer = await draftCustomer(viewer, fields.customer ?? '');
  const locationId = await draftLocation(viewer, fields.locationId);
  const draft = draftFields(fields);
  const shown = {
    draft,
    customerId: customer.id,
    accountId: customer.resellerId ?? customer.id,
    currency: customer.currency,
    locationId,
    ...draftColumns(draft),
  } satisfies Prisma.OrderUncheckedUpdateInput;
  return transaction(async (tx) => {
    const known = await tx.order.findUnique({ where: { submissionKey }, select: { number: true } });
    const number = known?.number ?? (await nextOrderNumber(tx));
    const { count } = await tx.order.createMany({
      data: [
        {
          ...shown,
          number,
          submissionKey,
          status: 'draft',
          stage: 'new',
          createdById: viewer.userId,
          onBehalf: isStaff(viewer),
        },
      ],
      skipDuplicates: true,
    });
    const stored = await tx.order.findUniqueOrThrow({ where: { submissionKey }, select: { number: true } });
    const order = await lockOrder(tx, viewer, stored.number);
    if (order.status !== 'draft') return { number: order.number, submitted: true };
    await keepPasscode(tx, order.id, fields);
    if (count === 0 && isDeepStrictEqual(order.draft, draft))
      return { number: order.number, submitted: false };
    if (count === 0) await tx.order.update({ where: { id: order.id }, data: shown });
    const type = count === 0 ? 'order.draft_changed' : 'order.drafted';
    await appendEvent(tx, { type, orderId: order.id, actorId: viewer.userId, visibility: 'public' });
    return { number: order.number, submitted: false };
  });
}

/** For whom the draft is: a customer's own company, or the one that is named in the form. */
async function draftCustomer(viewer: Viewer, typed: string) {
  const found =
    viewer.role === 'customer' ? { company: await ownCompany(viewer) } : await findOrderable(viewer, typed);
  if ('refused' in found) throw new DomainError(found.refused, 422);
  if (!found.company) throw new DomainError('customer_unknown', 422);
  return found.company;
}

/** The list's columns of a draft, from what was typed so far. */
function draftColumns(draft: Record<string, string>) {
  return {
    deviceName: (draft.deviceName ?? '').trim().slice(0, 200),
    problem: (draft.problem ?? '').slice(0, 20_000),
    customerReferences: splitDraftReferences(draft.customerReferences),
    internalReferences: splitDraftReferences(draft.internalReferences),
  };
}

async function draftLocation(viewer: Viewer, chosen: string | undefined): Promise<number> {
  const mine = viewer.role === 'technician' ? { id: { in: viewer.locationIds } } : {};
  const open = await db().location.findMany({
    where: { active: true, ...mine },
    orderBy: { name: 'asc' },
    select: { id: true },
  });
  const location = open.find(({ id }) => String(id) === chosen) ?? open[0];
  if (!location) throw new DomainError('no_location', 422);
  return location.id;
}
