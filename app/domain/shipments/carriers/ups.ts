import type { Carrier } from './carrier';

/** UPS: 1Z, sixteen letters or digits, the last a check digit: letters count by their place in the alphabet. */
export const ups: Carrier = {
  id: 'ups',
  name: 'UPS',
  recognise(number) {
    const body = /^1Z([A-Z0-9]{15})(\d)$/.exec(number);
    if (!body) return null;
    const sum = [...(body[1] ?? '')].reduce((total, char, index) => {
      const value = /\d/.test(char) ? Number(char) : (char.charCodeAt(0) - 63) % 10;
      return total + value * (index % 2 ? 2 : 1);
    }, 0);
    return (10 - (sum % 10)) % 10 === Number(body[2]) ? 'certain' : null;
  },
  trackingUrl: (number, locale) =>
    `https://www.ups.com/track?loc=${locale === 'de' ? 'de_CH' : 'en_US'}&tracknum=${number}`,
};
