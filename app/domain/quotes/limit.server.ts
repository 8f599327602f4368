import { z } from 'zod';
import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { priceField } from '../orders/line-schema';

/** The form of the limit; an empty field: the account wants to be asked about every quote. */
export function limitSchema(currency: string, locale: string) {
  return z.object({
    limit: z
      .string()
      .default('')
      .transform((typed, context) => {
        if (typed.trim() === '') return null;
        const amount = priceField(currency, locale)
          .refine((minor) => minor >= 0, 'amount_negative')
          .safeParse(typed);
        if (amount.success) return amount.data;
        const message = amount.error.issues[0]?.message ?? 'amount_not_a_number';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }),
  });
}

/** Up to which gross amount (minor units) a reseller agrees to quotes beforehand; undefined for whom it does not concern. */
export async function getLimit(viewer: Viewer) {
  if (viewer.role !== 'reseller' || viewer.companyId === null) return undefined;
  const account = await db().company.findUniqueOrThrow({
    where: { id: viewer.companyId },
    select: { currency: true, autoApproveMinor: true },
  });
  return { currency: account.currency, minor: account.autoApproveMinor };
}

/** Changes the limit of a reseller's own account, for quotes sent from now on. Throws DomainError `not_found` (404). */
export async function changeLimit(viewer: Viewer, minor: number | null): Promise<void> {
  const { role, companyId } = viewer;
  if (role !== 'reseller' || companyId === null) throw new DomainError('not_found', 404);
  await transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ limit: number | null; currency: string }[]>`
      SELECT auto_approve_minor AS limit, currency FROM companies WHERE id = ${companyId} FOR UPDATE`;
    if (!before || before.limit === minor) return;
    await tx.company.update({ where: { id: companyId }, data: { autoApproveMinor: minor } });
    await appendEvent(tx, {
      type: 'account.quote_limit_changed',
      companyId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { currency: before.currency, changes: { autoApproveMinor: { from: before.limit, to: minor } } },
    });
  });
}
