import { db, type Prisma, pool } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import type { OrderKind, Status } from '../orders/rules';
import { visibleSql } from '../orders/visible.server';
import { mayQuote, type OptionKind, optionTotals, type QuoteState, REMIND_DAYS } from './rules';
import { type KeptDecision, shownQuote } from './shown';
import { type Approver, paysAs, quotesVisibleTo } from './visible.server';

const DAY_MS = 86_400_000;
const PAGE = 50;

const known = (approver: Approver, number: string): Prisma.QuoteWhereInput => ({
  AND: [{ number: number.replaceAll('\0', '') }, quotesVisibleTo(approver)],
});

/** A quote as its page and its paper show it, or null when it does not exist for this person. */
export async function getQuote(approver: Approver, number: string) {
  const quote = await db().quote.findFirst({
    where: known(approver, number),
    include: {
      options: { orderBy: { position: 'asc' }, include: { lines: { orderBy: { position: 'asc' } } } },
      order: { include: { account: true, customer: true, location: true } },
      decision: true,
      createdBy: { select: { name: true } },
    },
  });
  if (!quote) return null;
  const { decision, order } = quote;
  const over = quote.state === 'sent' && quote.validUntil.getTime() <= Date.now();
  const state = over ? 'expired' : (quote.state as QuoteState);
  const decides = 'guest' in approver || paysAs(approver.viewer);
  return {
    shown: shownQuote(quote),
    /** A quote whose validity is over is expired, also before the job has noted it. */
    state,
    author: quote.createdBy.name,
    endedAt: quote.endedAt,
    decision: decision && {
      outcome: decision.outcome as 'accepted' | 'declined',
      name: decision.name,
      email: decision.email,
      reason: decision.reason,
      automatic: decision.automatic,
      at: decision.at,
      agreed: (decision.shown as unknown as KeptDecision).agreed,
    },
    mayDecide: decides && state === 'sent' && order.status === 'awaiting_decision',
    mayAsk: state === 'sent' && order.status === 'awaiting_decision' && 'viewer' in approver,
    mayWrite: 'viewer' in approver && isStaff(approver.viewer),
    mayRevise:
      'viewer' in approver && mayQuote(order.kind as OrderKind, order.status as Status, approver.viewer.role),
  };
}

export type QuoteDetail = NonNullable<Awaited<ReturnType<typeof getQuote>>>;

/** What has become of a quote and the paper of its decision; null when it does not exist for this person. */
export function findQuotePaper(approver: Approver, number: string) {
  return db().quote.findFirst({
    where: known(approver, number),
    select: { number: true, state: true, documentKey: true, decision: true },
  });
}

/** The draft of an order that is the viewer's, else the newest version, from which the next one is written; or null. */
export function findToWriteFrom(viewer: Viewer, orderId: number) {
  return db().quote.findFirst({
    where: { AND: [{ orderId }, quotesVisibleTo({ viewer })] },
    orderBy: { version: 'desc' },
    include: {
      options: { orderBy: { position: 'asc' }, include: { lines: { orderBy: { position: 'asc' } } } },
    },
  });
}

/** The tabs of the list: what waits for the account, what of it ends soon, drafts, and what has ended. */
export const QUOTE_TABS = ['open', 'expiring', 'draft', 'ended'] as const;
export type QuoteTab = (typeof QUOTE_TABS)[number];

function tabWhere(tab: QuoteTab): Prisma.QuoteWhereInput {
  if (tab === 'draft') return { state: 'draft' };
  if (tab === 'ended') return { state: { notIn: ['draft', 'sent'] } };
  if (tab === 'open') return { state: 'sent' };
  return { state: 'sent', validUntil: { lt: new Date(Date.now() + REMIND_DAYS * DAY_MS) } };
}

const ROW = {
  id: true,
  number: true,
  version: true,
  state: true,
  currency: true,
  validUntil: true,
  sentAt: true,
  endedAt: true,
  order: { select: { number: true, deviceName: true, customer: { select: { name: true } } } },
  options: { orderBy: { position: 'asc' }, include: { lines: true } },
  decision: { select: { name: true, optionId: true, lineIds: true } },
} satisfies Prisma.QuoteSelect;

type StoredRow = Prisma.QuoteGetPayload<{ select: typeof ROW }>;

/** A quote in a list: what it costs is what was agreed to, else its first option. */
function rowOf({ options, order, decision, ...quote }: StoredRow) {
  const [first] = options;
  const option = options.find(({ id }) => id === decision?.optionId) ?? first;
  return {
    ...quote,
    state: quote.state as QuoteState,
    order: { number: order.number, device: order.deviceName, customer: order.customer.name },
    options: options.length,
    gross: option ? optionTotals(option.lines, decision?.lineIds).gross : null,
    kind: option ? (option.kind as OptionKind) : null,
    decidedBy: decision?.name ?? null,
  };
}

export type QuoteRow = ReturnType<typeof rowOf>;

/** A page (from 1) of the viewer's quotes: what ends first stands first, of what has ended the newest. */
export async function listQuotes(viewer: Viewer, tab: QuoteTab, page: number) {
  const visible = quotesVisibleTo({ viewer });
  const where = { AND: [visible, tabWhere(tab)] };
  const open = tab === 'open' || tab === 'expiring';
  const [rows, ...counted] = await Promise.all([
    db().quote.findMany({
      where,
      select: ROW,
      orderBy: open ? [{ validUntil: 'asc' }, { id: 'asc' }] : [{ id: 'desc' }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
    ...QUOTE_TABS.map((name) => db().quote.count({ where: { AND: [visible, tabWhere(name)] } })),
  ]);
  const counts = Object.fromEntries(QUOTE_TABS.map((name, index) => [name, counted[index] ?? 0])) as Record<
    QuoteTab,
    number
  >;
  return { rows: rows.map(rowOf), counts, pages: Math.max(1, Math.ceil(counts[tab] / PAGE)) };
}

/**
 * The viewer's quotes, the newest first.
 * @param before only those older than the one with this id; at most `take`
 */
export async function quotesBefore(
  viewer: Viewer,
  { state, order }: { state?: QuoteState | undefined; order?: string | undefined },
  before: number | undefined,
  take: number,
): Promise<QuoteRow[]> {
  const rows = await db().quote.findMany({
    where: {
      AND: [
        quotesVisibleTo({ viewer }),
        state ? { state } : {},
        order ? { order: { number: order } } : {},
        before === undefined ? {} : { id: { lt: before } },
      ],
    },
    select: ROW,
    orderBy: { id: 'desc' },
    take,
  });
  return rows.map(rowOf);
}

/** The quotes of an order that is the viewer's, the newest version first, and whether they may write one now. */
export async function listQuotesOfOrder(
  viewer: Viewer,
  order: { id: number; kind: OrderKind; status: Status },
) {
  const rows = await db().quote.findMany({
    where: { AND: [{ orderId: order.id }, quotesVisibleTo({ viewer })] },
    select: ROW,
    orderBy: { version: 'desc' },
  });
  return {
    quotes: rows.map(rowOf),
    mayWrite: mayQuote(order.kind, order.status, viewer.role),
    mayDecide: paysAs(viewer) && order.status === 'awaiting_decision',
  };
}

export type OrderQuotes = Awaited<ReturnType<typeof listQuotesOfOrder>>;

/** How many quotes wait for a decision, and how many orders wait for one without a quote. */
export async function countDecisions(viewer: Viewer): Promise<{ quotes: number; others: number }> {
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const [quotes, { rows }] = await Promise.all([
    db().quote.count({ where: { AND: [quotesVisibleTo({ viewer }), tabWhere('open')] } }),
    pool().query<{ n: number }>(
      `SELECT count(*)::int AS n FROM orders o
       WHERE o.stage = 'at_location' AND o.status = 'awaiting_decision' AND ${condition}
         AND NOT EXISTS (SELECT FROM quotes q WHERE q.order_id = o.id AND q.state = 'sent')`,
      [value],
    ),
  ]);
  return { quotes, others: rows[0]?.n ?? 0 };
}
