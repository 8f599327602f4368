import type { Noun } from '../operation';

/** What the description and its pages show as examples. */

const address = { street: 'Seestrasse 9', postalCode: '8800', city: 'Thalwil', country: 'CH' };

const endpoint = {
  url: 'https://hooks.muster.example/repairs',
  description: 'Shop',
  types: ['order.status_changed', 'quote.sent'],
};

/** Bodies by the operation that takes them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  createOrder: {
    customer: 'C-1042',
    locationId: 1,
    deviceName: 'Fairphone 5',
    identifier: '356938035643809',
    problem: 'The display stays black.',
    customerReferences: ['PO-4711'],
    answers: [{ questionId: 3, value: 'yes' }],
  },
  cancelOrder: { reason: 'The customer has bought another one.' },
  postMessage: { body: 'The charger is in the box, too.' },
  createCustomer: {
    name: 'Muster AG',
    email: 'anna@muster.example',
    ...address,
    currency: 'CHF',
    locale: 'de',
  },
  changeCustomer: {
    name: 'Muster AG',
    email: 'anna@muster.example',
    ...address,
    currency: 'CHF',
    locale: 'en',
  },
  createShipment: {
    orders: ['RO-2026-000042', 'RO-2026-000043'],
    parcels: [{ weightGrams: 2400 }],
    pickUpOn: '2026-11-25',
  },
  trackShipment: { parcels: [{ position: 1, trackingNumber: '996012345678901234' }] },
  decideQuote: {
    outcome: 'accepted',
    option: 17,
    lines: [52],
    grossMinor: 15134,
    name: 'Anna Muster',
    email: 'anna@muster.example',
  },
  createOnsiteOrder: {
    customerId: 12,
    locationId: 1,
    serviceTypeId: 2,
    partnerId: 7,
    contactName: 'Petra Muster',
    ...address,
    problem: 'Mount the television on the wall.',
    goods: [{ description: 'OLED 77', quantity: 1 }],
    fee: { minor: 14500, vatBasisPoints: 810 },
  },
  recordPayment: { reference: 'Bank 2026-11-23' },
  dispatchGoods: { arrivesOn: '2026-11-25', tracking: '996012345678901234' },
  createSettlement: { orders: ['RO-2026-000042', 'RO-2026-000043'] },
  submitInvoice: { number: 'F-4711', note: 'The fee of SP-000043 was rounded.' },
  createWebhook: endpoint,
  changeWebhook: { ...endpoint, types: [] },
  rotateWebhookSecret: { previousUntil: null },
  replayFailed: { since: '2026-11-22T00:00:00Z' },
};

/** The form with a file of those that take one, as a command line sends it. */
export const SENT_FILES: Readonly<Record<string, string>> = {
  addAttachments: 'files=@photo.jpg',
  uploadInvoice: 'file=@invoice.pdf',
};

/** The numbers of things, by their noun. */
const NUMBERS: Readonly<Record<Noun, string>> = {
  orders: 'RO-2026-000042',
  onsite: 'RO-2026-000042',
  shipments: 'SH-2026-000123',
  quotes: 'QU-2026-000007',
  settlements: 'BI-2026-000005',
  customers: 'C-1042',
  webhooks: '',
  forms: '',
  about: '',
};

const DELIVERY = 'msg_0mg2x7c4k9c0f2b7de4a15836c9d07f2b';

/** Values of parts of an address. */
export const partOfPath = (name: string, noun: Noun): string => {
  if (name === 'number') return NUMBERS[noun];
  return name === 'delivery' ? DELIVERY : '17';
};

const VALUES: Readonly<Record<string, unknown>> = {
  order: 'RO-2026-000042',
  exact: 'RO-2026-000042',
  orders: 2,
  'device.name': 'Fairphone 5',
  'location.name': 'Zürich',
  'serviceType.name': 'Television, mounted',
  'locations.name': 'Zürich',
  'shippingMethods.name': 'Parcel service',
  'shippingMethod.name': 'Parcel service',
  'deliveryMethods.name': 'Pick-up',
  'attachments.name': 'photo.jpg',
  'attachments.contentType': 'image/jpeg',
  'me.name': 'Rita Handel',
  'invoices.fileName': 'invoice.pdf',
  'checks.name': 'net',
  'owner.name': 'Rita Handel',
  'webhooks/description': endpoint.description,
  'webhooks/type': 'order.status_changed',
  'deliveries.id': DELIVERY,
  'last.status': 200,
  'attempts.status': 200,
  name: 'Muster AG',
  status: 'confirmed',
  author: 'Anna Muster',
  actor: 'Anna Muster',
  uploader: 'Anna Muster',
  customer: 'Muster AG',
  partner: 'Montage Nord',
  company: 'Handel AG',
  email: 'anna@muster.example',
  phone: '+41 44 000 00 00',
  contactName: 'Petra Muster',
  ...address,
  address: 'Seestrasse 9, 8800 Thalwil',
  currency: 'CHF',
  locale: 'de',
  vatId: null,
  imei: '356938035643809',
  serial: null,
  device: 'Fairphone 5',
  problem: 'The display stays black.',
  description: 'Display replacement',
  title: 'Repair',
  label: 'Is there a backup?',
  help: '',
  value: 'yes',
  body: 'The charger is in the box, too.',
  message: 'The display is broken.',
  reason: '',
  note: '',
  code: 'SH-2026-000123-01',
  sscc: null,
  spId: 'SP-000042',
  trackingNumber: '996012345678901234',
  trackingNumbers: ['996012345678901234'],
  customerReferences: ['PO-4711'],
  internalReferences: [],
  accessories: 'Charger',
  reference: 'Bank 2026-11-23',
  contentType: 'application/pdf',
  kind: undefined,
  type: 'order.confirmed',
  from: 'draft',
  to: 'confirmed',
  size: 48213,
  id: 17,
  position: 1,
  parcel: 1,
  parcels: 1,
  devices: 2,
  version: 1,
  quantity: 1,
  weightGrams: 2400,
  quantityThousandths: 1000,
  unitPriceMinor: 12000,
  netMinor: 12000,
  vatMinor: 972,
  grossMinor: 12972,
  feeMinor: 14500,
  minor: 14500,
  basisPoints: 810,
  vatBasisPoints: 810,
  resellerId: null,
  next: null,
  openapi: '3.1.0',
  internal: false,
  url: endpoint.url,
  types: endpoint.types,
  secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
  stoppedBecause: null,
  failingSince: null,
  nextAt: null,
  milliseconds: 84,
  tries: 1,
  automatic: false,
  optional: false,
  warranty: false,
};

/** The value of a field of this name in an example, inside the field `parent`; undefined where its type says enough. */
export function exampleValue(name: string, parent: string, noun: Noun): unknown {
  if (name === 'number') return parent === 'customer' ? NUMBERS.customers : NUMBERS[noun] || NUMBERS.orders;
  return VALUES[`${parent}.${name}`] ?? VALUES[`${noun}/${name}`] ?? VALUES[name];
}

/** Where a thing of this noun is read, below the address of the API. */
export const exampleAddress = (noun: Noun): string =>
  noun === 'customers' || noun === 'webhooks'
    ? `/${noun}/17`
    : `/${noun === 'onsite' ? 'orders' : noun}/${NUMBERS[noun]}`;
