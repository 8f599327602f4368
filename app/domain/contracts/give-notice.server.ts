import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { appendEvent } from '../events/append-event.server';
import { addVersion, lockContract, termsOf } from './lock-contract.server';
import { dateOf, dayIn, endAfterNotice } from './rules';
import { contractsVisibleTo, decides } from './visible.server';

/**
 * Gives notice of a contract that renews by itself: it ends with the running term, or, where that is too late, with the next
 * one for which it is not. A repeat changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `contract_ended` (409), `contract_ends_anyway` (409).
 */
export async function giveNotice(viewer: Viewer, number: string): Promise<void> {
  const { timeZone } = await getOperator();
  await transaction(async (tx) => {
    const contract = await lockContract(tx, number, contractsVisibleTo(viewer));
    if (viewer.role !== 'administrator' && !decides(viewer)) throw new DomainError('not_allowed', 403);
    if (contract.state !== 'active') throw new DomainError('contract_ended');
    if (contract.noticeGivenAt) return;
    const terms = termsOf(contract.current);
    if (!terms.renews) throw new DomainError('contract_ends_anyway');
    const today = dayIn(new Date(), timeZone);
    const end = endAfterNotice(terms, today);
    const version = await addVersion(tx, contract, {
      change: 'notice',
      startsOn: contract.current.startsOn,
      endsOn: dateOf(end),
      renews: false,
      createdById: viewer.userId,
    });
    await tx.contract.update({ where: { id: contract.id }, data: { noticeGivenAt: new Date() } });
    await appendEvent(tx, {
      type: 'contract.noticed',
      companyId: contract.customerId,
      actorId: viewer.userId,
      visibility: 'public',
      data: { contract: number, version: version.version, end },
    });
  });
}
