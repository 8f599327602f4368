import { ACCOUNT_NEWS } from '../../auth/account-event.server';
import type { Template } from './template';

/** Each kind of mail: the events that it follows from, and where it is written. Loaded when it is needed. */
export const TEMPLATES = {
  'order-confirmed': {
    events: ['order.confirmed'],
    load: async () => (await import('./order-confirmed')).orderConfirmed,
  },
  'order-news': {
    // Queued by queue-news.server.ts, which adds to one that still waits.
    events: [],
    load: async () => (await import('./order-news')).orderNews,
  },
  'import-finished': {
    events: ['import.finished'],
    load: async () => (await import('./import-finished')).importFinished,
  },
  'shipment-difference': {
    events: ['shipment.closed'],
    load: async () => (await import('./shipment-difference')).shipmentDifference,
  },
  'guest-link': {
    events: [],
    load: async () => (await import('./guest-link')).guestLink,
  },
  'shipment-news': {
    events: ['shipment.closed', 'shipment.confirmed'],
    load: async () => (await import('./shipment-news')).shipmentNews,
  },
  settlement: {
    events: [
      'settlement.created',
      'settlement.invoiced',
      'settlement.accepted',
      'settlement.returned',
      'settlement.paid',
      'settlement.cancelled',
    ],
    load: async () => (await import('./settlement')).settlement,
  },
  'onsite-task': {
    events: ['onsite.released', 'order.moved', 'onsite.reminded', 'onsite.escalated'],
    load: async () => (await import('./onsite-task')).onsiteTask,
  },
  'onsite-appointment': {
    events: ['onsite.appointment_agreed', 'onsite.appointment_cancelled'],
    load: async () => (await import('./onsite-appointment')).onsiteAppointment,
  },
  'offer-link': {
    events: ['offer.sent', 'offer.reminded'],
    load: async () => (await import('./offer-link')).offerLink,
  },
  'offer-confirmed': {
    events: ['offer.accepted'],
    load: async () => (await import('./offer-confirmed')).offerConfirmed,
  },
  'offer-news': {
    events: ['offer.declined', 'offer.expired', 'offer.waiting'],
    load: async () => (await import('./offer-news')).offerNews,
  },
  'contract-ending': {
    // Queued by ending-contracts.server.ts, once for an end.
    events: [],
    load: async () => (await import('./contract-ending')).contractEnding,
  },
  invitation: {
    events: ['person.invited', 'person.invited_again', 'person.link_sent'],
    load: async () => (await import('./invitation')).invitation,
  },
  'email-change': {
    events: ['person.email_asked'],
    load: async () => (await import('./email-change')).emailChange,
  },
  'email-change-notice': {
    events: ['person.email_asked'],
    load: async () => (await import('./email-change')).emailChangeNotice,
  },
  'account-news': {
    events: ACCOUNT_NEWS,
    load: async () => (await import('./account-news')).accountNews,
  },
  'webhook-stopped': {
    events: ['webhook.stopped'],
    load: async () => (await import('./webhook-stopped')).webhookStopped,
  },
  'password-reset': {
    events: [],
    load: async () => (await import('./password-reset')).passwordReset,
  },
} satisfies Record<string, { events: readonly string[]; load: () => Promise<Template<unknown>> }>;

export type TemplateName = keyof typeof TEMPLATES;

/** The data of a template, as it is kept in the ledger. */
export type MailData<Name extends TemplateName> =
  Awaited<ReturnType<(typeof TEMPLATES)[Name]['load']>> extends Template<infer Data> ? Data : never;

/** The template of this name. Throws a TypeError for a name that none has. */
export async function loadTemplate(name: string): Promise<Template<unknown>> {
  if (!isTemplateName(name)) throw new TypeError(`Unknown mail template ${name}`);
  return TEMPLATES[name].load();
}

/** True for the name of a template. */
export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(TEMPLATES, name);
}

/** The names of the templates that follow from events of this type. */
export function templatesAfter(eventType: string): TemplateName[] {
  return Object.entries(TEMPLATES)
    .filter(([, { events }]) => (events as readonly string[]).includes(eventType))
    .map(([name]) => name as TemplateName);
}
