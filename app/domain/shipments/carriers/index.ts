import type { Carrier, LabelledParcel, ParcelLabel } from './carrier';
import { dhl } from './dhl';
import { dpd } from './dpd';
import { fedex } from './fedex';
import { gls } from './gls';
import { hermes } from './hermes';
import { own } from './own';
import { swissPost } from './swiss-post';
import { ups } from './ups';

export type { Carrier, LabelledParcel, ParcelLabel };

/** Every carrier of the portal. A new one is a file of its own and a line here. */
export const CARRIERS: readonly Carrier[] = [own, swissPost, dhl, dpd, gls, ups, fedex, hermes];

/** A tracking number as carriers compare it: upper case, letters and digits only. */
export function normaliseTracking(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/**
 * The carrier that a tracking number belongs to; null where none or several could have given it: no link is better than a
 * wrong one.
 */
export function recogniseCarrier(trackingNumber: string): Carrier | null {
  const number = normaliseTracking(trackingNumber);
  const by = (how: string) => CARRIERS.filter((carrier) => carrier.recognise(number) === how);
  const certain = by('certain');
  const [first, ...others] = certain.length > 0 ? certain : by('likely');
  return others.length === 0 ? (first ?? null) : null;
}

/** The carrier of a tracking number with the address of its page; null where it is not known. */
export function trackingLink(
  trackingNumber: string,
  locale: 'en' | 'de',
): { carrier: string; url: string } | null {
  const carrier = recogniseCarrier(trackingNumber);
  const url = carrier?.trackingUrl(normaliseTracking(trackingNumber), locale);
  return carrier?.name && url ? { carrier: carrier.name, url } : null;
}

/** What stands on a parcel's label: the carrier's own bar code where it has one, else the portal's. */
export function parcelLabel(carrierId: string, parcel: LabelledParcel): ParcelLabel {
  const carrier = CARRIERS.find(({ id }) => id === carrierId);
  return carrier?.label?.(parcel) ?? own.label(parcel);
}
