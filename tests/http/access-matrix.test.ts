import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { untoldEvents } from '../support/audit-words';
import { inBatches } from '../support/batches';
import { type Client, messageForm, orderFields, placeOrder, signIn, visitor } from '../support/client';
import { goodFiles } from '../support/files';
import { accepting, addDevice, beginBasket, makeOffer, makePlan } from '../support/offers';
import { dayIn, makeServiceType, saleForm, sellOnsite } from '../support/onsite';
import { insertOrders, orderNumber, orderRow, viewerOf } from '../support/orders';
import { diagnosedOrder, quoteFields, sendQuote, USUAL, writeQuote } from '../support/quotes';
import { draftShipment, sendShipment } from '../support/sent-shipment';
import { executedOrders, settle, settleForm, uploadInvoice } from '../support/settlements';
import { stateOf } from '../support/state';
import type { Person } from '../support/world';

/**
 * Who gets what from every route (DESIGN 4.1), called as a page, as single-fetch data, and with `?_data=`. A route that
 * is not in the table fails the test. `{repair}` and so on stand for the numbers of orders.
 */
type Row = {
  path: string;
  /** Who gets the page; 'anyone' includes visitors. For all others who are signed in it does not exist. */
  by: readonly Person[] | 'anyone';
  /** Where it leads those who get it, or some of them, when it is no page. */
  leads?: string | Partial<Record<Person, string>>;
  /** A form that changes something for `writers`, who are `by` unless named. */
  form?: Record<string, string> | 'order' | 'file' | 'import' | 'sale' | 'invoice' | 'basket';
  writers?: readonly Person[];
  /** Whom it may tell of the orders of the test, who are `by` unless named. */
  knows?: readonly Person[];
  /** Its form asks and changes nothing: those who get the page get an answer. */
  asks?: true;
  /** What everybody gets from a resource of the API, which looks at no cookie. */
  api?: '200' | '401' | '404' | '405';
};

/** A resource of the API that is read with a key alone. */
const withKey = (path: string): Row => ({ path: `/api/v1${path}`, by: [], api: '401' });

const PEOPLE: readonly Person[] = [
  'customer',
  'otherCustomer',
  'reseller',
  'otherReseller',
  'technician',
  'otherTechnician',
  'partner',
  'otherPartner',
  'administrator',
];
const ADMIN: readonly Person[] = ['administrator'];
const STAFF: readonly Person[] = ['technician', 'otherTechnician', 'administrator'];
const SHIPPING: readonly Person[] = ['reseller', 'otherReseller', ...STAFF];
/** Who takes the on-site orders of the test further, and who has a desk for them. */
const STEPPING: readonly Person[] = ['partner', 'administrator'];
const DESK: readonly Person[] = ['partner', 'otherPartner'];
const ORDERING = PEOPLE.filter((person) => !/partner/i.test(person));
/** Who has settlements, and who has the settlement of the test. */
const BILLING: readonly Person[] = ['partner', 'otherPartner', 'administrator'];
const SETTLING: readonly Person[] = ['partner', 'administrator'];
/** Who looks after customers. */
const MANAGING: readonly Person[] = ['reseller', 'otherReseller', 'administrator'];
/** Who looks after the people of their company. */
const TEAMS: readonly Person[] = ['reseller', 'otherReseller', 'partner', 'otherPartner'];
/** Who fills baskets. */
const OFFERING = ORDERING.filter((person) => !/technician/i.test(person));
/** Who knows of what is offered to the reseller's customer, and of the contract that comes of it. */
const RESOLD: readonly Person[] = ['reseller', 'administrator'];
const CONTRACTED: readonly Person[] = [...RESOLD, 'technician', 'otherTechnician'];
/** The orders of the shipments of the test have numbers of their own. */
const SHIPPED = 900;
const ON_BEHALF = ORDERING.filter((person) => !/customer/i.test(person));

/** Where people begin; the others with their orders. */
const START = [
  ['reseller', '/overview'],
  ['technician', '/queue'],
  ['partner', '/partner'],
] as const;

/** The orders of the test, and who may know of each. */
const SEES = {
  repair: ['customer', 'technician', 'administrator'],
  resale: ['reseller', 'technician', 'administrator'],
  onsite: ['customer', 'technician', 'partner', 'administrator'],
  draft: ['customer', 'technician', 'administrator'],
} as const satisfies Record<string, readonly Person[]>;

/** What has to be settled before a device is worked on; it blocks nothing here. */
const GATE = { labelEn: 'Off?', labelDe: 'Aus?', askedOf: 'both', active: 'on', position: '1' };

/** Who is told of things by webhooks, and an endpoint. */
const HOOKED = PEOPLE.filter((person) => !/technician/i.test(person));
const HOOK = { url: 'https://hooks.example.com/matrix', description: 'Matrix' };

const ROUTES: Record<string, Row | Row[]> = {
  'routes/login/route': { path: '/login', by: 'anyone', leads: '/' },
  'routes/login-code/route': { path: '/login/code', by: 'anyone', leads: 'login' },
  'routes/login-passkey/route': { path: '/login/passkey', by: 'anyone', leads: 'login' },
  // No provider is set here.
  'routes/login-oidc/route': { path: '/login/oidc', by: [] },
  'routes/login-oidc-callback/route': { path: '/login/oidc/callback', by: [] },
  'routes/confirm/route': { path: '/account/confirm', by: PEOPLE, leads: '/account/security' },
  'routes/security/route': { path: '/account/security', by: PEOPLE },
  'routes/security-app/route': { path: '/account/security/app', by: PEOPLE },
  'routes/security-codes/route': { path: '/account/security/codes', by: PEOPLE },
  'routes/security-passkey/route': { path: '/account/security/passkey', by: PEOPLE },
  'routes/security-admin/route': { path: '/admin/security', by: ADMIN },
  'routes/logout/route': { path: '/logout', by: 'anyone', leads: '/' },
  'routes/forgot-password/route': { path: '/forgot-password', by: 'anyone' },
  'routes/reset-password/route': { path: '/reset-password/unknown', by: [] },
  'routes/invitation/route': { path: '/invitation/unknown', by: [] },
  'routes/confirm-email/route': { path: '/confirm-email/unknown', by: [] },
  'routes/people/route': [
    { path: '/people', by: TEAMS },
    { path: '/admin/people', by: ADMIN },
  ],
  'routes/person-new/route': [
    { path: '/people/new', by: TEAMS, form: { name: 'Neu', email: 'neu@company.test' } },
    {
      path: '/admin/people/new',
      by: ADMIN,
      form: { name: 'Neu', email: 'neu@operator.test', role: 'administrator' },
    },
  ],
  'routes/person/route': [
    { path: '/people/{person}', by: ['reseller'], form: { intent: 'save', name: 'Anders' } },
    {
      path: '/admin/people/{person}',
      by: ADMIN,
      form: { intent: 'save', name: 'Wieder anders', role: 'reseller', company: 'R-1' },
    },
  ],
  'routes/companies/route': { path: '/admin/companies', by: ADMIN },
  'routes/company-new/route': {
    path: '/admin/companies/new',
    by: ADMIN,
    form: { ...customerForm(), submissionKey: 'matrix-company-1', kind: 'reseller' },
  },
  'routes/company/route': {
    path: '/admin/companies/{company}',
    by: ADMIN,
    form: { intent: 'deactivate' },
  },
  'routes/company-edit/route': {
    path: '/admin/companies/{company}/edit',
    by: ADMIN,
    form: { ...customerForm(), name: 'Umbenannt' },
  },
  'routes/locations/route': { path: '/admin/locations', by: ADMIN },
  'routes/location/route': {
    path: '/admin/locations/{location}',
    by: ADMIN,
    form: {
      ...{ code: 'zrh', name: 'Umbenannt', street: 'Weg 1', postalCode: '8000', city: 'Zürich' },
      ...{ country: 'CH', region: 'ZH', timeZone: 'Europe/Zurich', closesAt: '17:00', active: 'on' },
    },
  },
  'routes/shipping-methods/route': { path: '/admin/shipping-methods', by: ADMIN },
  'routes/shipping-method/route': {
    path: '/admin/shipping-methods/new',
    by: ADMIN,
    form: { code: 'matrix', nameEn: 'Courier', nameDe: 'Kurier', carrier: 'dhl', active: 'on' },
  },
  'routes/delivery-methods/route': { path: '/admin/delivery-methods', by: ADMIN },
  'routes/delivery-method/route': {
    path: '/admin/delivery-methods/new',
    by: ADMIN,
    form: { code: 'matrix', nameEn: 'Courier', nameDe: 'Kurier', active: 'on' },
  },
  'routes/person-invitation/route': [
    { path: '/people/invitations/{invited}', by: ['reseller'], form: { intent: 'withdraw' } },
    { path: '/admin/people/invitations/{otherInvited}', by: ADMIN, form: { intent: 'withdraw' } },
  ],
  'routes/track/route': { path: '/track', by: 'anyone' },
  'routes/guest/route': { path: '/g/unknown', by: [] },
  'routes/guest-pdf/route': { path: '/g/unknown/order.pdf', by: [] },
  'routes/preferences/route': { path: '/preferences', by: 'anyone', leads: '/' },
  'routes/logo/route': { path: '/brand/logo', by: 'anyone', leads: '/logo.svg' },
  'routes/home/route': {
    path: '/',
    by: PEOPLE,
    leads: Object.fromEntries(
      PEOPLE.map((person) => [
        person,
        START.find(([role]) => person.toLowerCase().includes(role))?.[1] ?? '/orders',
      ]),
    ),
  },
  'routes/overview/route': {
    path: '/overview',
    by: ['reseller', 'otherReseller', 'administrator'],
    knows: ['reseller', 'administrator'],
  },
  'routes/orders/route': { path: '/orders', by: PEOPLE },
  'routes/order-export/route': { path: '/orders/export', by: PEOPLE },
  'routes/order-export-file/route': { path: '/orders/export.csv', by: PEOPLE, asks: true },
  'routes/search/route': { path: '/search?q=nothing', by: PEOPLE, leads: '/orders?q=nothing' },
  'routes/live/route': { path: '/live', by: PEOPLE },
  'routes/search-suggest/route': {
    path: '/search/suggest?q=Geheimzeichen',
    by: PEOPLE,
    knows: ['customer', 'reseller', 'technician', 'partner', 'administrator'],
  },
  'routes/imports/route': { path: '/imports', by: ON_BEHALF, knows: ['reseller', 'administrator'] },
  'routes/import-new/route': [
    { path: '/imports/new', by: ON_BEHALF, form: 'import', knows: [] },
    {
      path: '/imports/new?kind=customers',
      by: ON_BEHALF.filter((person) => !/technician/i.test(person)),
      form: 'import',
      knows: [],
    },
  ],
  'routes/import/route': {
    path: '/imports/{import}',
    by: ['reseller', 'administrator'],
    form: { intent: 'dialect', delimiter: ';', encoding: 'utf-8', header: 'yes' },
  },
  'routes/import-rejects/route': { path: '/imports/{import}/rows.csv', by: ['reseller', 'administrator'] },
  'routes/search-list/route': { path: '/search/list', by: PEOPLE, asks: true },
  'routes/search-admin/route': { path: '/admin/search', by: ADMIN },
  'routes/mail-texts/route': { path: '/admin/mails', by: ADMIN },
  'routes/mail-text/route': {
    path: '/admin/mails/order-confirmed',
    by: ADMIN,
    form: { language: 'en', subject: 'Thank you for {{number}}', intro: '', closing: '' },
  },
  'routes/mail-text-preview/route': { path: '/admin/mails/order-confirmed/preview', by: ADMIN },
  'routes/jobs/route': { path: '/admin/jobs', by: ADMIN },
  'routes/job/route': { path: '/admin/jobs/{job}', by: ADMIN },
  'routes/audit/route': { path: '/admin/audit', by: ADMIN },
  'routes/audit-export/route': { path: '/admin/audit/export.csv', by: ADMIN },
  'routes/status-texts/route': { path: '/admin/statuses', by: ADMIN },
  'routes/status-text/route': {
    path: '/admin/statuses/repair.ready',
    by: ADMIN,
    form: { nameEn: 'Done', nameDe: 'Fertig', meaningEn: '', meaningDe: '' },
  },
  'routes/privacy/route': {
    path: '/admin/privacy',
    by: ADMIN,
    form: { orders: '4000', files: '', mails: '', intent: 'save' },
  },
  'routes/privacy-subject/route': { path: '/admin/privacy/customers/{customer}', by: ADMIN },
  'routes/privacy-erase/route': {
    path: '/admin/privacy/customers/{erasable}/erase',
    by: ADMIN,
    form: { confirm: 'X-ERASE' },
  },
  'routes/privacy-export/route': {
    path: '/admin/privacy/customers/{customer}/data.zip',
    by: ADMIN,
    leads: '/admin/privacy/customers/{customer}',
    form: {},
  },
  'routes/own-data/route': {
    path: '/account/data.zip',
    by: PEOPLE,
    leads: '/account#your-data',
    form: {},
  },
  'routes/account/route': {
    path: '/account',
    by: PEOPLE,
    form: { intent: 'profile', name: 'Neuer Name', locale: 'de', theme: 'dark' },
  },
  'routes/api-keys/route': {
    path: '/api-keys',
    by: PEOPLE,
    form: { id: '1' },
    knows: ['customer', 'reseller'],
  },
  'routes/api-key-new/route': {
    path: '/api-keys/new',
    by: PEOPLE,
    form: { name: 'Webshop', lifetime: '30', orders_read: 'on' },
  },
  'routes/api-keys-admin/route': { path: '/admin/api-keys', by: ADMIN, form: { id: '2' } },
  'routes/webhooks-admin/route': { path: '/admin/webhooks', by: ADMIN },
  'routes/webhooks/route': { path: '/webhooks', by: HOOKED, knows: ['reseller'] },
  'routes/webhook-new/route': { path: '/webhooks/new', by: HOOKED, form: HOOK },
  'routes/webhook-message/route': {
    path: '/webhooks/{webhook}/messages/{webhookMessage}',
    by: ['reseller', 'administrator'],
    form: {},
  },
  'routes/webhook/route': {
    path: '/webhooks/{webhook}',
    by: ['reseller', 'administrator'],
    form: { intent: 'test' },
  },
  'routes/webhook-edit/route': { path: '/webhooks/{webhook}/edit', by: ['reseller'], form: HOOK },
  'routes/order-new/route': { path: '/orders/new', by: ORDERING, form: 'order' },
  'routes/customers/route': { path: '/customers', by: MANAGING },
  'routes/customer-new/route': { path: '/customers/new', by: MANAGING, form: customerForm() },
  'routes/customer/route': {
    path: '/customers/{customer}',
    by: ['reseller', 'administrator'],
    form: { intent: 'deactivate' },
  },
  'routes/customer-edit/route': {
    path: '/customers/{customer}/edit',
    by: ['reseller', 'administrator'],
    form: customerForm(),
  },
  'routes/context/route': { path: '/context', by: 'anyone', leads: '/' },
  'routes/customer-suggest/route': { path: '/customers/suggest?q=Mus', by: ON_BEHALF },
  'routes/order/route': (['repair', 'resale', 'onsite'] as const).map((order) => ({
    path: `/orders/{${order}}`,
    by: SEES[order],
    form: messageForm('message', 'Guten Tag'),
  })),
  'routes/order-share/route': (['repair', 'resale', 'onsite'] as const).map((order) => ({
    path: `/orders/{${order}}/share`,
    by: SEES[order].filter((person) => person !== 'partner'),
    form: { submissionKey: `matrix-share-${order}`, name: 'Petra' },
  })),
  'routes/order-confirmation/route': (['repair', 'resale', 'onsite'] as const).map((order) => ({
    path: `/orders/{${order}}/confirmation`,
    by: SEES[order],
  })),
  'routes/order-edit/route': [
    { path: '/orders/{draft}/edit', by: SEES.draft, form: 'order', writers: ['customer'] },
    { path: '/orders/{repair}/edit', by: SEES.repair, leads: '/orders/{repair}' },
  ],
  'routes/order-summary/route': [
    {
      path: '/orders/{draft}/summary',
      by: SEES.draft,
      leads: { technician: '/orders/{draft}/edit', administrator: '/orders/{draft}/edit' },
      form: {},
      writers: ['customer'],
    },
    { path: '/orders/{repair}/summary', by: SEES.repair, leads: '/orders/{repair}/confirmation' },
  ],
  'routes/queue/route': {
    path: '/queue',
    by: STAFF,
    form: { take: orderNumber(SHIPPED + 31) },
    writers: ['technician', 'administrator'],
    knows: ['technician', 'administrator'],
  },
  'routes/order-assignee/route': {
    path: '/orders/{repair}/assignee',
    by: ['technician', 'administrator'],
    leads: '/orders/{repair}#assignee',
    form: { assignee: 'me' },
  },
  'routes/order-pdf/route': { path: '/orders/{repair}/order.pdf', by: SEES.repair },
  'routes/attachment-upload/route': {
    path: '/orders/{repair}/attachments',
    by: PEOPLE,
    leads: '/orders/{repair}#attachments',
    form: 'file',
    writers: SEES.repair,
  },
  'routes/attachment/route': [
    { path: '/orders/{repair}/attachments/{file}', by: SEES.repair },
    { path: '/orders/{repair}/attachments/{internalFile}', by: ['technician', 'administrator'] },
  ],
  'routes/attachment-preview/route': [
    { path: '/orders/{repair}/attachments/{file}/preview', by: SEES.repair },
    { path: '/orders/{repair}/attachments/{internalFile}/preview', by: ['technician', 'administrator'] },
  ],
  'routes/receive/route': { path: '/receive', by: STAFF, form: { intent: 'scan', code: `SER${SHIPPED}` } },
  'routes/receive-scan/route': {
    path: '/receive/scan',
    by: STAFF,
    leads: '/receive',
    form: { shipment: '', code: `SER${SHIPPED + 1}` },
  },
  'routes/receive-shipment/route': {
    path: '/receive/{sent}',
    by: ['technician', 'administrator'],
    form: { intent: 'scan', code: `SER${SHIPPED + 2}` },
  },
  'routes/quotes/route': {
    path: '/quotes',
    by: ORDERING,
    knows: SEES.resale,
    form: { limit: '20.00' },
    writers: ['reseller', 'otherReseller'],
  },
  'routes/quote-decide/route': {
    path: '/quotes/{quote}/decide',
    by: SEES.resale,
    form: { outcome: 'declined', reason: 'Zu teuer', name: 'Anna', email: 'anna@company.test' },
    writers: ['reseller'],
  },
  'routes/quote/route': [
    {
      path: '/quotes/{openQuote}',
      by: SEES.resale,
      form: { intent: 'withdraw' },
      writers: ['technician', 'administrator'],
    },
    { path: '/quotes/{draftQuote}', by: ['technician', 'administrator'], form: { intent: 'send' } },
  ],
  'routes/quote-pdf/route': { path: '/quotes/{quote}/quote.pdf', by: SEES.resale },
  'routes/quote-edit/route': {
    path: '/orders/{resale}/quote',
    by: ['technician', 'administrator'],
    form: quoteFields(),
  },
  'routes/guest-quote/route': { path: '/g/unknown/quotes/{quote}', by: [] },
  'routes/guest-quote-decide/route': { path: '/g/unknown/quotes/{quote}/decide', by: [] },
  'routes/guest-quote-pdf/route': { path: '/g/unknown/quotes/{quote}/quote.pdf', by: [] },
  'routes/settlements/route': {
    path: '/settlements',
    by: BILLING,
    knows: ['partner'],
    form: settleForm([{ number: orderNumber(SHIPPED + 60) }]),
    writers: ['partner'],
  },
  'routes/settlement/route': {
    path: '/settlements/{settlement}',
    by: SETTLING,
    form: { intent: 'cancel', reason: 'Falscher Monat' },
    writers: ['administrator'],
  },
  'routes/settlement-pdf/route': { path: '/settlements/{settlement}/settlement.pdf', by: SETTLING },
  'routes/settlement-csv/route': { path: '/settlements/{settlement}/settlement.csv', by: SETTLING },
  'routes/settlement-invoice/route': {
    path: '/settlements/{openSettlement}/invoice',
    by: PEOPLE,
    leads: '/settlements/{openSettlement}#invoice',
    form: 'invoice',
    writers: ['partner'],
  },
  'routes/settlement-invoice-file/route': {
    path: '/settlements/{settlement}/invoices/{invoice}',
    by: SETTLING,
  },
  'routes/settlements-export/route': { path: '/settlements/export.csv?tab=open', by: ADMIN },
  'routes/shipments/route': {
    path: '/shipments',
    by: SHIPPING,
    knows: SEES.resale,
    form: { submissionKey: 'matrix-inbound-shipment', parcels: '1', order: orderNumber(SHIPPED + 40) },
  },
  'routes/shipment/route': {
    path: '/shipments/{sent}',
    by: ['reseller', 'technician', 'administrator'],
    form: { intent: 'track', 'tracking-1': '1Z999AA10123456784' },
  },
  'routes/shipment-difference/route': {
    path: '/shipments/{closed}/difference',
    by: SHIPPING,
    leads: '/shipments/{closed}#difference',
    form: {},
    writers: ['reseller'],
  },
  'routes/shipment-arrival/route': {
    path: '/shipments/{back}/arrival',
    by: SHIPPING,
    leads: '/shipments/{back}#difference',
    form: {},
    writers: ['reseller'],
  },
  'routes/return-new/route': {
    path: '/shipments/new-return',
    by: STAFF,
    form: { submissionKey: 'matrix-return-shipment', parcels: '1', order: orderNumber(SHIPPED + 31) },
  },
  'routes/shipment-papers/route': {
    path: '/shipments/{sent}/papers',
    by: PEOPLE,
    leads: '/shipments/{sent}#papers',
    form: { version: '1' },
    writers: ['reseller', 'technician', 'administrator'],
  },
  'routes/shipment-paper/route': {
    path: '/shipments/{sent}/papers/{paper}',
    by: ['reseller', 'technician', 'administrator'],
  },
  'routes/intake/route': {
    path: '/orders/{repair}/intake',
    by: ['technician', 'administrator'],
    form: { condition: 'Kratzer', accessories: 'Hülle' },
  },
  'routes/passcode/route': (['repair', 'resale'] as const).map((order) => ({
    path: `/orders/{${order}}/passcode`,
    by: SEES[order],
    form: { intent: 'keep', passcode: '1234' },
  })),
  'routes/partner/route': { path: '/partner', by: DESK, knows: ['partner'] },
  'routes/partner-calendar/route': { path: '/partner/calendar', by: DESK, knows: ['partner'] },
  'routes/onsite-requirements/route': {
    path: '/orders/{toCheck}/requirements',
    by: STEPPING,
    form: { intent: 'contact', channel: 'phone', reached: 'yes' },
  },
  'routes/onsite/route': {
    path: '/orders/{toCheck}/onsite',
    by: ADMIN,
    form: { intent: 'cancel', reason: 'Es bleibt dabei' },
  },
  'routes/onsite-appointment/route': {
    path: '/orders/{visited}/appointment',
    by: STEPPING,
    form: { intent: 'call-off', reason: 'Krank' },
  },
  'routes/onsite-ics/route': { path: '/orders/{visited}/appointment.ics', by: SEES.onsite },
  'routes/onsite-execution/route': {
    path: '/orders/{visiting}/execution',
    by: STEPPING,
    form: { intent: 'failed', failure: 'customer_absent' },
  },
  'routes/onsite-signature/route': { path: '/orders/{executed}/signature', by: SEES.onsite },
  'routes/onsite-new/route': { path: '/onsite/new', by: ADMIN, form: 'sale' },
  'routes/service-types/route': { path: '/admin/service-types', by: ADMIN },
  'routes/service-type/route': {
    path: '/admin/service-types/{serviceType}',
    by: ADMIN,
    form: { code: 'TV', nameEn: 'New', nameDe: 'Neu', active: 'on', position: '1' },
  },
  'routes/service-type-item/route': {
    path: '/admin/service-types/{serviceType}/items/{checklistItem}',
    by: ADMIN,
    form: { kind: 'text', labelEn: 'New?', labelDe: 'Neu?', active: 'on', position: '1' },
  },
  'routes/devices/route': { path: '/devices', by: STAFF, knows: ['technician', 'administrator'] },
  'routes/device/route': {
    path: '/devices/{device}',
    by: ['customer', 'reseller', 'technician', 'partner', 'administrator'],
  },
  'routes/device-check/route': { path: '/devices/check?identifier=356938035643809', by: ORDERING },
  'routes/gates/route': { path: '/admin/gates', by: ADMIN, form: { months: '7' } },
  'routes/gate/route': { path: '/admin/gates/{gate}', by: ADMIN, form: GATE },
  'routes/admin/route': { path: '/admin', by: ADMIN },
  'routes/notifications/route': { path: '/account/notifications', by: PEOPLE, form: { own: 'message' } },
  'routes/order-mails/route': { path: '/orders/{repair}/mails', by: ['technician', 'administrator'] },
  'routes/mailbox/route': { path: '/admin/mailbox', by: ADMIN },
  'routes/mail/route': {
    path: '/admin/mailbox/{mail}',
    by: ADMIN,
    form: { mail: '1', key: 'matrix' },
  },
  'routes/mail-part/route': { path: '/admin/mailbox/{mail}/source.eml', by: ADMIN },
  'routes/brand/route': { path: '/admin/brand', by: ADMIN, form: brandForm() },
  'routes/brand-paper/route': { path: '/admin/brand/paper.pdf', by: ADMIN },
  'routes/hours/route': { path: '/admin/hours', by: ADMIN, form: { 'repair-received': '3' } },
  'routes/location-hours/route': {
    path: '/admin/hours/{location}',
    by: ADMIN,
    form: { opens1: '8:00', closes1: '16:00' },
  },
  'routes/questions/route': { path: '/admin/questions', by: ADMIN },
  'routes/canned-replies/route': { path: '/admin/canned-replies', by: ADMIN },
  'routes/canned-reply/route': {
    path: '/admin/canned-replies/{reply}',
    by: ADMIN,
    form: { name: 'Neu', bodyEn: 'New', bodyDe: 'Neu', active: 'on', position: '1' },
  },
  'routes/question/route': { path: '/admin/questions/{question}', by: ADMIN, form: questionForm() },
  'routes/catalogue/route': { path: '/admin/catalogue', by: ADMIN },
  'routes/catalogue-item/route': { path: '/admin/catalogue/new', by: ADMIN, form: catalogueForm() },
  'routes/catalogue-suggest/route': { path: '/catalogue/suggest?currency=CHF&q=a', by: ORDERING, knows: [] },
  'routes/plans/route': { path: '/admin/plans', by: ADMIN },
  'routes/plan/route': { path: '/admin/plans/{plan}', by: ADMIN, form: planForm() },
  'routes/automation/route': {
    path: '/admin/automation',
    by: ADMIN,
    form: { kind: 'renewal', enabled: 'on' },
  },
  'routes/basket-new/route': { path: '/baskets/new', by: OFFERING, form: 'basket' },
  'routes/basket/route': {
    path: '/baskets/{basket}',
    by: RESOLD,
    form: { intent: 'discard' },
  },
  'routes/offers/route': { path: '/offers?tab=open', by: OFFERING, knows: RESOLD },
  'routes/offer/route': { path: '/offers/{offer}', by: RESOLD, form: { intent: 'again' } },
  'routes/offer-decide/route': {
    path: '/offers/{offer}/decide',
    by: RESOLD,
    form: { outcome: 'declined', reason: 'Zu teuer', name: 'Rita', email: 'rita@handel.test' },
    writers: ['reseller'],
  },
  'routes/offer-confirmation/route': { path: '/offers/{agreed}/confirmation', by: RESOLD },
  'routes/offer-pdf/route': { path: '/offers/{agreed}/offer.pdf', by: RESOLD },
  'routes/offer-link/route': { path: '/o/unknown', by: [] },
  'routes/offer-link-decide/route': { path: '/o/unknown/decide', by: [] },
  'routes/offer-link-confirmation/route': { path: '/o/unknown/confirmation', by: [] },
  'routes/offer-link-pdf/route': { path: '/o/unknown/offer.pdf', by: [] },
  'routes/offer-link-order-pdf/route': { path: '/o/unknown/orders/{repair}.pdf', by: [] },
  'routes/contracts/route': { path: '/contracts', by: ORDERING, knows: CONTRACTED },
  'routes/contract-pdf/route': { path: '/contracts/{contract}/contract.pdf', by: CONTRACTED },
  'routes/contract/route': {
    path: '/contracts/{contract}',
    by: CONTRACTED,
    form: { intent: 'notice', sure: 'on' },
    writers: RESOLD,
  },
  'routes/api-docs/route': [
    { path: '/api', by: 'anyone' },
    { path: '/api/orders', by: 'anyone' },
  ],
  'routes/api/route': [
    { path: '/api/v1/openapi.json', by: [], api: '200' },
    ...['/me', '/orders', '/orders/{repair}', '/search?q=Q7', '/orders/export.csv', '/order-form'].map(
      withKey,
    ),
    ...['messages', 'attachments', 'papers', 'order.pdf', 'events']
      .map((part) => `/orders/{repair}/${part}`)
      .map(withKey),
    ...['/customers', '/shipments', '/quotes', '/settlements', '/settlements/unsettled'].map(withKey),
    ...['/settlements/{settlement}/invoices/{invoice}', '/webhooks', '/webhooks/{webhook}'].map(withKey),
    withKey('/webhooks/{webhook}/deliveries'),
    ...['/onsite-orders', '/onsite-orders/{toCheck}/payment', '/onsite-orders/{toCheck}/dispatch'].map(
      (path): Row => ({ path: `/api/v1${path}`, by: [], api: '405' }),
    ),
    { path: '/api/v1/nothing/here', by: [], api: '404' },
  ],
  'routes/not-found/route': { path: '/nothing/here', by: [] },
};
/** Layouts: no page of their own; each tells the asker about the asker only. */
const LAYOUTS = ['root', 'routes/app-frame/route'];

/** Words that stand in what only some may read. */
const SECRET = 'Geheimzeichen-Q7';
const INTERNAL = 'Interna-Q8';

let app: TestApp;
let clients: Record<Person | 'visitor', Client>;
let names: Record<string, string>;
let png: Buffer;
let sale: Record<string, string>;

/** A job of the far future. @returns its id */
async function makeJob(): Promise<string> {
  const [job] = await app.db.$queryRaw<{ id: string }[]>`SELECT id::text AS id
    FROM graphile_worker.add_job('clean-up', '{}', run_at := now() + interval '1 year')`;
  return job?.id ?? '';
}

const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name);
const rows = Object.entries(ROUTES).flatMap(([id, row]) => [row].flat().map((one) => ({ id, ...one })));

beforeAll(async () => {
  app = await startApp({ env: { LOG_LEVEL: 'silent' } });
  const signedIn = PEOPLE.map(async (person) => [person, await signIn(app, person)] as const);
  clients = {
    ...(Object.fromEntries(await Promise.all(signedIn)) as Record<Person, Client>),
    visitor: visitor(app),
  };
  png = (await goodFiles())['Riss im Gehäuse.png'] ?? Buffer.alloc(0);
  names = await makeThings();
});
afterAll(() => app?.close());
// Nobody is slowed down for what others tried.
beforeEach(() => app.db.rateLimit.deleteMany());

/** Two people who are invited by the reseller. */
async function makeInvitations(): Promise<Record<string, string>> {
  for (const email of ['invited@company.test', 'other-invited@company.test'])
    await clients.reseller.post('/people/new', { name: SECRET, email });
  const [one, other] = await app.db.invitation.findMany({ orderBy: { id: 'asc' } });
  return { invited: String(one?.id), otherInvited: String(other?.id) };
}

/** An order of every kind with a message, a note and a file that strangers must not see. */
async function makeThings(): Promise<Record<string, string>> {
  const { companies, users } = app.world;
  const marked = { problem: `Defekt ${SECRET}`, deviceName: `Gerät ${SECRET}`, customerReferences: SECRET };
  const repair = await placeOrder(app, clients.customer, marked);
  const resale = await placeOrder(app, clients.reseller, {
    ...marked,
    intent: 'create',
    customer: companies.resellersCustomer.number,
  });
  const draft = await saveDraft(marked);
  const onsite = await saveDraft(marked);
  await app.db.order.update({ where: { number: onsite }, data: { kind: 'onsite' } });
  await clients.customer.post(`/orders/${onsite}/summary`, { intent: 'approve' });
  await app.db.order.update({ where: { number: onsite }, data: { partnerId: companies.partner.id } });
  for (const number of [repair, resale, onsite])
    for (const [kind, body] of [
      ['message', SECRET],
      ['public_note', SECRET],
      ['internal_note', INTERNAL],
    ] as const)
      await clients.technician.post(`/orders/${number}`, messageForm(kind, body));
  await clients.technician.post(`/orders/${repair}/attachments`, fileForm(`${SECRET}.png`));
  const internal = fileForm(`${INTERNAL}.png`);
  internal.append('internal', 'on');
  await clients.technician.post(`/orders/${repair}/attachments`, internal);
  const { makePreviews } = await import('../../app/domain/attachments/make-previews.server');
  await makePreviews();
  const files = await app.db.attachment.findMany({ orderBy: { internal: 'asc' } });
  const mail = await app.db.mail.create({
    data: {
      dedupeKey: 'matrix',
      messageId: '<matrix@portal.test>',
      template: 'import-finished',
      recipient: users.customer.email,
      locale: 'de',
      subject: SECRET,
      data: { importToken: '', account: '', fileName: 'a.csv', total: 1, created: 1, notTaken: 0 },
      state: 'sent',
      storageKey: 'mails/matrix.eml',
    },
  });
  const people = { person: String(users.reseller.id), ...(await makeInvitations()) };
  const sent = await clients.reseller.post('/imports/new', importForm());
  const imported = sent.headers.get('Location')?.split('/').at(-1) ?? '';
  const { storage } = await import('../../app/platform/storage.server');
  await storage().put('mails/matrix.eml', Buffer.from(`Subject: ${SECRET}\r\n\r\n${SECRET}\r\n`));
  return {
    ...people,
    ...(await makeQuotes(resale)),
    ...(await makeShipments()),
    ...(await makeOnsite()),
    ...(await makeSettlements()),
    ...(await makeOffers()),
    ...(await makeHooks()),
    repair,
    resale,
    onsite,
    draft,
    file: String(files[0]?.id),
    internalFile: String(files[1]?.id),
    mail: String(mail.id),
    job: await makeJob(),
    question: String(app.world.question.id),
    location: String(app.world.here.id),
    company: String(companies.otherPartner.id),
    reply: await makeReply(),
    erasable: await makeErasable(),
    device: String((await app.db.order.findUniqueOrThrow({ where: { number: repair } })).deviceId),
    gate: String((await app.db.gate.create({ data: { labelEn: 'On?', labelDe: 'Ein?' } })).id),
    import: imported,
    customer: String(companies.resellersCustomer.id),
  };
}

/** Keys of a customer and a reseller, and the reseller's endpoint with a message. */
async function makeHooks(): Promise<Record<string, string>> {
  const { storeKey } = await import('../../app/domain/api/keys.server');
  const { customer, reseller } = app.world.users;
  for (const { id: userId } of [customer, reseller])
    await storeKey(app.db, { userId, name: SECRET, scopes: ['orders:read'] });
  const said = { url: 'https://hooks.example.com/first', description: SECRET, secret: new Uint8Array() };
  const { id } = await app.db.webhookEndpoint.create({ data: { userId: reseller.id, ...said } });
  const message = await app.db.webhookMessage.create({
    data: {
      ...{ id: `msg_${'0'.repeat(33)}`, endpointId: id, type: 'order.created' },
      ...{ payload: { data: SECRET }, state: 'failed' },
    },
  });
  return { webhook: String(id), webhookMessage: message.id };
}

/** A customer without orders. */
async function makeErasable(): Promise<string> {
  const { id: _, createdAt: __, ...like } = app.world.companies.otherCustomer;
  const { id } = await app.db.company.create({ data: { ...like, number: 'X-ERASE' } });
  return String(id);
}

async function makeReply(): Promise<string> {
  const { id } = await app.db.cannedReply.create({ data: { name: SECRET, bodyEn: SECRET, bodyDe: SECRET } });
  return String(id);
}

/** A quote that waits for the decision on an order, the draft of its next version, and one on an order of its own. */
async function makeQuotes(order: string): Promise<Record<string, string>> {
  const diagnosing = { status: 'diagnosing', stage: 'at_location' };
  await app.db.order.update({ where: { number: order }, data: diagnosing });
  const said = quoteFields(USUAL, { message: SECRET });
  const { reseller, resellersCustomer } = app.world.companies;
  const own = { accountId: reseller.id, customerId: resellersCustomer.id };
  const other = await diagnosedOrder(app, SHIPPED + 50, own);
  return {
    quote: await sendQuote(clients.technician, order, said),
    draftQuote: await writeQuote(clients.technician, order, { ...said, key: randomUUID() }),
    openQuote: await sendQuote(clients.technician, other, { ...said, key: randomUUID() }),
  };
}

/** A shipment on its way in, one that was closed with a difference, and one on its way back. */
async function makeShipments(): Promise<Record<string, string>> {
  const { confirmShipment } = await import('../../app/domain/shipments/confirm-shipment.server');
  const sent = await sendShipment(app, SHIPPED, { orders: 3 });
  const closed = await sendShipment(app, SHIPPED + 10);
  await app.db.shipment.update({
    where: { number: closed.number },
    data: { status: 'closed', arrivedAt: new Date(), closedAt: new Date(), difference: 2 },
  });
  const own = {
    accountId: app.world.companies.reseller.id,
    customerId: app.world.companies.resellersCustomer.id,
  };
  const ready = [30, 31].map((index) => orderRow(app.world, SHIPPED + index, { ...own, status: 'ready' }));
  await insertOrders(app.db, [...ready, orderRow(app.world, SHIPPED + 40, own)]);
  const back = await draftShipment(app, 'return', [orderNumber(SHIPPED + 30)]);
  await confirmShipment(viewerOf(app.world, 'technician'), back);
  return { sent: sent.number, closed: closed.number, back, paper: await makePaper(sent.number) };
}

/** A settlement with a partner's invoice, one without, and an order that is still to settle; what they say is secret. */
async function makeSettlements(): Promise<Record<string, string>> {
  const { id } = app.world.companies.partner;
  const orders = await executedOrders(app, SHIPPED + 60, 3, id, { device: SECRET });
  const settlement = await settle(clients.partner, orders.slice(1, 2));
  await uploadInvoice(clients.partner, settlement, `%PDF-1.4 ${SECRET}`, 'scan.pdf');
  const invoice = await app.db.partnerInvoice.findFirstOrThrow();
  const submission = { intent: 'submit', invoiceId: String(invoice.id), number: 'R-1', note: '' };
  await clients.partner.post(`/settlements/${settlement}`, submission);
  const openSettlement = await settle(clients.partner, orders.slice(2));
  return { settlement, openSettlement, invoice: String(invoice.id) };
}

/** A basket and two offers of the reseller for its customer; one was accepted, so that there is a contract. */
async function makeOffers(): Promise<Record<string, string>> {
  const plan = await makePlan(app, { nameEn: SECRET, nameDe: SECRET });
  const { number: customer } = app.world.companies.resellersCustomer;
  const fill = async () => {
    const basket = await beginBasket(app, clients.reseller, customer);
    await addDevice(clients.reseller, basket, { deviceName: SECRET, plan: String(plan) });
    const named = { intent: 'details', title: SECRET, locationId: String(app.world.here.id) };
    await clients.reseller.post(`/baskets/${basket}`, named);
    return basket;
  };
  const offer = await makeOffer(clients.reseller, await fill());
  const agreed = await makeOffer(clients.reseller, await fill());
  await clients.reseller.post(`/offers/${agreed}/decide`, accepting('Rita'));
  const contract = await app.db.contract.findFirstOrThrow();
  return { plan: String(plan), basket: await fill(), offer, agreed, contract: contract.number };
}

/** A paper of this shipment; what it says is secret. */
async function makePaper(number: string): Promise<string> {
  const { storage } = await import('../../app/platform/storage.server');
  const storageKey = 'shipments/matrix.zpl';
  await storage().put(storageKey, Buffer.from(SECRET));
  const file = { storageKey, contentType: 'text/plain; charset=utf-8', size: SECRET.length, sha256: '' };
  const { id } = await app.db.shipmentPaper.create({
    data: {
      ...file,
      kind: 'labels_zpl',
      version: 1,
      data: {},
      shipment: { connect: { number } },
      issuedBy: { connect: { id: app.world.users.reseller.id } },
    },
  });
  return String(id);
}

async function saveDraft(fields: Record<string, string>): Promise<string> {
  const saved = await clients.customer.post('/orders/new', orderFields(app.world, fields));
  return /RO-\d{4}-\d+/.exec(saved.headers.get('Location') ?? '')?.[0] ?? '';
}

/** On-site orders: one to check, two whose visit is agreed, and one that was carried out and signed. */
async function makeOnsite(): Promise<Record<string, string>> {
  const { id: partnerId } = app.world.companies.partner;
  sale = await saleForm(app, partnerId);
  const sell = () => sellOnsite(app, clients.administrator, partnerId, { contactName: SECRET, note: SECRET });
  const { serviceType, question } = await makeServiceType(app);
  const toCheck = await sell();
  const visits: string[] = [];
  for (const from of ['08:00', '10:00', '12:00']) {
    const number = await sell();
    const at = `/orders/${number}`;
    const checked = { outcome: 'fulfilled', [`item-${question.id}`]: 'yes' };
    await clients.partner.post(`${at}/requirements`, checked);
    await clients.administrator.post(`${at}/onsite`, { intent: 'dispatch', arrivesOn: dayIn(1) });
    const until = `${from.slice(0, 3)}30`;
    await clients.partner.post(`${at}/appointment`, { day: dayIn(2), from, until });
    visits.push(number);
  }
  const [visited = '', visiting = '', executed = ''] = visits;
  const signature = `data:image/png;base64,${png.toString('base64')}`;
  const done = { work: 'Montiert', signedBy: SECRET, signature };
  await clients.partner.post(`/orders/${executed}/execution`, done);
  const ids = { serviceType: String(serviceType.id), checklistItem: String(question.id) };
  return { toCheck, visited, visiting, executed, ...ids };
}

function fileForm(name: string, content: BlobPart = new Uint8Array(png)): FormData {
  const form = new FormData();
  form.append('files', new Blob([content]), name);
  return form;
}

function importForm(): FormData {
  const form = new FormData();
  form.append('submissionKey', randomUUID());
  form.append('text', `Kundennummer,Name,Problem\nN-1,Neu ${SECRET},Defekt ${SECRET}`);
  return form;
}

function brandForm() {
  const place = { street: 'Weg 1', postalCode: '8000', city: 'Zürich', country: 'CH' };
  const contact = { email: 'neu@operator.test', phone: '+41 44 000 00 00', website: 'https://operator.test' };
  return { name: 'Neues Werk', accent: '#225588', ...place, ...contact, paperFooter: 'Fuss' };
}

function customerForm() {
  const place = { street: 'Weg 1', postalCode: '8000', city: 'Zürich', country: 'CH' };
  const usual = { email: '', phone: '', vatId: '', currency: 'CHF', locale: 'de' };
  return { submissionKey: 'matrix-customer-1', number: '', name: 'Neue Kundin', ...place, ...usual };
}

function catalogueForm() {
  const words = { sku: 'MATRIX-1', nameEn: 'Item', nameDe: 'Artikel' };
  return { ...words, kind: 'product', currency: 'CHF', price: '12.50', vat: '810', active: 'on' };
}

function planForm() {
  const words = { code: 'MATRIX', nameEn: 'Plan', nameDe: 'Plan', descriptionEn: '', descriptionDe: '' };
  const terms = { termMonths: '12', renewalMonths: '12', noticeDays: '30', renews: 'on', active: 'on' };
  return { ...words, ...terms, currency: 'CHF', price: '12.50', vat: '810' };
}

function questionForm() {
  const words = { labelEn: 'New?', labelDe: 'Neu?', helpEn: '', helpDe: '', choicesEn: '', choicesDe: '' };
  return { kind: 'text', ...words, required: 'on', active: 'on', position: '3' };
}

function bodyOf(row: Row): Record<string, string> | FormData {
  if (row.form === 'file') return fileForm('neu.png');
  if (row.form === 'import') return importForm();
  if (row.form === 'invoice') return fileForm('scan.pdf', '%PDF-1.4');
  if (row.form === 'order') return orderFields(app.world, { customer: 'C-1', problem: `Neu ${SECRET}` });
  if (row.form === 'sale') return sale;
  if (row.form === 'basket')
    return { submissionKey: randomUUID(), customer: '', title: 'Neu', locationId: String(app.world.here.id) };
  return row.form ?? { intent: 'anything' };
}

const WAYS = ['page', 'data', '_data'] as const;
type Way = (typeof WAYS)[number];

/** The address of a route called in one of the three ways. */
function address(id: string, path: string, way: Way): string {
  const url = new URL(fill(path), 'http://portal.test');
  if (way === '_data') url.searchParams.set('_data', id);
  if (way === 'data') {
    url.pathname = url.pathname === '/' ? '/_root.data' : `${url.pathname}.data`;
    url.searchParams.set('_routes', id);
  }
  return url.pathname + url.search;
}

type Answer = { outcome: string; body: string };

/** What an answer comes to: `page`, `404`, `login`, another place that it leads to, or another status. */
async function read(response: Response): Promise<Answer> {
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const text = Buffer.from(body, 'latin1').toString();
  const led =
    response.status === 202 ? /"redirect","([^"]*)"/.exec(text)?.[1] : response.headers.get('Location');
  const outcome = led?.startsWith('/login')
    ? 'login'
    : led || (response.ok ? 'page' : String(response.status));
  return { outcome, body: text };
}

/** What the table says that this person gets. */
function expected(row: Row, who: Person | 'visitor', way: Way): string {
  if (way === '_data' || (row.api && way === 'data')) return '404';
  if (row.api) return row.api === '200' ? 'page' : row.api;
  const signedIn = who !== 'visitor';
  const leads = typeof row.leads === 'object' ? signedIn && row.leads[who] : row.leads;
  if (row.by === 'anyone') return leads && (signedIn || row.path !== '/login') ? leads : 'page';
  if (!signedIn)
    return /^\/(reset-password|invitation|confirm-email|login|g|o)\//.test(row.path) ? '404' : 'login';
  return row.by.includes(who) ? fill(leads || 'page') : '404';
}

/** Whether a person may read what is marked secret on the page of this row. */
const mayRead = (row: Row, who: Person | 'visitor') =>
  row.by !== 'anyone' && who !== 'visitor' && (row.knows ?? row.by).includes(who);
const isStaff = (who: string) => /technician|administrator/i.test(who);
const everybody = ['visitor', ...PEOPLE] as const;

test('every route of the build stands in the table, and nothing else', async () => {
  const { loadBuild } = await import('../../server');
  const { routes } = await loadBuild();
  expect(Object.keys(routes).sort()).toEqual([...Object.keys(ROUTES), ...LAYOUTS].sort());
});

describe.each(everybody)('%s', (who) => {
  test('reads what is theirs and nothing else, in each of the three ways', async () => {
    const wrong: string[] = [];
    await inBatches(inEveryWay(rows), async ({ row, way, at }) => {
      const { outcome, body } = await read(await clients[who].get(at));
      const wanted = expected(row, who, way);
      if (outcome !== wanted) wrong.push(`GET ${at}: ${outcome}, not ${wanted}`);
      if (!mayRead(row, who) && body.includes(SECRET)) wrong.push(`GET ${at} tells the secret`);
      if (!isStaff(who) && body.includes(INTERNAL)) wrong.push(`GET ${at} tells what is internal`);
    });
    for (const id of LAYOUTS) {
      const { outcome, body } = await read(await clients[who].get(address(id, '/orders', 'data')));
      if (outcome !== 'page' || body.includes(SECRET)) wrong.push(`${id}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
  });

  test('changes nothing that is not theirs, in each of the three ways', async () => {
    const wrong: string[] = [];
    const before = await stateOf(app.db);
    await tryEverything(who, (row, at, { outcome, body }) => {
      if (outcome === 'page' && !row.asks) wrong.push(`POST ${at} was taken`);
      if (/^5|^403/.test(outcome)) wrong.push(`POST ${at}: ${outcome}`);
      const secret = body.includes(SECRET) && !mayRead(row, who);
      if (secret || (body.includes(INTERNAL) && !isStaff(who))) wrong.push(`POST ${at} tells a secret`);
    });
    let last = await stateOf(app.db);
    if (last !== before) {
      wrong.push('Something changed; once more, request by request:');
      await tryEverything(
        who,
        async (_, at) => {
          const now = await stateOf(app.db);
          if (now !== last) wrong.push(`POST ${at} changed something`);
          last = now;
        },
        true,
      );
    }
    expect(wrong).toEqual([]);
  });
});

/** Every row in each of the three ways. */
const inEveryWay = (some: typeof rows) =>
  some.flatMap((row) => WAYS.map((way) => ({ row, way, at: address(row.id, row.path, way) })));

/** Sends to every route what this person may not send there, in each of the three ways; `eachAlone` one after the other. */
async function tryEverything(
  who: Person | 'visitor',
  look: (row: Row, at: string, answer: Answer) => void | Promise<void>,
  eachAlone = false,
): Promise<void> {
  const strange = rows.filter((row) => {
    const writers = row.form ? (row.writers ?? row.by) : [];
    const theirs = who !== 'visitor' && (row.by.includes(who) || writers.includes(who));
    return row.by !== 'anyone' && !(theirs && row.form);
  });
  const send = async ({ row, at }: { row: Row; at: string }) =>
    look(row, at, await read(await clients[who].post(at, bodyOf(row))));
  if (eachAlone) for (const one of inEveryWay(strange)) await send(one);
  else await inBatches(inEveryWay(strange), send);
}

test('an order of somebody else and a number that was never given out get the same answer', async () => {
  const unknown = 'RO-2020-987654';
  const same = (text: string, number: string) =>
    text.replaceAll(number, 'N').replaceAll(/nonce="[^"]*"|"(serverTime|requestId)":"[^"]*"/g, '');
  for (const { id, path } of rows.filter((row) => /\{(repair|draft)\}/.test(row.path)))
    for (const way of WAYS) {
      const number = path.includes('{draft}') ? names.draft : names.repair;
      const elsewhere = address(id, path, way).replace(number ?? '', unknown);
      const foreign = await clients.otherCustomer.get(address(id, path, way));
      const never = await clients.otherCustomer.get(elsewhere);
      expect([elsewhere, foreign.status]).toEqual([elsewhere, never.status]);
      const [one, other] = [same(await foreign.text(), number ?? ''), same(await never.text(), unknown)];
      expect([elsewhere, one === other]).toEqual([elsewhere, true]);
    }
});

test('each form does change something for those who may', async () => {
  const drafts = rows.filter(({ path }) => path.includes('/summary'));
  const others = rows.filter((row) => row.form && !drafts.includes(row));
  for (const row of [...others, ...drafts.filter(({ form }) => form)]) {
    const [who] = row.writers ?? (row.by === 'anyone' ? [] : row.by);
    const before = await stateOf(app.db);
    const { outcome } = await read(await clients[who ?? 'visitor'].post(fill(row.path), bodyOf(row)));
    expect([row.path, outcome, (await stateOf(app.db)) !== before]).toEqual([
      row.path,
      expect.stringMatching(/^\/|^page$/),
      true,
    ]);
  }
});

test('what the forms did stands in the audit log in words alone', async () => {
  expect(await untoldEvents(app)).toEqual([]);
});
