import { z } from 'zod';
import { CURRENCIES } from '../companies/rules';
import { flag, line, optionalEmail, required, text } from '../companies/schema';
import { parseIdentifier } from '../devices/rules';
import { chosenId, errorKey, LIMITS } from '../orders/field-schema';
import { lineFields, priceField, vatField } from '../orders/line-schema';
import { AUTOMATION_KINDS } from './rules';

/** Forms of plans, baskets, offers and contracts. Messages are keys of the namespace `errors`. */

const whole = (min: number, max: number) =>
  z
    .string()
    .default('')
    .transform((typed) => (/^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN))
    .refine((value) => value >= min && value <= max, errorKey('whole_number', { min, max }));

/** A price in minor units that may be nothing, but not less. */
const plainPrice = (currency: string, locale: string) =>
  priceField(currency, locale).refine((minor) => minor >= 0, 'amount_negative');

/**
 * A service plan as its form sends it: the price is net for a month and a device, typed in the reader's notation.
 * @param locale BCP 47 tag of the notation
 */
export function planSchema(locale: string) {
  return z
    .object({
      code: required(40),
      nameEn: required(120),
      nameDe: required(120),
      descriptionEn: text(2000),
      descriptionDe: text(2000),
      currency: z.enum(CURRENCIES as [string, ...string[]], 'choose_one'),
      price: z.string().default(''),
      vat: vatField,
      termMonths: whole(1, 120),
      renews: flag,
      renewalMonths: whole(1, 120),
      noticeDays: whole(0, 365),
      active: flag,
    })
    .transform(({ price, vat, ...plan }, context) => {
      const amount = plainPrice(plan.currency, locale).safeParse(price);
      if (amount.success) return { ...plan, priceMinor: amount.data, vatBasisPoints: vat };
      const message = amount.error.issues[0]?.message ?? 'amount_not_a_number';
      context.addIssue({ code: 'custom', path: ['price'], message });
      return z.NEVER;
    });
}
export type PlanForm = z.output<ReturnType<typeof planSchema>>;

const key = z.string().regex(/^[\w-]{16,64}$/);

/** Begins a basket. `customer` is a number or name, needed by those who order for others. */
export const newBasketSchema = (locationIds: number[], choosesCustomer: boolean) =>
  z.object({
    submissionKey: key,
    customer: choosesCustomer ? required(LIMITS.line) : line(LIMITS.line),
    title: line(120),
    locationId: chosenId(locationIds),
  });
export type NewBasket = z.output<ReturnType<typeof newBasketSchema>>;

/** What a basket is called, and where its devices go. */
export const basketSchema = (locationIds: number[]) =>
  z.object({ title: line(120), locationId: chosenId(locationIds) });

const idOrNone = z
  .string()
  .default('')
  .refine((value) => /^\d{0,9}$/.test(value), 'choose_one')
  .transform((value) => (value === '' ? null : Number(value)));
const id = idOrNone.refine((value) => value !== null, 'choose_one').transform((value) => value ?? 0);

/** The place in the basket for which a form was made: the same form once more means the same thing. */
const at = z.coerce.number().int().min(0).max(100_000).default(0);

/** A device; `plan` is the service plan that it is to have. */
export const deviceItemSchema = z
  .object({
    at,
    identifier: z.string().default(''),
    noIdentifier: z.string().default(''),
    deviceName: required(LIMITS.line),
    problem: text(LIMITS.text),
    plan: idOrNone,
  })
  .transform(({ identifier, noIdentifier, ...device }, context) => {
    const parsed = parseIdentifier(identifier);
    if (parsed.ok) return { ...device, imei: parsed.imei ?? null, serial: parsed.serial ?? null };
    if (noIdentifier !== '' && parsed.code === 'identifier_empty')
      return { ...device, imei: null, serial: null };
    const message = errorKey(parsed.code, parsed.details);
    context.addIssue({ code: 'custom', path: ['identifier'], message });
    return z.NEVER;
  });
export type DeviceItem = z.output<typeof deviceItemSchema>;

/** A service: for a device of the basket, for the whole, or on site (`serviceType`). Prices count of those who may name them. */
export function serviceItemSchema(currency: string, locale: string) {
  const { description, quantity, price, vat } = lineFields(currency, locale);
  return z.object({
    at,
    description,
    quantity,
    price: price.refine((minor) => minor >= 0, 'amount_negative'),
    vat,
    forItem: idOrNone,
    serviceType: idOrNone,
  });
}
export type ServiceItem = z.output<ReturnType<typeof serviceItemSchema>>;

/** A service plan for a device of the basket. */
export const planItemSchema = z.object({ at, plan: id, forItem: id });
export type PlanItem = z.output<typeof planItemSchema>;

const day = z.string('required').regex(/^\d{4}-\d\d-\d\d$/, 'not_a_date');
const email = optionalEmail.refine((value) => value !== '', 'required');

/**
 * Makes an offer of a basket: until which day it is valid, who else is asked, and whether it is sent at once.
 * @param days the first and the last day that may be chosen, `YYYY-MM-DD`
 */
export function offerSchema(days: { first: string; last: string }) {
  return z
    .object({
      submissionKey: key,
      validUntil: day.refine(
        (value) => value >= days.first && value <= days.last,
        `valid_until_range?last=${days.last}`,
      ),
      approverName: line(120),
      approverEmail: optionalEmail,
      send: z.string().default('').transform(Boolean),
    })
    .refine(({ approverName, approverEmail }) => approverName === '' || approverEmail !== '', {
      path: ['approverEmail'],
      message: 'required',
    });
}
export type OfferForm = z.output<ReturnType<typeof offerSchema>>;

/** A decision on an offer, with the name and address that were typed. */
export const offerDecisionSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), name: required(120), email }),
  z.object({
    outcome: z.literal('declined'),
    reason: text(2000).refine((value) => value !== '', 'required'),
    name: required(120),
    email,
  }),
]);
export type OfferDecisionForm = z.output<typeof offerDecisionSchema>;

/** A rule of the operator; without a limit it holds for any amount (gross, in minor units of the order's currency). */
export function automationSchema(currency: string, locale: string) {
  return z
    .object({ kind: z.enum(AUTOMATION_KINDS), enabled: flag, limit: z.string().default('') })
    .transform(({ limit, ...rule }, context) => {
      if (limit.trim() === '') return { ...rule, grossLimitMinor: null };
      const amount = plainPrice(currency, locale).safeParse(limit);
      if (amount.success) return { ...rule, grossLimitMinor: amount.data };
      const message = amount.error.issues[0]?.message ?? 'amount_not_a_number';
      context.addIssue({ code: 'custom', path: ['limit'], message });
      return z.NEVER;
    });
}
export type AutomationForm = z.output<ReturnType<typeof automationSchema>>;
