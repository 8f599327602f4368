import type { Carrier } from './carrier';

/** GLS: a parcel number of 11 digits, or 12 with its check digit, or a track id of eight letters and digits. */
export const gls: Carrier = {
  id: 'gls',
  name: 'GLS',
  recognise(number) {
    if (/^\d{11}$/.test(number)) return 'likely';
    if (/^\d{12}$/.test(number)) return hasCheckDigit(number) ? 'likely' : null;
    return /^(?=.*\d)[A-Z][A-Z0-9]{7}$/.test(number) ? 'likely' : null;
  },
  trackingUrl: (number, locale) =>
    locale === 'de'
      ? `https://gls-group.com/CH/de/paketverfolgung/?match=${number}`
      : `https://gls-group.com/CH/en/parcel-tracking/?match=${number}`,
};

/** Weights 3 and 1 from the left, plus one, modulo 10. */
function hasCheckDigit(number: string): boolean {
  const sum = [...number.slice(0, 11)].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 1 : 3),
    1,
  );
  return (10 - (sum % 10)) % 10 === Number(number[11]);
}
