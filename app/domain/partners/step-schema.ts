import { z } from 'zod';
import { flag, line, text } from '../companies/schema';
import { isIsoDate } from '../orders/field-schema';
import { priceField, vatField } from '../orders/line-schema';
import { CHANNELS, FAILURES, type ItemKind, RESOLUTIONS } from './rules';

/** Forms of the steps of on-site orders. Messages are keys of the namespace `errors`. */

const REASON_MAX = 2000;
const reason = text(REASON_MAX);
const needed = reason.refine((value) => value !== '', 'required');

/** The form field of an answer. */
export const answerName = (itemId: number) => `item-${itemId}` as const;

type Asked = { id: number; kind: ItemKind; required: boolean };

function answer({ kind }: Asked) {
  const given = text(REASON_MAX);
  if (kind === 'yes_no') return given.refine((value) => ['', 'yes', 'no'].includes(value), 'choose_one');
  if (kind === 'number')
    return given.refine((value) => value === '' || /^-?\d{1,12}([.,]\d{1,6})?$/.test(value), 'not_a_number');
  return given;
}

/** The checklist: what is required has to be answered to call the requirements fulfilled; else a reason is. */
export function requirementsSchema(items: readonly Asked[]) {
  return z
    .object({
      outcome: z.enum(['fulfilled', 'not_fulfilled'], 'choose_one'),
      reason,
      ...Object.fromEntries(items.map((item) => [answerName(item.id), answer(item)])),
    })
    .superRefine((form, context) => {
      const issue = (field: string) =>
        context.addIssue({ code: 'custom', path: [field], message: 'required' });
      const given = form as unknown as Record<string, string>;
      if (form.outcome === 'not_fulfilled' && form.reason === '') issue('reason');
      if (form.outcome === 'fulfilled')
        for (const { id, required } of items)
          if (required && given[answerName(id)] === '') issue(answerName(id));
    });
}

export type RequirementsForm = z.output<ReturnType<typeof requirementsSchema>>;

/** A try to reach the customer. */
export const contactSchema = z.object({
  channel: z.enum(CHANNELS, 'choose_one'),
  reached: z.enum(['yes', 'no'], 'choose_one').transform((value) => value === 'yes'),
  note: text(REASON_MAX),
});

export type ContactForm = z.output<typeof contactSchema>;

const day = z
  .string()
  .default('')
  .refine((value) => value !== '', 'required')
  .refine((value) => value === '' || isIsoDate(value), 'not_a_date');

const time = z
  .string()
  .default('')
  .refine((value) => value !== '', 'required')
  .refine((value) => value === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'not_a_time');

/** A visit: day and time window in local time. */
export const appointmentSchema = z
  .object({
    day,
    from: time,
    until: time,
    note: text(REASON_MAX),
    reason,
    despite: flag,
  })
  .refine(({ from, until }) => until > from, { path: ['until'], message: 'appointment_window' });

/** A reason that has to be given. */
export const reasonSchema = z.object({ reason: needed });

/** What was done, and who signed for it; the signature as a PNG in a data URL, or nothing. */
export const executedSchema = z.object({
  work: needed,
  signedBy: line(200).refine((value) => value !== '', 'required'),
  signature: z
    .string()
    .default('')
    .refine(
      (value) => value === '' || /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/.test(value),
      'signature_invalid',
    )
    .refine((value) => value.length <= 1_000_000, 'signature_invalid'),
});

export type ExecutedForm = z.output<typeof executedSchema>;

/** Why a visit came to nothing; what is none of the known reasons is told in words. */
export const failedSchema = z
  .object({ failure: z.enum(FAILURES, 'choose_one'), details: reason })
  .refine(({ failure, details }) => failure !== 'other' || details !== '', {
    path: ['details'],
    message: 'required',
  });

export type FailedForm = z.output<typeof failedSchema>;

/** The goods are on their way: they arrive on this day. */
export const dispatchSchema = z.object({ arrivesOn: day, tracking: line(100) });

/** What the operator decides on an order under review. */
export const reviewSchema = z
  .object({ resolution: z.enum(RESOLUTIONS, 'choose_one'), reason })
  .refine(({ resolution, reason: given }) => resolution === 'new_appointment' || given !== '', {
    path: ['reason'],
    message: 'required',
  });

/** @param locale in whose manner the fee is typed (BCP 47) */
export const partnerSchema = (currency: string, locale: string) =>
  z.object({
    partnerId: z
      .string()
      .default('')
      .refine((value) => /^\d{1,9}$/.test(value), 'choose_one')
      .transform(Number),
    fee: priceField(currency, locale).refine((minor) => minor >= 0, 'amount_not_a_number'),
    feeVat: vatField,
  });

/** Who carries an on-site order out, and what they get: net in minor units, the VAT rate in basis points. */
export type PartnerForm = z.output<ReturnType<typeof partnerSchema>>;

export const paymentSchema = z.object({ reference: line(200) });
