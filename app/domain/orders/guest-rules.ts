import { isStaff, type Viewer } from '../auth/rules';

/** With `follow` one sees where the order is, with `decide` also its prices, and may decide on its quotes. */
export const GUEST_SCOPES = ['follow', 'decide'] as const;
export type GuestScope = (typeof GUEST_SCOPES)[number];

/** For how many days a link may work. */
export const GUEST_DAYS = [7, 30, 90] as const;
export const GUEST_DAYS_USUAL = 30;

/** How many links to one order may work at the same time. */
export const GUEST_LINKS_MAX = 20;

/** True for those who may give links to the orders that they see: the operator's people and the account's. */
export function sharesOrders(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role !== 'partner';
}

/** What the links may be for that this viewer gives to an order of this account: only who pays lets others decide. */
export function scopesToGive(
  viewer: Pick<Viewer, 'role' | 'companyId'>,
  order: { accountId: number },
): readonly GuestScope[] {
  return isStaff(viewer) || order.accountId === viewer.companyId ? GUEST_SCOPES : ['follow'];
}

/** The end of a link that is made now and works for so many days (of 24 hours). */
export function guestLinkEnd(days: number, now = new Date()): Date {
  return new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
}
