import { db } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import type { OrderKind, Status } from '../orders/rules';
import { visibleTo } from '../orders/visible.server';
import { termsOf } from './lock-contract.server';
import { dayIn, dayOf, endAfterNotice, lastNoticeDay } from './rules';
import { basketsVisibleTo, contractsVisibleTo, decides, offersVisibleTo } from './visible.server';

const PAGE = 50;

/** The tabs of the list of contracts. */
export const CONTRACT_TABS = ['active', 'ended'] as const;
export type ContractTab = (typeof CONTRACT_TABS)[number];

/** A page (from 1) of the viewer's contracts: of running ones what ends first stands first. */
export async function listContracts(viewer: Viewer, tab: ContractTab, page: number) {
  const visible = contractsVisibleTo(viewer);
  const [rows, groups] = await Promise.all([
    db().contract.findMany({
      where: { AND: [{ state: tab }, visible] },
      orderBy: tab === 'active' ? [{ endsOn: 'asc' }, { id: 'asc' }] : [{ id: 'desc' }],
      skip: (page - 1) * PAGE,
      take: PAGE,
      include: {
        customer: { select: { name: true } },
        servicePlan: { select: { nameEn: true, nameDe: true } },
        versions: {
          orderBy: { version: 'desc' },
          take: 1,
          include: { _count: { select: { devices: true } } },
        },
      },
    }),
    db().contract.groupBy({ by: ['state'], where: visible, _count: true }),
  ]);
  const count = (state: ContractTab) => groups.find((group) => group.state === state)?._count ?? 0;
  return {
    rows: rows.map(({ versions: [current], ...contract }) => ({
      number: contract.number,
      plan: contract.servicePlan,
      customer: contract.customer.name,
      devices: current?._count.devices ?? 0,
      endsOn: contract.endsOn,
      renews: current?.renews ?? false,
      noticed: contract.noticeGivenAt !== null,
    })),
    counts: { active: count('active'), ended: count('ended') },
    pages: Math.max(1, Math.ceil(count(tab) / PAGE)),
  };
}

export type ContractRow = Awaited<ReturnType<typeof listContracts>>['rows'][number];

/** A contract with its versions, devices and orders, or null when it does not exist for this viewer. */
export async function getContract(viewer: Viewer, number: string) {
  const contract = await db().contract.findFirst({
    where: { AND: [{ number: number.replaceAll('\0', '') }, contractsVisibleTo(viewer)] },
    include: {
      customer: { select: { name: true, number: true } },
      servicePlan: true,
      baskets: {
        where: { AND: [{ state: 'open' }, basketsVisibleTo(viewer)] },
        select: { number: true, purpose: true },
      },
      versions: {
        orderBy: { version: 'desc' },
        include: {
          devices: {
            orderBy: { id: 'asc' },
            include: { device: { select: { id: true, imei: true, serial: true } } },
          },
          offer: { select: { id: true, number: true } },
          createdBy: { select: { name: true } },
        },
      },
      orders: {
        where: { order: visibleTo(viewer) },
        orderBy: { orderId: 'desc' },
        select: { order: { select: { number: true, kind: true, status: true, deviceName: true } } },
      },
    },
  });
  const current = contract?.versions[0];
  if (!contract || !current) return null;
  const { timeZone } = await getOperator();
  const terms = termsOf(current);
  const today = dayIn(new Date(), timeZone);
  const seen = await visibleOffers(
    viewer,
    contract.versions.flatMap(({ offer }) => offer?.id ?? []),
  );
  const acts = contract.state === 'active' && (viewer.role === 'administrator' || decides(viewer));
  return {
    number: contract.number,
    state: contract.state as ContractTab,
    currency: contract.currency,
    customer: contract.customer,
    plan: contract.servicePlan,
    current: { ...terms, priceMinor: current.priceMinor, startsOn: dayOf(current.startsOn) },
    devices: current.devices.map(({ name, device }) => ({ name, ...device })),
    noticeGivenAt: contract.noticeGivenAt,
    notice: { last: lastNoticeDay(terms), end: endAfterNotice(terms, today) },
    versions: contract.versions.map(({ offer, createdBy, devices, ...version }) => ({
      ...{ version: version.version, change: version.change, at: version.createdAt },
      ...{ startsOn: version.startsOn, endsOn: version.endsOn, renews: version.renews },
      devices: devices.length,
      offer: offer && seen.has(offer.id) ? offer.number : null,
      by: createdBy?.name ?? null,
    })),
    orders: contract.orders.map(({ order }) => ({
      ...order,
      kind: order.kind as OrderKind,
      status: order.status as Status,
    })),
    basket: contract.baskets[0]?.number ?? null,
    mayChange: acts,
    mayNotice: acts && current.renews && contract.noticeGivenAt === null,
  };
}

export type ContractDetail = NonNullable<Awaited<ReturnType<typeof getContract>>>;

async function visibleOffers(viewer: Viewer, ids: number[]): Promise<Set<number>> {
  const found = await db().offer.findMany({
    where: { AND: [{ id: { in: ids } }, offersVisibleTo({ viewer })] },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

/** The contracts and the offer of an order that is the viewer's, as far as the viewer may know of them. */
export async function agreementOfOrder(viewer: Viewer, order: { id: number; offerId: number | null }) {
  const [contracts, offer] = await Promise.all([
    db().contract.findMany({
      where: { AND: [{ orders: { some: { orderId: order.id } } }, contractsVisibleTo(viewer)] },
      orderBy: { id: 'asc' },
      select: { number: true, endsOn: true, state: true },
    }),
    order.offerId === null
      ? null
      : db().offer.findFirst({
          where: { AND: [{ id: order.offerId }, offersVisibleTo({ viewer })] },
          select: { number: true },
        }),
  ]);
  return { contracts, offer: offer?.number ?? null };
}
