import type { Role } from '../auth/rules';

const account = ['customer', 'reseller'] as const satisfies readonly Role[];
const reselling = ['reseller'] as const satisfies readonly Role[];
const staff = ['technician', 'administrator'] as const satisfies readonly Role[];
const both = [...account, ...staff] as const satisfies readonly Role[];
const everyone = [...both, 'partner'] as const satisfies readonly Role[];

/** What people are told of by mail and may choose not to be told of, in the order of the page; and who is told at all. */
const TOLD = {
  'order-confirmed': both,
  'order-received': account,
  'order-decision': account,
  'order-ready': account,
  'order-returned': account,
  'order-cancelled': account,
  message: everyone,
  quote: account,
  'quote-decided': both,
  shipment: reselling,
  'shipment-difference': [...reselling, ...staff],
  onsite: ['partner'],
  appointment: [...account, 'partner'],
  'import-finished': [...reselling, ...staff],
  settlement: ['partner'],
} as const satisfies Record<string, readonly Role[]>;

export type NotificationType = keyof typeof TOLD;

export const NOTIFICATION_TYPES = Object.keys(TOLD) as NotificationType[];

/** What somebody of this role is told of by mail. */
export function notificationsFor(role: Role): NotificationType[] {
  return NOTIFICATION_TYPES.filter((type) => (TOLD[type] as readonly Role[]).includes(role));
}

/** Within this time changes of one order become one mail to a recipient, in seconds. */
export const COLLECT_SECONDS = 300;

/** Where a mail stands; `deferred`: the mail server or the way to it refused, and it is tried again. */
export const MAIL_STANDINGS = ['queued', 'deferred', 'sent', 'failed'] as const;
export type MailStanding = (typeof MAIL_STANDINGS)[number];

export type MailFilter = {
  state: MailStanding | null;
  /** A part of the recipient's address. */
  recipient: string;
  /** The number of the order that it is about. */
  order: string;
};
