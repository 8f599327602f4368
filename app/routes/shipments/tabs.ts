import type { ShipmentTab } from '~/domain/shipments/list.server';

/** The tabs in their order, with their names in the address. */
export const TAB_NAMES = {
  waiting: 'waiting',
  preparation: 'preparation',
  on_the_way: 'on-the-way',
  arrived: 'arrived',
  all: 'all',
} as const satisfies Record<ShipmentTab | 'waiting', string>;

export const TABS = Object.keys(TAB_NAMES) as (keyof typeof TAB_NAMES)[];

/** The address of a tab. */
export function tabPath(tab: keyof typeof TAB_NAMES, more: Record<string, string> = {}): string {
  return `/shipments?${new URLSearchParams({ tab: TAB_NAMES[tab], ...more })}`;
}
