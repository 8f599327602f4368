import { z } from 'zod';
import { errorKey, text } from '../orders/schema';
import { normaliseTracking } from './carriers';
import { MAX_PARCELS, MAX_WEIGHT_GRAMS } from './rules';

/** Forms of shipments. Messages are keys of the namespace `errors`. */

/**
 * A weight as people type it, in kilograms with a point or a comma, in grams; null when nothing was typed, undefined when
 * it is no weight from 1 g to 1 t.
 */
export function parseWeight(typed: string): number | null | undefined {
  const clean = typed.replace(/kg/i, '').trim();
  if (clean === '') return null;
  if (!/^\d{1,4}([.,]\d{1,3})?$/.test(clean)) return undefined;
  const grams = Math.round(Number(clean.replace(',', '.')) * 1000);
  return grams >= 1 && grams <= MAX_WEIGHT_GRAMS ? grams : undefined;
}

const weight = z
  .string()
  .default('')
  .transform(parseWeight)
  .refine((grams) => grams !== undefined, 'weight_invalid')
  .transform((grams) => grams ?? null);

/** Weights one after another; one alone is that of every parcel. */
const weights = text(2000).transform((typed, context) => {
  const parsed = typed
    .split(/[;\s]+/)
    .filter((part) => part !== '' && !/^kg$/i.test(part))
    .map(parseWeight);
  if (parsed.includes(undefined)) {
    context.addIssue({ code: 'custom', message: 'weight_invalid' });
    return z.NEVER;
  }
  return parsed.map((grams) => grams ?? null);
});

const parcels = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
  .refine((typed) => /^\d{1,3}$/.test(typed), errorKey('parcels_range', { max: MAX_PARCELS }))
  .transform(Number)
  .refine((count) => count >= 1 && count <= MAX_PARCELS, errorKey('parcels_range', { max: MAX_PARCELS }));

/** A day as `YYYY-MM-DD`; null when nothing was chosen. */
const day = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
  .refine((typed) => typed === '' || isDay(typed), 'not_a_date')
  .transform((typed) => typed || null);

function isDay(typed: string): boolean {
  const date = new Date(`${typed}T00:00:00Z`);
  return (
    /^20\d\d-\d\d-\d\d$/.test(typed) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed)
  );
}

/** A row of the database, or null for none. */
const id = z
  .string()
  .default('')
  .refine((typed) => typed === '' || /^[1-9]\d{0,8}$/.test(typed), 'choose_one')
  .transform((typed) => (typed === '' ? null : Number(typed)));

const numbers = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => [
    ...new Set(
      [given]
        .flat()
        .map((number) => number.trim())
        .filter(Boolean),
    ),
  ]);

const details = {
  parcels,
  pickUpOn: day,
  methodId: id,
  note: text(2000),
};

/** *Create shipment*: orders of one group, or all of it, and how they are to travel. */
export const newShipmentSchema = z
  .object({
    submissionKey: z.string().regex(/^[\w-]{16,64}$/),
    accountId: id,
    locationId: id,
    groupMethodId: id,
    order: numbers,
    all: z.string().default('').transform(Boolean),
    weights,
    ...details,
  })
  .superRefine((form, context) => {
    const given = form.weights.length;
    if (given > 1 && given !== form.parcels)
      context.addIssue({
        code: 'custom',
        path: ['weights'],
        message: errorKey('weights_count', { parcels: form.parcels, given }),
      });
    if (!form.all && form.order.length === 0)
      context.addIssue({ code: 'custom', path: ['order'], message: 'shipment_empty' });
  });

export type NewShipmentForm = z.output<typeof newShipmentSchema>;

/** What is packed how: the fields of the shipment, of its parcels by position, and of its devices by item. */
export const packingSchema = z
  .object({
    ...details,
    weights: z.array(weight),
    items: z.array(
      z.object({
        id: z.number().int(),
        parcel: z
          .string()
          .default('')
          .refine((typed) => /^\s*\d{0,2}\s*$/.test(typed), 'parcel_unknown')
          .transform((typed) => Number(typed) || null),
        accessories: text(300),
      }),
    ),
  })
  .superRefine((form, context) => {
    // A parcel that is taken away with this form may still stand at its devices.
    for (const [index, { parcel }] of form.items.entries())
      if (parcel !== null && parcel > Math.max(form.parcels, form.weights.length))
        context.addIssue({ code: 'custom', path: ['items', index, 'parcel'], message: 'parcel_unknown' });
  });

export type PackingForm = z.output<typeof packingSchema>;

/** Order numbers as they are typed, pasted or scanned: separated by spaces, commas, semicolons or line breaks. */
export function splitNumbers(typed: string): string[] {
  return [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ].slice(0, 2000);
}

/** A tracking number as it is kept: upper case, letters and digits only; empty for none. */
export const trackingSchema = z
  .string()
  .default('')
  .transform((typed) => ({ typed: typed.trim(), number: normaliseTracking(typed) }))
  .refine(
    ({ typed, number }) => typed === '' || (number.length >= 5 && number.length <= 40),
    'tracking_invalid',
  )
  .transform(({ number }) => number);
