import type { Carrier } from './carrier';

/** DPD: 14 digits, with or without the check character (ISO 7064, modulo 37, 36) that may stand after them. */
export const dpd: Carrier = {
  id: 'dpd',
  name: 'DPD',
  recognise(number) {
    if (/^\d{14}$/.test(number)) return 'likely';
    return /^\d{14}[A-Z0-9]$/.test(number) && hasCheckCharacter(number) ? 'certain' : null;
  },
  trackingUrl: (number, locale) =>
    `https://tracking.dpd.de/status/${locale === 'de' ? 'de_DE' : 'en_US'}/parcel/${number.slice(0, 14)}`,
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function hasCheckCharacter(number: string): boolean {
  let product = 36;
  for (const char of number.slice(0, -1)) {
    const sum = (product + ALPHABET.indexOf(char)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] === number.at(-1);
}
