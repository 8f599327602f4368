import { z } from 'zod';
import { cleanText } from '~/platform/text';
import { MESSAGE_KINDS } from '../../messages/rules';
import { COLUMNS, DELIMITER_NAMES, LAYOUTS, TARGETS } from '../../orders/export/rules';
import { isIsoDate, text } from '../../orders/field-schema';
import { ALL_STATUSES, STAGES, type Status } from '../../orders/rules';
import { idCursor, idInBody, idInPath } from '../schema';

export const statusName = z.enum(ALL_STATUSES as readonly [Status, ...Status[]]);

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
  cursor: idCursor,
});

export const newMessageBody = z.strictObject({
  kind: z.enum(MESSAGE_KINDS).default('message'),
  body: text(10_000).refine((value) => value !== '', 'message_empty'),
});

export const uploadBody = z.object({
  files: z.array(z.file()).min(1),
  internal: z.literal('on').optional(),
});
