import { db } from '~/platform/db.server';
import { totals } from '~/platform/money';
import { isStaff, seesPrices, type Viewer } from '../auth/rules';
import { handMovesFor, lineNet, type OrderKind, type Status, statusRule } from './rules';
import type { SubmissionContent } from './schema';
import { visibleTo } from './visible.server';

/** An order as its page and its paper show it, or null when it does not exist for this viewer. */
export async function getOrder(viewer: Viewer, number: string) {
  const order = await db().order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    include: {
      submission: { select: { content: true, automatic: true, approvedAt: true } },
      customer: {
        select: {
          number: true,
          name: true,
          email: true,
          phone: true,
          street: true,
          postalCode: true,
          city: true,
          country: true,
        },
      },
      account: { select: { id: true, name: true, locale: true } },
      location: {
        select: {
          name: true,
          street: true,
          postalCode: true,
          city: true,
          phone: true,
          email: true,
          timeZone: true,
        },
      },
      createdBy: { select: { name: true } },
      shippingMethod: { select: { nameEn: true, nameDe: true } },
      lines: { orderBy: { id: 'asc' } },
    },
  });
  if (!order) return null;
  const kind = order.kind as OrderKind;
  const status = order.status as Status;
  const { submissionKey: _, awaitingReplySince: __, submission, lines: stored, ...rest } = order;
  const lines = stored.map((line) => ({
    ...line,
    net: lineNet(line),
    rate: line.vatBasisPoints,
  }));
  return {
    ...rest,
    /** Who works on it: the operator's own people know. */
    assigneeId: isStaff(viewer) ? order.assigneeId : null,
    kind,
    status,
    rule: statusRule(kind, status),
    moves: handMovesFor(kind, status, viewer.role),
    submission: submission && { ...submission, content: submission.content as unknown as SubmissionContent },
    /** What was sold, without its prices. */
    sold: stored.map(({ description, quantityThousandths, warranty }) => ({
      description,
      quantityThousandths,
      warranty,
    })),
    money: seesPrices(viewer) ? { lines, totals: totals(lines) } : null,
    mayWrite: isStaff(viewer),
  };
}

export type OrderDetail = NonNullable<Awaited<ReturnType<typeof getOrder>>>;

/** A draft as it was typed, or null when there is none with this number for this viewer. */
export async function getDraft(viewer: Viewer, number: string) {
  const order = await db().order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    select: {
      number: true,
      status: true,
      submissionKey: true,
      draft: true,
      customer: { select: { number: true, name: true } },
    },
  });
  return order && { ...order, fields: (order.draft ?? {}) as Record<string, string> };
}
