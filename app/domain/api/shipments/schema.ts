import { z } from 'zod';
import { isIsoDate, text } from '../../orders/field-schema';
import type { ShipmentTab } from '../../shipments/list.server';
import { PAPER_KINDS } from '../../shipments/paper-rules';
import {
  DIRECTIONS,
  MAX_ITEMS,
  MAX_PARCELS,
  MAX_WEIGHT_GRAMS,
  SHIPMENT_STATUSES,
} from '../../shipments/rules';
import { trackingSchema } from '../../shipments/schema';
import { idCursor, idInBody, idInPath, links, nextLink, time } from '../schema';

/** Such as SH-2026-000123. */
export const shipmentParams = z.object({ number: z.string().regex(/^SH-\d{4}-\d{6,12}$/) });
export const shipmentPaperParams = shipmentParams.extend({ paper: idInPath });

const STATES = ['preparation', 'on_the_way', 'arrived', 'all'] as const satisfies readonly ShipmentTab[];

export const shipmentQuery = z.strictObject({ state: z.enum(STATES).default('all'), cursor: idCursor });

const parcel = z.strictObject({
  weightGrams: z.number().int().min(1).max(MAX_WEIGHT_GRAMS).nullable().default(null),
});

/** A shipment that is to be made. */
export const newShipmentBody = z.strictObject({
  direction: z.enum(DIRECTIONS).default('inbound'),
  orders: z
    .array(z.string().max(40))
    .min(1, 'shipment_empty')
    .max(MAX_ITEMS)
    .transform((numbers) => [...new Set(numbers)]),
  parcels: z.array(parcel).min(1, 'required').max(MAX_PARCELS),
  shippingMethodId: idInBody.nullable().default(null),
  pickUpOn: z
    .string()
    .refine((day) => isIsoDate(day) && day > '2000' && day < '2100', 'not_a_date')
    .nullable()
    .default(null),
  note: text(2000),
});

/** The tracking numbers of parcels by their position; an empty one takes the parcel's away. */
export const trackingBody = z.strictObject({
  parcels: z
    .array(
      z.strictObject({ position: z.number().int().min(1).max(MAX_PARCELS), trackingNumber: trackingSchema }),
    )
    .min(1, 'required')
    .max(MAX_PARCELS),
});

const summary = {
  number: z.string(),
  direction: z.enum(DIRECTIONS),
  status: z.enum(SHIPMENT_STATUSES),
  account: z.object({ name: z.string() }),
  location: z.object({ name: z.string() }),
  pickUpOn: z.iso.date().nullable(),
  createdAt: time,
  confirmedAt: time.nullable(),
  arrivedAt: time.nullable(),
  closedAt: time.nullable(),
  links,
};

export const shipmentListSchema = z.object({
  shipments: z.array(
    z.object({ ...summary, devices: z.int(), parcels: z.int(), trackingNumbers: z.array(z.string()) }),
  ),
  links: nextLink,
});

export const shipmentSchema = z.object({
  ...summary,
  shippingMethod: z.object({ id: z.int(), name: z.string() }).nullable(),
  note: z.string(),
  parcels: z.array(
    z.object({
      position: z.int(),
      code: z.string(),
      sscc: z.string().nullable(),
      weightGrams: z.int().nullable(),
      trackingNumber: z.string().nullable(),
      scannedAt: time.nullable(),
    }),
  ),
  items: z.array(
    z.object({
      order: z.string(),
      device: z.string(),
      parcel: z.int().nullable(),
      accessories: z.string(),
      state: z.enum(['packed', 'on_the_way', 'here', 'withdrawn']),
    }),
  ),
  papers: z.array(
    z.object({
      kind: z.enum(PAPER_KINDS),
      version: z.int(),
      contentType: z.string(),
      size: z.int(),
      issuedAt: time,
      voidedAt: time.nullable(),
      links,
    }),
  ),
});
