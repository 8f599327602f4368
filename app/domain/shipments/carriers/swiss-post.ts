import type { Carrier } from './carrier';
import { isUpuNumber } from './check-digits';

/** Swiss Post: 18 digits that begin with 98 or 99 (99.00.123456.12345678), or a UPU number that ends with CH. */
export const swissPost: Carrier = {
  id: 'swiss-post',
  name: 'Swiss Post',
  recognise: (number) => (/^9[89]\d{16}$/.test(number) || isUpuNumber(number, 'CH') ? 'certain' : null),
  trackingUrl: (number, locale) => `https://service.post.ch/ekp-web/ui/entry/search/${number}?lang=${locale}`,
};
