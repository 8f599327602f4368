import type { Carrier } from './carrier';

/** Hermes: H and 19 digits, or 16 digits. */
export const hermes: Carrier = {
  id: 'hermes',
  name: 'Hermes',
  recognise(number) {
    if (/^H\d{19}$/.test(number)) return 'certain';
    return /^\d{16}$/.test(number) ? 'likely' : null;
  },
  trackingUrl: (number) =>
    `https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#${number}`,
};
