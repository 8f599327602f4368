import { z } from 'zod';
import { flag, line, optionalEmail, required, text } from '../companies/schema';
import { chosenId, chosenIdOrNone, LIMITS } from '../orders/field-schema';
import { lineFields, priceField, vatField } from '../orders/line-schema';
import { splitReferences } from '../orders/rules';
import type { Goods } from './schema';

/** The lines of what was sold that the form of an on-site order has. */
export const LINE_SLOTS = [0, 1, 2, 3] as const;

export const lineName = (slot: number, field: 'description' | 'quantity' | 'price' | 'vat') =>
  `line-${slot}-${field}` as const;

/** The goods, one a line: `2 × Washing machine`, or the name alone for one piece. Null where a line cannot be read. */
export function parseGoods(typed: string): Goods[] | null {
  const lines = typed
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  const goods = lines.map((one) => {
    const [, quantity = '1', description = ''] = /^(?:(\d+)\s*[x×*]\s+)?(.+)$/i.exec(one) ?? [];
    return { quantity: Number(quantity), description };
  });
  const good = goods.every(
    ({ quantity, description }) => quantity >= 1 && quantity <= 999 && description.length <= LIMITS.line,
  );
  return good ? goods : null;
}

type Offered = { locationIds: number[]; serviceTypeIds: number[]; partnerIds: number[] };

/**
 * Checks of the form of an on-site order. Without a street the customer's own address is meant.
 * @param currency of the customer, in which prices are typed in the notation of `format` (BCP 47)
 */
export function newOnsiteSchema(offered: Offered, currency: string, format: string) {
  const slot = z.object(lineFields(currency, format));
  return z
    .object({
      submissionKey: z.string().min(8).max(100),
      customer: required(LIMITS.line),
      locationId: chosenId(offered.locationIds),
      serviceTypeId: chosenId(offered.serviceTypeIds),
      partnerId: chosenIdOrNone(offered.partnerIds),
      contactName: line(LIMITS.line),
      phone: line(60),
      email: optionalEmail,
      street: line(LIMITS.line),
      postalCode: line(20),
      city: line(LIMITS.line),
      country: line(LIMITS.line),
      problem: text(LIMITS.text).refine((value) => value !== '', 'required'),
      goods: text(LIMITS.text)
        .refine((value) => value !== '', 'required')
        .transform((typed, context) => {
          const goods = parseGoods(typed);
          if (goods && goods.length <= 50) return goods;
          if (typed !== '') context.addIssue({ code: 'custom', message: 'quantity_whole' });
          return z.NEVER;
        }),
      fee: priceField(currency, format).refine((minor) => minor >= 0, 'amount_not_a_number'),
      feeVat: vatField,
      prepaid: flag,
      customerReferences: text(LIMITS.references).transform(splitReferences),
      internalReferences: text(LIMITS.references).transform(splitReferences),
      ...Object.fromEntries(
        LINE_SLOTS.flatMap((at) =>
          (['description', 'quantity', 'price', 'vat'] as const).map((field) => [
            lineName(at, field),
            z.string().default(''),
          ]),
        ),
      ),
    })
    .transform((form, context) => {
      for (const field of ['postalCode', 'city'] as const)
        if (form.street !== '' && form[field] === '')
          context.addIssue({ code: 'custom', path: [field], message: 'required' });
      const given = form as unknown as Record<string, string>;
      const lines = LINE_SLOTS.flatMap((at) => {
        const typed = (field: 'description' | 'quantity' | 'price' | 'vat') =>
          given[lineName(at, field)] ?? '';
        if (typed('description') === '' && typed('price') === '') return [];
        const parsed = slot.safeParse({
          kind: 'service',
          description: typed('description'),
          quantity: typed('quantity'),
          price: typed('price'),
          vat: typed('vat'),
        });
        if (parsed.success) {
          const { kind, description, quantity, price, vat } = parsed.data;
          return [
            { kind, description, quantityThousandths: quantity, unitPriceMinor: price, vatBasisPoints: vat },
          ];
        }
        for (const { path, message } of parsed.error.issues)
          context.addIssue({ code: 'custom', path: [`line-${at}-${String(path[0])}`], message });
        return [];
      });
      return { ...form, lines };
    });
}

export type NewOnsiteForm = z.output<ReturnType<typeof newOnsiteSchema>>;
