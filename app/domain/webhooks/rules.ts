import { isAllowedHost } from '~/platform/allowed-hosts';
import type { Role } from '../auth/rules';

/** What webhooks are, as data: who has them, what is told, when it is tried again (Standard Webhooks 1.0). */

/** Who may have endpoints; people of a company, and administrators. */
export const WEBHOOK_ROLES = [
  'customer',
  'reseller',
  'partner',
  'administrator',
] as const satisfies readonly Role[];

const account = ['customer', 'reseller', 'administrator'] as const satisfies readonly Role[];
const shipping = ['reseller', 'administrator'] as const satisfies readonly Role[];
const billing = ['partner', 'administrator'] as const satisfies readonly Role[];
const onsite = ['customer', 'reseller', 'partner', 'administrator'] as const satisfies readonly Role[];

type TypeRule = {
  /** The events of the portal that it follows from. */
  from: readonly string[];
  about: 'order' | 'quote' | 'shipment' | 'settlement' | 'offer' | 'contract' | 'nothing';
  /** For whom there is something to tell. */
  roles: readonly Role[];
};

/** Every kind of message: the table that the mapping, the pages and the documentation are made of. */
export const WEBHOOK_TYPES = {
  'order.created': { from: ['order.confirmed'], about: 'order', roles: account },
  'order.assigned': { from: ['onsite.released'], about: 'order', roles: onsite },
  'order.status_changed': { from: ['order.moved'], about: 'order', roles: WEBHOOK_ROLES },
  'order.message_added': { from: ['message.posted', 'note.posted'], about: 'order', roles: WEBHOOK_ROLES },
  'order.file_added': { from: ['attachment.added'], about: 'order', roles: WEBHOOK_ROLES },
  'order.appointment_changed': {
    from: ['onsite.appointment_agreed', 'onsite.appointment_cancelled'],
    about: 'order',
    roles: onsite,
  },
  'quote.sent': { from: ['quote.sent'], about: 'quote', roles: account },
  'quote.decided': { from: ['quote.accepted', 'quote.declined'], about: 'quote', roles: account },
  'quote.ended': {
    from: ['quote.expired', 'quote.withdrawn', 'quote.superseded'],
    about: 'quote',
    roles: account,
  },
  'shipment.confirmed': { from: ['shipment.confirmed'], about: 'shipment', roles: shipping },
  'shipment.received': { from: ['shipment.closed'], about: 'shipment', roles: shipping },
  'settlement.created': { from: ['settlement.created'], about: 'settlement', roles: billing },
  'settlement.changed': {
    from: [
      'settlement.invoiced',
      'settlement.accepted',
      'settlement.returned',
      'settlement.paid',
      'settlement.cancelled',
    ],
    about: 'settlement',
    roles: billing,
  },
  'offer.sent': { from: ['offer.sent'], about: 'offer', roles: account },
  'offer.decided': { from: ['offer.accepted', 'offer.declined'], about: 'offer', roles: account },
  'offer.ended': { from: ['offer.expired', 'offer.withdrawn'], about: 'offer', roles: account },
  'contract.changed': {
    from: ['contract.changed', 'contract.renewed', 'contract.noticed'],
    about: 'contract',
    roles: account,
  },
  'contract.ended': { from: ['contract.ended'], about: 'contract', roles: account },
  'webhook.test': { from: [], about: 'nothing', roles: WEBHOOK_ROLES },
} as const satisfies Record<string, TypeRule>;

export type WebhookType = keyof typeof WEBHOOK_TYPES;
const ALL_TYPES = Object.keys(WEBHOOK_TYPES) as WebhookType[];

/** The kinds that can be chosen; the test comes by a button. */
export type ChosenType = Exclude<WebhookType, 'webhook.test'>;
export const CHOSEN_TYPES = ALL_TYPES.filter((type): type is ChosenType => type !== 'webhook.test');

/** The kinds that there is something to tell of for somebody in this role. */
export function webhookTypesFor(role: Role): ChosenType[] {
  return CHOSEN_TYPES.filter((type) => (WEBHOOK_TYPES[type].roles as readonly Role[]).includes(role));
}

/** The key of a kind's words in the namespace `webhooks`. */
export const typeKey = <Type extends WebhookType>(type: Type) => type.replace('.', '_') as TypeKey<Type>;
type TypeKey<Type extends WebhookType> = Type extends `${infer Noun}.${infer Verb}`
  ? `${Noun}_${Verb}`
  : never;

/** The kind that this name is of, or null. */
export const webhookTypeNamed = (name: string | null): WebhookType | null =>
  ALL_TYPES.find((type) => type === name) ?? null;

/** What an event of the portal is told as; null for what stays inside. */
export function webhookTypeOf(event: { type: string; visibility: string }): ChosenType | null {
  if (event.visibility !== 'public') return null;
  return (
    CHOSEN_TYPES.find((type) => (WEBHOOK_TYPES[type].from as readonly string[]).includes(event.type)) ?? null
  );
}

export const WEBHOOK_STATES = ['queued', 'sent', 'failed'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Why the portal stopped an endpoint by itself. */
export const STOP_REASONS = ['failing', 'gone'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses before each further try, in seconds: the example of the specification. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** A pause is longer by up to this share, so that what failed together is not tried together. */
const JITTER = 0.1;
const RETRY_AFTER_MAX = 24 * HOUR;

/** An endpoint that has failed for so long without a success in between is stopped, in days. */
export const STOPPED_AFTER_DAYS = 5;
/** How long messages and their tries are kept. */
export const KEPT_DAYS = 30;
/** How long the secret before a rotation still signs. */
export const ROTATION_HOURS = 24;
export const ENDPOINTS_MAX = 10;

/**
 * When to try again.
 * @param tries those that have failed so far, from 1
 * @param retryAfter the header `Retry-After` (RFC 9110, 10.2.3), which can make the pause longer, up to a day
 * @param random from 0 to 1
 * @returns the time (UTC); null when there is no further try
 */
export function nextTry(tries: number, now: Date, retryAfter: string | null, random: number): Date | null {
  const pause = PAUSES[tries - 1];
  if (pause === undefined) return null;
  const asked = Math.min(secondsOf(retryAfter, now), RETRY_AFTER_MAX);
  return new Date(now.getTime() + Math.max(pause * (1 + JITTER * random), asked) * 1000);
}

function secondsOf(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.max(0, (at - now.getTime()) / 1000);
}

export type UrlFault =
  | 'webhook_url'
  | 'webhook_https'
  | 'webhook_credentials'
  | 'webhook_host'
  | 'webhook_port';

/**
 * What is wrong with the address of an endpoint; null when nothing is. It has to be a public name with HTTPS on the usual
 * port or one above 1023; hosts that the operator allows may be anything. Where a name leads is checked when it is called.
 */
export function urlFault(text: string, allowedHosts: readonly string[]): UrlFault | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return 'webhook_url';
  if (url.username || url.password) return 'webhook_credentials';
  if (isAllowedHost(url, allowedHosts)) return null;
  const name = url.hostname.replace(/\.$/, '');
  // The parser has written every form of an IPv4 address as four numbers.
  if (/^[\d.]+$|^\[/.test(name) || !name.includes('.') || PRIVATE_NAMES.test(name)) return 'webhook_host';
  if (url.protocol !== 'https:') return 'webhook_https';
  if (url.port !== '' && Number(url.port) < 1024) return 'webhook_port';
  return null;
}

/** Names that mean something in a private network alone (RFC 6761, 6762, 8375, 9476 and the like). */
const PRIVATE_NAMES =
  /\.(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion)$/;
