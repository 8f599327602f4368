import { z } from 'zod';
import { db } from '~/platform/db.server';
import { orderForApi } from '../api/orders/read.server';
import type { Viewer } from '../auth/rules';
import { settlementsVisibleTo } from '../billing/visible.server';
import { mayHearOf } from '../events/timeline.server';
import { visibleTo } from '../orders/visible.server';
import { getQuote } from '../quotes/queries.server';
import { shipmentsVisibleTo } from '../shipments/visible.server';
import { contractData, offerData } from './agreement-data.server';
import { type ChosenType, WEBHOOK_TYPES } from './rules';

/** An event as webhooks read it. */
export type WebhookEvent = {
  id: bigint;
  type: string;
  at: Date;
  visibility: string;
  orderId: number | null;
  shipmentId: number | null;
  companyId: number | null;
  data: unknown;
};

/** Of what an event says, that which is for the outside. */
const eventFacts = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  tracking: z.string().optional(),
  messageId: z.number().optional(),
  attachmentId: z.number().optional(),
  name: z.string().optional(),
  size: z.number().optional(),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  quote: z.string().optional(),
  settlement: z.string().optional(),
});
type Facts = z.output<typeof eventFacts>;

/** The companies whose people can know of an event. */
export async function companiesOf({ orderId, shipmentId, companyId }: WebhookEvent): Promise<number[]> {
  if (orderId !== null) {
    const select = { accountId: true, customerId: true, partnerId: true } as const;
    const order = await db().order.findUnique({ where: { id: orderId }, select });
    return order
      ? [order.accountId, order.customerId, ...(order.partnerId === null ? [] : [order.partnerId])]
      : [];
  }
  if (shipmentId !== null) {
    const shipment = await db().shipment.findUnique({
      where: { id: shipmentId },
      select: { accountId: true },
    });
    return shipment ? [shipment.accountId] : [];
  }
  if (companyId === null) return [];
  const company = await db().company.findUnique({ where: { id: companyId }, select: { resellerId: true } });
  return [companyId, ...(company?.resellerId ? [company.resellerId] : [])];
}

/** What a message says of an event as this viewer may know it; null when they may not know of it. */
export async function payloadData(
  viewer: Viewer,
  event: WebhookEvent,
  type: ChosenType,
): Promise<object | null> {
  if (!mayHearOf(viewer, event)) return null;
  const { about } = WEBHOOK_TYPES[type];
  if (about === 'offer') return offerData(viewer, event.data);
  if (about === 'contract') return contractData(viewer, event.data);
  const facts = eventFacts.parse(event.data ?? {});
  if (about === 'shipment') return event.shipmentId === null ? null : shipmentData(viewer, event.shipmentId);
  if (about === 'settlement') return settlementData(viewer, facts.settlement ?? '');
  const order = event.orderId === null ? null : await findNumber(viewer, event.orderId);
  if (order === null) return null;
  const more = about === 'quote' ? await quoteData(viewer, facts.quote ?? '') : await orderFacts(type, facts);
  return more && { order: await orderForApi(viewer, order), ...more };
}

async function findNumber(viewer: Viewer, id: number): Promise<string | null> {
  const order = await db().order.findFirst({
    where: { AND: [{ id }, visibleTo(viewer)] },
    select: { number: true },
  });
  return order?.number ?? null;
}

async function orderFacts(type: ChosenType, facts: Facts): Promise<object | null> {
  const { from, to, reason = null, tracking = null } = facts;
  switch (type) {
    case 'order.status_changed':
      return { change: { from, to, reason, trackingNumber: tracking } };
    case 'order.message_added':
      return messageData(facts.messageId ?? 0);
    case 'order.file_added':
      return { file: { id: facts.attachmentId, name: facts.name, size: facts.size } };
    case 'order.appointment_changed': {
      const agreed = facts.endsAt !== undefined;
      return {
        appointment: {
          state: agreed ? 'agreed' : 'cancelled',
          startsAt: facts.startsAt ?? null,
          endsAt: facts.endsAt ?? null,
          reason: reason || null,
        },
      };
    }
    default:
      return {};
  }
}

/** A message or public note; null for one that is gone or internal. */
async function messageData(id: number): Promise<object | null> {
  const message = await db().message.findFirst({
    where: { id, kind: { not: 'internal_note' } },
    select: { id: true, kind: true, body: true, createdAt: true, author: { select: { name: true } } },
  });
  if (!message) return null;
  const { author, body, createdAt, ...rest } = message;
  return { message: { ...rest, author: author.name, text: body, createdAt: createdAt.toISOString() } };
}

async function quoteData(viewer: Viewer, number: string): Promise<object | null> {
  const quote = await getQuote({ viewer }, number);
  if (!quote) return null;
  const { shown, state, decision } = quote;
  return {
    quote: {
      number: shown.number,
      version: shown.version,
      state,
      validUntil: shown.validUntil,
      decision: decision && {
        outcome: decision.outcome,
        automatic: decision.automatic,
        at: decision.at.toISOString(),
      },
    },
  };
}

async function shipmentData(viewer: Viewer, id: number): Promise<object | null> {
  const shipment = await db().shipment.findFirst({
    where: { AND: [{ id }, shipmentsVisibleTo(viewer)] },
    select: {
      number: true,
      direction: true,
      status: true,
      account: { select: { number: true } },
      location: { select: { name: true } },
      parcels: { orderBy: { position: 'asc' }, select: { sscc: true, trackingNumber: true } },
      items: { orderBy: { id: 'asc' }, select: { order: { select: { number: true } } } },
    },
  });
  if (!shipment) return null;
  const { items, ...rest } = shipment;
  return { shipment: { ...rest, orders: items.map(({ order }) => order.number) } };
}

async function settlementData(viewer: Viewer, number: string): Promise<object | null> {
  const settlement = await db().settlement.findFirst({
    where: { AND: [{ number }, settlementsVisibleTo(viewer)] },
    select: {
      ...{ number: true, state: true, currency: true, createdAt: true },
      items: { orderBy: { position: 'asc' }, select: { spId: true, order: { select: { number: true } } } },
    },
  });
  if (!settlement) return null;
  const { items, createdAt, ...rest } = settlement;
  const orders = items.map(({ spId, order }) => ({ spId, number: order.number }));
  return { settlement: { ...rest, createdAt: createdAt.toISOString(), orders } };
}
