import { z } from 'zod';
import { MESSAGE_KINDS } from '../../messages/rules';
import { LINE_KINDS } from '../../orders/line-schema';
import { KINDS, STAGES } from '../../orders/rules';
import { amount, links, nextLink, time, totalsSchema } from '../schema';
import { statusName } from './schema';

/** What the API tells of orders and what belongs to them. */

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
