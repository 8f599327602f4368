import { z } from 'zod';
import { flag, line, optionalEmail, required, text } from '../companies/schema';
import { chosenId, chosenIdOrNone, LIMITS } from '../orders/field-schema';
import { lineFields, priceField, vatField } from '../orders/line-schema';
import { splitReferences } from '../orders/rules';
import type { Goods } from './schema';

const LINE_FIELDS = ['kind', 'description', 'quantity', 'price', 'vat'] as const;

/** What a field of the `slot`th line (from 0) of what was sold is called. */
export const lineName = (slot: number, field: (typeof LINE_FIELDS)[number]) =>
  `line-${slot}-${field}` as const;

/** How many lines the form has that says `slots` (from its field `slots`): four at first, a hundred at most. */
export function lineSlots(slots: unknown): number[] {
  const asked = Math.trunc(Number(slots)) || 0;
  return Array.from({ length: Math.min(Math.max(asked, 4), 100) }, (_, slot) => slot);
}

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
 * @param slots its lines, as of `lineSlots`
 */
export function newOnsiteSchema(offered: Offered, currency: string, format: string, slots: number[]) {
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
        slots.flatMap((at) => LINE_FIELDS.map((field) => [lineName(at, field), z.string().default('')])),
      ),
    })
    .transform((form, context) => {
      for (const field of ['postalCode', 'city'] as const)
        if (form.street !== '' && form[field] === '')
          context.addIssue({ code: 'custom', path: [field], message: 'required' });
      const given = form as unknown as Record<string, string>;
      const lines = slots.flatMap((at) => {
        const typed = (field: (typeof LINE_FIELDS)[number]) => given[lineName(at, field)] ?? '';
        if (typed('description') === '' && typed('price') === '') return [];
        const parsed = slot.safeParse({
          kind: typed('kind') || 'service',
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
