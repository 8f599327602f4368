import type { Carrier } from './carrier';
import { weightedCheckDigit } from './check-digits';

/**
 * DHL: Paket numbers are an SSCC of DHL with its application identifier (20 digits, 00340…), an Identcode (12 digits with
 * weights 4 and 9), or begin with JJD or JVGL; Express waybills have 10 digits, the last one the rest by 7.
 */
export const dhl: Carrier = {
  id: 'dhl',
  name: 'DHL',
  recognise(number) {
    if (/^(JJD\d{14,18}|JVGL\d{14,18}|00340\d{15})$/.test(number)) return 'certain';
    if (/^\d{12}$/.test(number)) return weightedCheckDigit(number, [4, 9]) ? 'likely' : null;
    if (/^\d{10}$/.test(number))
      return Number(number.slice(0, 9)) % 7 === Number(number[9]) ? 'certain' : null;
    return null;
  },
  trackingUrl: (number, locale) =>
    locale === 'de'
      ? `https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=${number}`
      : `https://www.dhl.com/en/home/tracking.html?tracking-id=${number}`,
};
