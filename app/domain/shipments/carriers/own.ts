import type { Carrier, LabelledParcel, ParcelLabel } from './carrier';

/** The portal's own label: an SSCC in GS1-128 (GS1 General Specifications, 5.4) where there is one, else its own number. */
export const own = {
  id: 'own',
  name: null,
  recognise: () => null,
  trackingUrl: () => null,
  label: ({ code, sscc }: LabelledParcel): ParcelLabel =>
    sscc
      ? { symbology: 'gs1-128', data: `(00)${sscc}`, text: `(00) ${sscc}` }
      : { symbology: 'code-128', data: code, text: code },
} satisfies Carrier;
