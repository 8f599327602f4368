/** What can be wrong with a typed identifier; the words are at `devices:identifier.<code>` of the locales. */
export type IdentifierProblem =
  | 'identifier_empty'
  | 'identifier_too_long'
  | 'identifier_control_characters'
  | 'identifier_no_letters_or_digits'
  | 'identifier_characters'
  | 'imei_check_digit'
  | 'imei_too_short_14'
  | 'imei_too_long_17'
  | 'imei_length'
  | 'serial_too_short'
  | 'serial_too_long';

export type IdentifierKind = 'imei' | 'imeisv' | 'serial';

/** `value` is what is compared (digits, or upper-case letters and digits); `raw` is what people are shown. */
export type ParsedIdentifier =
  | { ok: true; kind: IdentifierKind; value: string; raw: string; imei?: string; serial?: string }
  | { ok: false; code: IdentifierProblem; details?: Readonly<Record<string, string | number>> };

const SERIAL_MIN = 4;
const SERIAL_MAX = 40;
/** Longest text looked at: a serial of full length with a prefix and a separator after each character. */
const TEXT_MAX = 200;

const IMEI_PREFIX =
  /^IMEI(?:[ /]?SV)?(?: ?[12](?=\s*[:#=]))?(?: ?(?:NO|NR|NUMBER|NUMMER)\.?)?\s*[:#=.]*\s*(?=\d)/i;
const SERIAL_PREFIX =
  /^(?:S ?\/ ?N(?: ?(?:NO|NR)(?:\.|(?=\s*[:#=]|\s)))?\s*[:#=.]*|(?:SN|SERIAL(?: ?-?(?:NO|NR|NUM|NUMBER)\b\.?)?|SERIEN(?:-?NR\.?|NUMMER))(?:\s*[:#=]+|\s+))\s*/i;
const SEPARATORS = /[\s\-./_:+#]/g;

/**
 * The Luhn check digit (ISO/IEC 7812-1 annex B) that completes `digits`.
 * In: one or more decimal digits without the check digit. Out: 0 to 9. Throws RangeError on anything else.
 */
export function luhnCheckDigit(digits: string): number {
  if (!/^\d+$/.test(digits)) throw new RangeError('digits expected');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * A valid IMEI from a type allocation code (8 digits) and a serial number (up to 6 digits, padded with zeros):
 * 3GPP TS 23.003 §6.2.1. Throws RangeError when either is out of range.
 */
export function imeiFromTac(tac: string, serial: string | number): string {
  const body = `${tac}${String(serial).padStart(6, '0')}`;
  if (!/^\d{14}$/.test(body) || tac.length !== 8)
    throw new RangeError('TAC of 8 and SNR of up to 6 digits expected');
  return `${body}${luhnCheckDigit(body)}`;
}

/** An IMEI in the groups people read it in, `35 693803 564380 9`; anything but 15 digits is returned as it is. */
export function formatImei(imei: string): string {
  return imei.replace(/^(\d{2})(\d{6})(\d{6})(\d)$/, '$1 $2 $3 $4');
}

/**
 * Reads the one identifier field of a device: an IMEI (15 digits, Luhn: 3GPP TS 23.003 §6.2.1, GSMA TS.06), an
 * IMEISV (16 digits, no check digit: §6.2.2; `imei` is its IMEI with the check digit computed) or a serial number.
 * Separators, non-breaking spaces, full-width characters and prefixes (`IMEI:`, `S/N`) are forgiven. Digits alone are
 * a serial when 13 or fewer or 18 or more, or when the prefix says so. A refusal is a value, with `details` to
 * explain it: `expected` and `given` digit, `completed` IMEI, `length`, `character`, `min`, `max`.
 */
export function parseIdentifier(text: string): ParsedIdentifier {
  if (text.length > TEXT_MAX * 2)
    return { ok: false, code: 'identifier_too_long', details: { max: TEXT_MAX } };
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\u2212/g, '-')
    .replace(/\p{Cf}/gu, '')
    .trim();
  if (typed === '') return { ok: false, code: 'identifier_empty' };
  if (/\p{Cc}/u.test(typed)) return { ok: false, code: 'identifier_control_characters' };
  if (typed.length > TEXT_MAX) return { ok: false, code: 'identifier_too_long', details: { max: TEXT_MAX } };

  const spaced = typed.replace(/\s+/g, ' ');
  const isImei = IMEI_PREFIX.test(spaced);
  const unprefixed = spaced.replace(isImei ? IMEI_PREFIX : SERIAL_PREFIX, '');
  const isSerial = !isImei && unprefixed !== spaced;
  const raw = unprefixed.replace(/^[\s\-./_:+#]+|[\s\-./_:+#]+$/g, '');
  const value = raw.replace(SEPARATORS, '').toUpperCase();

  if (!/[\p{L}\p{N}]/u.test(value)) return { ok: false, code: 'identifier_no_letters_or_digits' };
  const strange = /[^0-9A-Z]/u.exec(value);
  if (strange) return { ok: false, code: 'identifier_characters', details: { character: strange[0] } };
  const digits = /^\d+$/.test(value);
  if (digits && !isSerial && (isImei || (value.length >= 14 && value.length <= 17)))
    return parseImei(value, raw);
  return parseSerial(value, raw);
}

function parseImei(value: string, raw: string): ParsedIdentifier {
  const body = value.slice(0, 14);
  const imei = body.length === 14 ? `${body}${luhnCheckDigit(body)}` : '';
  switch (value.length) {
    case 14:
      return {
        ok: false,
        code: 'imei_too_short_14',
        details: { expected: Number(imei.at(-1)), completed: imei },
      };
    case 15:
      if (value === imei) return { ok: true, kind: 'imei', value, raw, imei };
      return {
        ok: false,
        code: 'imei_check_digit',
        details: { expected: Number(imei.at(-1)), given: Number(value.at(-1)) },
      };
    case 16:
      return { ok: true, kind: 'imeisv', value, raw, imei };
    case 17:
      return { ok: false, code: 'imei_too_long_17' };
    default:
      return { ok: false, code: 'imei_length', details: { length: value.length } };
  }
}

function parseSerial(value: string, raw: string): ParsedIdentifier {
  const details = { length: value.length, min: SERIAL_MIN, max: SERIAL_MAX };
  if (value.length < SERIAL_MIN) return { ok: false, code: 'serial_too_short', details };
  if (value.length > SERIAL_MAX) return { ok: false, code: 'serial_too_long', details };
  return { ok: true, kind: 'serial', value, raw, serial: value };
}
