import { z } from 'zod';

const address = z.object({
  name: z.string(),
  /** Street, postal code and city; the country where it is not the other side's. */
  lines: z.array(z.string()),
});

const item = z.object({
  /** The order's number. */
  number: z.string(),
  device: z.string(),
  imei: z.string(),
  serial: z.string(),
  customer: z.string(),
  references: z.array(z.string()),
  /** What is sent along with the device. */
  accessories: z.string(),
});

const parcel = z.object({
  position: z.number().int(),
  weightGrams: z.number().int().nullable(),
  /** Our own number of it. */
  code: z.string(),
  /** SSCC-18 (GS1 General Specifications), where it has one. */
  sscc: z.string().nullable(),
  /** Where the receiving desk gets to with it; in its QR code. */
  url: z.string(),
  /** The devices in it; left out on labels. */
  items: z.array(item),
});

/**
 * Everything on the papers of a shipment, as it is kept with each of them: from it a paper is made again. Plain values,
 * empty texts where something is unknown.
 */
export const shipmentPaperSchema = z.object({
  language: z.enum(['en', 'de']),
  /** BCP 47, for dates and numbers: `de-CH`. */
  locale: z.string(),
  /** IANA, for dates. */
  timeZone: z.string(),
  /** UTC, ISO 8601. */
  issuedAt: z.string(),
  version: z.number().int(),
  operator: z.object({
    name: z.string(),
    addressLines: z.array(z.string()),
    accent: z.string(),
    footerLines: z.array(z.string()),
    email: z.string(),
    phone: z.string(),
    /** Where the logo is in the storage. */
    logoKey: z.string().nullable(),
  }),
  number: z.string(),
  direction: z.enum(['inbound', 'return']),
  from: address,
  to: address,
  /** `2026-03-09`, a day of the sender's calendar. */
  pickUpOn: z.string().nullable(),
  method: z.string(),
  note: z.string(),
  parcels: z.array(parcel),
  /** Devices that no parcel is named for. */
  loose: z.array(item),
});

export type ShipmentPaperData = z.infer<typeof shipmentPaperSchema>;
export type PaperParcel = z.infer<typeof parcel>;
export type PaperItem = z.infer<typeof item>;
export type PaperAddress = z.infer<typeof address>;

/** What the documents are rendered from: the kept data, with the logo, and whether the paper is void. */
export type ShipmentPaper = Omit<ShipmentPaperData, 'operator'> & {
  operator: ShipmentPaperData['operator'] & { logo?: Uint8Array };
  void: boolean;
};

/** Grams as kilograms of a person's language; a dash where nobody weighed it. */
export function weightText(grams: number | null, locale: string): string {
  if (grams === null) return '–';
  const options = { style: 'unit', unit: 'kilogram', maximumFractionDigits: 3 } as const;
  return new Intl.NumberFormat(locale, options).format(grams / 1000);
}

/** A calendar day such as `2026-03-09` as people write it, or a dash. */
export function dayText(day: string | null, locale: string): string {
  if (day === null) return '–';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The bar code of a parcel: GS1-128 with its SSCC, else Code 128 of our own number. `hri` is what people read beneath. */
export function parcelSymbol({ sscc, code }: Pick<PaperParcel, 'sscc' | 'code'>) {
  return sscc
    ? ({ symbology: 'gs1-128', text: `(00)${sscc}`, hri: `(00) ${sscc}` } as const)
    : ({ symbology: 'code128', text: code, hri: code } as const);
}
