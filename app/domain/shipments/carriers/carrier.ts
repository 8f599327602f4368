/** How sure a carrier is that a tracking number is one of its own: by a check digit or a mark, or by its length alone. */
export type Recognition = 'certain' | 'likely' | null;

/** What a label is made of that is the carrier's own: the bar code and the words under it. */
export type ParcelLabel = {
  /** `gs1-128` with the element string `(00)SSCC`, or plain Code 128. */
  symbology: 'gs1-128' | 'code-128';
  /** What the bar code holds; for `gs1-128` in the notation with brackets. */
  data: string;
  /** What people read under it. */
  text: string;
};

/** A parcel as its label needs it. */
export type LabelledParcel = { code: string; sscc: string | null; trackingNumber: string | null };

/**
 * A carrier. One file of this folder says everything about one, and `index.ts` lists it; docs/carriers.md shows how.
 * Tracking numbers come in as `normaliseTracking` gives them: upper case, letters and digits only.
 */
export interface Carrier {
  /** The value of `shipping_methods.carrier`. */
  readonly id: string;
  /** The name as people know it; null for the portal's own label, which no carrier has a page for. */
  readonly name: string | null;
  recognise(trackingNumber: string): Recognition;
  /** The carrier's page that follows this parcel; null where it has none. */
  trackingUrl(trackingNumber: string, locale: 'en' | 'de'): string | null;
  /** The carrier's bar code on the label. Carriers without an agreed one of their own leave it to the own label. */
  label?(parcel: LabelledParcel): ParcelLabel;
}
