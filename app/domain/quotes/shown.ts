import { type OptionKind, optionTotals, type QuotedLine } from './rules';

type Address = { name: string; street: string; postalCode: string; city: string; country: string };

/** A quote with its order as the database gives it, as far as people see it. */
type Stored = {
  number: string;
  version: number;
  currency: string;
  message: string;
  validUntil: Date;
  sentAt: Date | null;
  createdBy?: { name: string };
  options: { id: number; kind: string; title: string; lines: StoredLine[] }[];
  order: {
    number: string;
    deviceName: string;
    imei: string | null;
    serial: string | null;
    account: Address;
    customer: Address;
    location: { name: string };
  };
};

type StoredLine = QuotedLine & { kind: string; description: string };

/**
 * A quote as it is shown, on pages and papers alike, and kept with the decision. Amounts in minor units, quantities in
 * thousandths, rates in basis points; times are UTC, ISO 8601.
 */
export function shownQuote({ order, ...quote }: Stored) {
  const address = ({ name, street, postalCode, city, country }: Address) => ({
    name,
    street,
    postalCode,
    city,
    country,
  });
  return {
    number: quote.number,
    version: quote.version,
    currency: quote.currency,
    message: quote.message,
    sentAt: quote.sentAt?.toISOString() ?? null,
    validUntil: quote.validUntil.toISOString(),
    order: {
      number: order.number,
      device: order.deviceName,
      imei: order.imei,
      serial: order.serial,
      location: order.location.name,
    },
    account: address(order.account),
    customer: order.customer.name,
    options: quote.options.map((option) => ({
      id: option.id,
      kind: option.kind as OptionKind,
      title: option.title,
      lines: option.lines.map((line) => ({
        id: line.id,
        kind: line.kind,
        description: line.description,
        quantityThousandths: line.quantityThousandths,
        unitPriceMinor: line.unitPriceMinor,
        vatBasisPoints: line.vatBasisPoints,
        warranty: line.warranty,
        optional: line.optional,
      })),
      /** Without the optional lines. */
      totals: optionTotals(option.lines),
    })),
  };
}

export type ShownQuote = ReturnType<typeof shownQuote>;
export type ShownOption = ShownQuote['options'][number];

/** What a decision keeps: the quote, the words' language, and, where it was agreed to, what exactly and for how much. */
export type KeptDecision = {
  quote: ShownQuote;
  language: { locale: 'en' | 'de'; format: string };
  timeZone: string;
  agreed: { option: ShownOption; lineIds: number[]; totals: ReturnType<typeof optionTotals> } | null;
};
