import type { Db, Prisma } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { OrderKind, Status } from '../orders/rules';
import type { OptionKind, QuoteState } from './rules';

const PARTS = {
  options: { orderBy: { position: 'asc' }, include: { lines: { orderBy: { position: 'asc' } } } },
  order: { include: { location: true, account: true, customer: true } },
  decision: true,
} satisfies Prisma.QuoteInclude;

/**
 * The quote with its order, both locked against other commands until the transaction ends: the order first, always.
 * @param visible which quotes the asker may know of
 * @returns `overdue`: it is no longer valid, by the database's clock and after the wait for the locks
 * Throws DomainError `not_found` (404) for a stranger's and for an unknown number alike.
 */
export async function lockQuote(tx: Db, number: string, visible: Prisma.QuoteWhereInput) {
  const known = { AND: [{ number: number.replaceAll('\0', '') }, visible] };
  const found = await tx.quote.findFirst({ where: known, select: { id: true, orderId: true } });
  if (!found) throw new DomainError('not_found', 404);
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${found.orderId} FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM quotes WHERE id = ${found.id} FOR UPDATE`;
  // Whether it may be known of is asked again: it may have changed while this waited.
  const quote = await tx.quote.findFirst({ where: known, include: PARTS });
  if (!quote) throw new DomainError('not_found', 404);
  const [clock] = await tx.$queryRaw<{ overdue: boolean }[]>`
    SELECT valid_until <= clock_timestamp() AS overdue FROM quotes WHERE id = ${found.id}`;
  const { order } = quote;
  return {
    ...quote,
    state: quote.state as QuoteState,
    options: quote.options.map((option) => ({ ...option, kind: option.kind as OptionKind })),
    order: { ...order, kind: order.kind as OrderKind, status: order.status as Status },
    overdue: clock?.overdue ?? true,
  };
}

export type LockedQuote = Awaited<ReturnType<typeof lockQuote>>;
