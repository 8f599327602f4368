import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import { isStaff, type Viewer } from '../auth/rules';
import { lockQuote } from './lock-quote.server';
import { refusalOf } from './rules';
import { paysAs, quotesVisibleTo } from './visible.server';

/** The most people who are asked for the decisions on one order. */
const APPROVERS_MAX = 20;

/**
 * Mails a link to somebody who is to decide on an open quote without an account. The same person is asked once for a quote.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `quote_STATE` (409), `too_many_approvers` (409).
 */
export async function askApprover(
  viewer: Viewer,
  number: string,
  person: { name: string; email: string },
): Promise<void> {
  await transaction(async (tx) => {
    const quote = await lockQuote(tx, number, quotesVisibleTo({ viewer }));
    if (!isStaff(viewer) && !paysAs(viewer)) throw new DomainError('not_allowed', 403);
    if (quote.state !== 'sent') throw new DomainError(refusalOf(quote.state));
    if (quote.overdue) throw new DomainError('quote_expired');
    const asked = await tx.guestLink.count({ where: { orderId: quote.orderId, scope: 'decide' } });
    if (asked >= APPROVERS_MAX) throw new DomainError('too_many_approvers', 409, { max: APPROVERS_MAX });
    const dedupe = `${number}:${person.email.toLowerCase()}`;
    await enqueue(tx, 'guest.mail', {
      orderId: quote.orderId,
      scope: 'decide',
      ...person,
      createdById: viewer.userId,
      dedupe,
    });
  });
}
