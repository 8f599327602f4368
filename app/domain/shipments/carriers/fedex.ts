import type { Carrier } from './carrier';
import { weightedCheckDigit } from './check-digits';

/** FedEx: Express has 12 digits with weights 3, 1, 7 modulo 11; Ground 15 digits with weights 1 and 3 modulo 10. */
export const fedex: Carrier = {
  id: 'fedex',
  name: 'FedEx',
  recognise(number) {
    if (/^\d{12}$/.test(number)) return isExpress(number) ? 'likely' : null;
    return /^\d{15}$/.test(number) && weightedCheckDigit(number, [1, 3]) ? 'certain' : null;
  },
  trackingUrl: (number, locale) =>
    `https://www.fedex.com/fedextrack/?trknbr=${number}&locale=${locale === 'de' ? 'de_CH' : 'en_CH'}`,
};

function isExpress(number: string): boolean {
  const weights = [3, 1, 7];
  const sum = [...number.slice(0, 11)].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return (sum % 11) % 10 === Number(number[11]);
}
