import { z } from 'zod';
import { cleanText } from '~/platform/text';
import { MESSAGE_KINDS } from '../../messages/rules';
import { COLUMNS, DELIMITER_NAMES, LAYOUTS, TARGETS } from '../../orders/export/rules';
import { isIsoDate, text } from '../../orders/field-schema';
import { LINE_KINDS } from '../../orders/line-schema';
import { ALL_STATUSES, KINDS, STAGES, type Status } from '../../orders/rules';
import { amount, idInBody, idInPath, links, nextLink, time, totalsSchema } from '../schema';

const statusName = z.enum(ALL_STATUSES as readonly [Status, ...Status[]]);

/** What stands in the address of one order, such as RO-2026-000042. */
export const orderParams = z.object({ number: z.string().regex(/^RO-\d{4}-\d{6,9}$/) });
export const fileParams = orderParams.extend({ file: idInPath });

/** Several values of an address, separated by commas. */
const several = <Name extends string>(names: readonly Name[]) =>
  z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(names as readonly [Name, ...Name[]])).max(30));

const searched = z.string().max(500).transform(cleanText);

/** Which orders, and which page of them. */
export const orderQuery = z.strictObject({
  stage: z.enum(STAGES).optional(),
  status: several(ALL_STATUSES).optional(),
  q: searched.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(500).optional(),
});
export type OrderQuery = z.output<typeof orderQuery>;

export const searchQuery = z.strictObject({
  q: searched.refine((value) => value !== '', 'required'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const day = z
  .string()
  .refine((value) => isIsoDate(value) && value > '1900' && value < '2200', 'not_a_date')
  .optional();
const chosenId = idInPath.transform(Number).optional();

/** Which orders are exported, and how the file is written. */
export const exportQuery = z.strictObject({
  stage: z.enum(STAGES).optional(),
  status: several(ALL_STATUSES).optional(),
  q: searched.optional(),
  from: day,
  until: day,
  completedFrom: day,
  completedUntil: day,
  location: chosenId,
  customer: chosenId,
  columns: several(COLUMNS).optional(),
  layout: z.enum(LAYOUTS).default('orders'),
  target: z.enum(TARGETS).default('machine'),
  delimiter: z.enum(DELIMITER_NAMES).default('comma'),
});

/** A repair order that is to be made: what the form asks, which checks it. */
export const newOrderBody = z.strictObject({
  customer: z.string().max(300).optional(),
  locationId: idInBody,
  deviceName: z.string(),
  identifier: z.string().max(100).default(''),
  problem: z.string(),
  customerReferences: z.array(z.string().max(200)).max(50).default([]),
  internalReferences: z.array(z.string().max(200)).max(50).default([]),
  shippingMethodId: idInBody.optional(),
  deliveryMethodId: idInBody.optional(),
  delivery: z
    .strictObject({
      name: z.string().default(''),
      street: z.string().default(''),
      postalCode: z.string().default(''),
      city: z.string().default(''),
      country: z.string().default(''),
    })
    .optional(),
  answers: z
    .array(z.strictObject({ questionId: idInBody, value: z.string() }))
    .max(200)
    .default([]),
  confirmedGates: z.array(idInBody).max(100).default([]),
  passcode: z.string().max(200).default(''),
  secondOrder: z.boolean().default(false),
});
export type NewOrderBody = z.output<typeof newOrderBody>;

export const cancelBody = z.strictObject({
  reason: text(2000).refine((value) => value !== '', 'required'),
  status: statusName.optional(),
});

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'api_unknown_cursor')
    .transform(Number)
    .optional(),
});

export const newMessageBody = z.strictObject({
  kind: z.enum(MESSAGE_KINDS).default('message'),
  body: text(10_000).refine((value) => value !== '', 'message_empty'),
});

export const uploadBody = z.object({
  files: z.array(z.file()).min(1),
  internal: z.literal('on').optional(),
});

const summary = {
  number: z.string(),
  kind: z.enum(KINDS),
  stage: z.enum(STAGES),
  status: statusName,
  device: z.object({ name: z.string(), imei: z.string().nullable(), serial: z.string().nullable() }),
  customerReferences: z.array(z.string()),
  internalReferences: z.array(z.string()),
  trackingNumbers: z.array(z.string()),
  createdAt: time,
  statusSince: time,
  dueAt: time.nullable(),
  links,
};

const listed = z
  .object({
    ...summary,
    customer: z.object({ name: z.string() }),
    location: z.object({ name: z.string() }),
  })
  .meta({ id: 'OrderSummary' });
export type ListedOrder = z.output<typeof listed>;

export const orderListSchema = z.object({ orders: z.array(listed), links: nextLink });

/** The orders that fit, the best first; `exact` is the number of the one that is meant. */
export const foundSchema = z.object({ exact: z.string().nullable(), orders: z.array(listed) });

const money = z.object({
  currency: z.string(),
  lines: z.array(
    z.object({
      kind: z.enum(LINE_KINDS),
      description: z.string(),
      quantityThousandths: amount,
      unitPriceMinor: amount,
      vatBasisPoints: amount,
      netMinor: amount,
    }),
  ),
  ...totalsSchema,
});

const onsite = z.object({
  serviceType: z.object({ id: z.int(), name: z.string() }),
  partner: z.object({ id: z.int(), name: z.string() }).nullable(),
  released: z.boolean(),
  site: z.object({
    contactName: z.string(),
    phone: z.string(),
    email: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
  }),
  goods: z.array(z.object({ description: z.string(), quantity: z.int() })),
  dispatched: z.boolean(),
  arrivesOn: z.iso.date().nullable(),
  fee: z.object({ minor: amount, vatBasisPoints: amount, currency: z.string() }).nullable(),
  payment: z.object({ prepaid: z.boolean(), paidAt: time.nullable(), reference: z.string() }).nullable(),
  visit: z.object({ startsAt: time, endsAt: time }).nullable(),
});

/** One order. */
export const orderSchema = z.object({
  ...summary,
  customer: z.object({ number: z.string(), name: z.string() }),
  location: z.object({ name: z.string() }),
  spId: z.string().nullable(),
  problem: z.string(),
  completedAt: time.nullable(),
  sold: z.array(z.object({ description: z.string(), quantityThousandths: amount })),
  money: money.nullable(),
  onsite: onsite.nullable(),
});

export const messageSchema = z
  .object({
    id: z.int(),
    kind: z.enum(MESSAGE_KINDS),
    body: z.string(),
    author: z.string(),
    mine: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Message' });
export const messageListSchema = z.object({ messages: z.array(messageSchema), links: nextLink });

const file = z
  .object({
    id: z.int(),
    name: z.string(),
    contentType: z.string(),
    size: z.int(),
    internal: z.boolean(),
    uploader: z.string(),
    createdAt: time,
    links,
  })
  .meta({ id: 'Attachment' });
export const fileListSchema = z.object({ attachments: z.array(file) });

export const paperListSchema = z.object({
  papers: z.array(
    z.object({ kind: z.enum(['order', 'quote']), number: z.string(), contentType: z.string(), links }),
  ),
});

export const eventListSchema = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      at: time,
      actor: z.string().nullable(),
      internal: z.boolean(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
