import { db, type Prisma } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from '../orders/rules';
import { countBaskets } from './basket-queries.server';
import { isOpen, type OfferState } from './rules';
import type { OfferContent } from './shown';
import { decides, manages, type OfferReader, offersVisibleTo } from './visible.server';

const known = (reader: OfferReader, number: string): Prisma.OfferWhereInput => ({
  AND: [{ number: number.replaceAll('\0', '') }, offersVisibleTo(reader)],
});

/** An offer as its page and its confirmation show it, or null when it does not exist for this person. */
export async function getOffer(reader: OfferReader, number: string) {
  const offer = await db().offer.findFirst({
    where: known(reader, number),
    include: {
      decision: true,
      createdBy: { select: { name: true, companyId: true } },
      operatorAgreedBy: { select: { name: true } },
      orders: {
        orderBy: { id: 'asc' },
        select: { number: true, kind: true, status: true, deviceName: true },
      },
      contractVersions: {
        orderBy: { id: 'asc' },
        include: { contract: { select: { number: true } }, devices: { select: { name: true } } },
      },
      links: { orderBy: { id: 'asc' }, select: { id: true, email: true, createdAt: true, revokedAt: true } },
    },
  });
  if (!offer) return null;
  const viewer = 'viewer' in reader ? reader.viewer : null;
  const { decision } = offer;
  const over = isOpen(offer.state as OfferState) && !decision && offer.validUntil.getTime() <= Date.now();
  const state = over ? 'expired' : (offer.state as OfferState);
  const managed = viewer !== null && manages(viewer, offer);
  return {
    number: offer.number,
    shown: offer.content as unknown as OfferContent,
    /** An offer whose validity is over is expired, also before the job has noted it. */
    state,
    validUntil: offer.validUntil,
    times: { created: offer.createdAt, sent: offer.sentAt, viewed: offer.viewedAt, ended: offer.endedAt },
    author: offer.createdBy.name,
    approver: managed ? { name: offer.approverName, email: offer.approverEmail } : null,
    needsOperator: offer.needsOperator,
    operatorAgreed: offer.operatorAgreedAt && {
      at: offer.operatorAgreedAt,
      by: offer.operatorAgreedBy?.name ?? '',
    },
    decision: decision && {
      outcome: decision.outcome as 'accepted' | 'declined',
      name: decision.name,
      email: decision.email,
      reason: decision.reason,
      at: decision.at,
    },
    orders: offer.orders.map(({ kind, status, ...order }) => ({
      ...order,
      kind: kind as OrderKind,
      status: status as Status,
    })),
    contracts: offer.contractVersions.map((version) => ({
      number: version.contract.number,
      version: version.version,
      startsOn: version.startsOn,
      endsOn: version.endsOn,
      renews: version.renews,
      renewalMonths: version.renewalMonths,
      noticeDays: version.noticeDays,
      devices: version.devices.map(({ name }) => name),
    })),
    links: managed ? offer.links : [],
    mayDecide: isOpen(state) && !decision && (viewer === null || decides(viewer)),
    mayManage: managed,
    mayAgree:
      viewer?.role === 'administrator' &&
      offer.needsOperator &&
      !offer.operatorAgreedAt &&
      (isOpen(state) || state === 'draft'),
  };
}

export type OfferDetail = NonNullable<Awaited<ReturnType<typeof getOffer>>>;

/** Notes that somebody who is to decide has opened an offer, once. */
export async function noteOfferViewed(reader: OfferReader, number: string): Promise<void> {
  if ('viewer' in reader && !decides(reader.viewer)) return;
  const author = 'viewer' in reader ? reader.viewer.userId : 0;
  await db().offer.updateMany({
    where: { AND: [known(reader, number), { state: 'sent', createdById: { not: author } }] },
    data: { state: 'viewed', viewedAt: new Date() },
  });
}

/** The tabs of the list: baskets that are being filled, drafts, what waits for the customer, what was agreed, the rest. */
export const OFFER_TABS = ['baskets', 'draft', 'open', 'accepted', 'ended'] as const;
export type OfferTab = (typeof OFFER_TABS)[number];

const STATES_OF: Record<Exclude<OfferTab, 'baskets'>, OfferState[]> = {
  draft: ['draft'],
  open: ['sent', 'viewed'],
  accepted: ['accepted'],
  ended: ['declined', 'withdrawn', 'expired'],
};

const PAGE = 50;

/** A page (from 1) of the viewer's offers: of open ones what ends first stands first, else the newest. */
export async function listOffers(viewer: Viewer, tab: Exclude<OfferTab, 'baskets'>, page: number) {
  const rows = await db().offer.findMany({
    where: { AND: [{ state: { in: STATES_OF[tab] } }, offersVisibleTo({ viewer })] },
    orderBy: tab === 'open' ? [{ validUntil: 'asc' }, { id: 'asc' }] : [{ id: 'desc' }],
    skip: (page - 1) * PAGE,
    take: PAGE,
    include: { customer: { select: { name: true } }, decision: { select: { name: true, outcome: true } } },
  });
  return rows.map(({ content, customer, decision, ...offer }) => ({
    number: offer.number,
    title: (content as unknown as OfferContent).title,
    customer: customer.name,
    state: offer.state as OfferState,
    currency: offer.currency,
    gross: offer.grossMinor,
    validUntil: offer.validUntil,
    /** The customer has agreed, the operator has not yet. */
    waits: decision?.outcome === 'accepted' && isOpen(offer.state as OfferState),
    decidedBy: decision?.name ?? null,
  }));
}

export type OfferRow = Awaited<ReturnType<typeof listOffers>>[number];

/** How many baskets and offers stand on each tab, and on how many pages. */
export async function countOffers(viewer: Viewer): Promise<Record<OfferTab, number>> {
  const [baskets, groups] = await Promise.all([
    countBaskets(viewer),
    db().offer.groupBy({ by: ['state'], where: offersVisibleTo({ viewer }), _count: true }),
  ]);
  const of = (tab: Exclude<OfferTab, 'baskets'>) =>
    groups
      .filter(({ state }) => STATES_OF[tab].includes(state as OfferState))
      .reduce((sum, { _count }) => sum + _count, 0);
  return { baskets, draft: of('draft'), open: of('open'), accepted: of('accepted'), ended: of('ended') };
}

export const pagesOf = (count: number) => Math.max(1, Math.ceil(count / PAGE));
