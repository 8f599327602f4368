import type { Role } from '../auth/rules';

const account = ['customer', 'reseller'] as const satisfies readonly Role[];
const staff = ['technician', 'administrator'] as const satisfies readonly Role[];
const both = [...account, ...staff] as const satisfies readonly Role[];

/** What people are told of by mail and may choose not to be told of, in the order of the page; and who is told at all. */
const TOLD = {
  'order-confirmed': both,
  'order-received': account,
  'order-decision': account,
  'order-ready': account,
  'order-returned': account,
  'order-cancelled': account,
  message: both,
  quote: account,
  'quote-decided': both,
  'import-finished': both,
  'shipment-difference': both,
} as const satisfies Record<string, readonly Role[]>;

export type NotificationType = keyof typeof TOLD;

export const NOTIFICATION_TYPES = Object.keys(TOLD) as NotificationType[];

/** What somebody of this role is told of by mail. */
export function notificationsFor(role: Role): NotificationType[] {
  return NOTIFICATION_TYPES.filter((type) => (TOLD[type] as readonly Role[]).includes(role));
}

/** Within this time changes of one order become one mail to a recipient, in seconds. */
export const COLLECT_SECONDS = 300;
