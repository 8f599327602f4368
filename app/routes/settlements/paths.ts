import type { SettlementTab } from '~/domain/billing/list-filter';

type Place = { tab: SettlementTab; month: string | null; partnerId: number | null; page: number };

/** The address of the list of settlements at this place with some of it changed. */
export function pathOf(place: Place, change: Partial<Place> = {}, path = '/settlements'): string {
  const { tab, month, partnerId, page } = { ...place, ...change };
  const params = new URLSearchParams({
    tab,
    ...(month !== null && { month }),
    ...(partnerId !== null && { partner: String(partnerId) }),
    ...(page > 1 && { page: String(page) }),
  });
  return `${path}?${params}`;
}
