import { describe, expect, test } from 'vitest';
import { formatImei, imeiFromTac, luhnCheckDigit, parseIdentifier } from '../../app/domain/devices/rules';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

const digit = fc.integer({ min: 0, max: 9 });
const imeis = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([tac, serial]) => imeiFromTac(String(tac).padStart(8, '0'), serial));
const separator = fc.constantFrom('', ' ', '-', '/', '.', '\u00a0', '\u202f', '–', '\u2011', '  ');
const fullWidth = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

describe('IMEI', () => {
  test('the worked examples of the standard and of real devices', () => {
    expect(luhnCheckDigit('49015420323751')).toBe(8);
    expect(luhnCheckDigit('7992739871')).toBe(3);
    expect(imeiFromTac('35693803', '564380')).toBe('356938035643809');
    expect(formatImei('356938035643809')).toBe('35 693803 564380 9');
    expect(formatImei('12')).toBe('12');
    expect(() => luhnCheckDigit('12a')).toThrow(RangeError);
    expect(() => imeiFromTac('3569380', 1)).toThrow(RangeError);
    expect(() => imeiFromTac('35693803', '1234567')).toThrow(RangeError);
  });

  test('every valid one is taken, in any spelling', () => {
    fc.assert(
      fc.property(
        imeis,
        fc.array(separator, { minLength: 15, maxLength: 15 }),
        fc.constantFrom('', 'IMEI: ', 'IMEI:', 'imei ', 'IMEI', 'IMEI 1: ', 'IMEI2: ', ' IMEI No. ', 'IMEI='),
        fc.boolean(),
        (imei, separators, prefix, wide) => {
          const spelled = [...imei].map((d, i) => d + separators[i]).join('');
          const text = prefix + (wide ? fullWidth(spelled) : spelled);
          expect(parseIdentifier(text)).toMatchObject({ ok: true, kind: 'imei', value: imei, imei });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('every substitution of one digit is refused, and a check digit is explained', () => {
    fc.assert(
      fc.property(
        imeis,
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 1, max: 9 }),
        (imei, at, shift) => {
          const changed = String((Number(imei[at]) + shift) % 10);
          const wrong = imei.slice(0, at) + changed + imei.slice(at + 1);
          const parsed = parseIdentifier(wrong);
          const expected = luhnCheckDigit(wrong.slice(0, 14));
          expect(parsed).toEqual({
            ok: false,
            code: 'imei_check_digit',
            details: { expected, given: Number(wrong[14]) },
          });
          if (at === 14) expect(expected).toBe(Number(imei[14]));
        },
      ),
    );
  });

  test('swapped neighbours are refused, save 0 and 9, which Luhn cannot tell', () => {
    fc.assert(
      fc.property(imeis, fc.integer({ min: 0, max: 13 }), (imei, at) => {
        const [a, b] = [imei.charAt(at), imei.charAt(at + 1)];
        fc.pre(a !== b && !['09', '90'].includes(a + b));
        expect(parseIdentifier(imei.slice(0, at) + b + a + imei.slice(at + 2)).ok).toBe(false);
      }),
    );
  });

  test('14 digits offer the one that completes them, 16 are an IMEISV, 17 are too many', () => {
    fc.assert(
      fc.property(imeis, digit, digit, (imei, x, y) => {
        expect(parseIdentifier(imei.slice(0, 14))).toEqual({
          ok: false,
          code: 'imei_too_short_14',
          details: { expected: Number(imei[14]), completed: imei },
        });
        const imeisv = `${imei.slice(0, 14)}${x}${y}`;
        expect(parseIdentifier(imeisv)).toMatchObject({ ok: true, kind: 'imeisv', value: imeisv, imei });
        expect(parseIdentifier(`${imei}${x}${y}`)).toMatchObject({ ok: false, code: 'imei_too_long_17' });
      }),
    );
    expect(parseIdentifier('IMEI: 3569380')).toMatchObject({
      ok: false,
      code: 'imei_length',
      details: { length: 7 },
    });
  });
});

describe('serial', () => {
  const inner = fc.stringMatching(/^[A-Z0-9]{2,18}$/);

  test('keeps the spelling to show and a plain copy to compare', () => {
    fc.assert(
      fc.property(inner, inner, fc.constantFrom('-', '.', '/', '_', ' '), (a, b, sign) => {
        fc.pre(!/^\d+$/.test(a + b) && !/^(SN|IMEI|SERIAL)/.test(a) && !/N$|^S$|^N[OR]$/.test(a));
        const text = `${a}${sign}${b}`;
        const serial = a + b;
        for (const typed of [
          text,
          text.toLowerCase(),
          `S/N ${text}`,
          `SN: ${text}`,
          `Seriennummer: ${text}\r\n`,
        ]) {
          const parsed = parseIdentifier(typed);
          expect(parsed).toMatchObject({ ok: true, kind: 'serial', value: serial, serial });
          expect(parsed.ok && parsed.raw.toUpperCase()).toBe(text);
        }
      }),
    );
  });

  test('a serial that begins like the word for number keeps its beginning', () => {
    expect(parseIdentifier('S/N NOKIA12')).toMatchObject({ value: 'NOKIA12' });
    expect(parseIdentifier('S/N NR0-AAA')).toMatchObject({ value: 'NR0AAA' });
    for (const prefix of ['S/N No. ', 'S/N No.', 'S/N NO: ', 'S/N Nr ', 'S/NNR.:'])
      expect(parseIdentifier(`${prefix}0AAA`)).toMatchObject({ value: '0AAA' });
  });

  test('digits alone are a serial at other lengths, or when the prefix says so', () => {
    expect(parseIdentifier('1234567890123')).toMatchObject({ kind: 'serial' });
    expect(parseIdentifier('123456789012345678')).toMatchObject({ kind: 'serial' });
    expect(parseIdentifier('S/N: 35693803564380')).toMatchObject({ kind: 'serial', value: '35693803564380' });
    expect(parseIdentifier('SN12345X')).toMatchObject({ value: 'SN12345X' });
    expect(parseIdentifier('SERIALX99')).toMatchObject({ value: 'SERIALX99' });
    expect(parseIdentifier('anstiftung_2746')).toMatchObject({
      raw: 'anstiftung_2746',
      value: 'ANSTIFTUNG2746',
    });
    expect(parseIdentifier('Serial No. C02XK0').ok).toBe(true);
    expect(parseIdentifier('Serial No. C02XK0')).toMatchObject({ value: 'C02XK0' });
  });

  test.each([
    ['', 'identifier_empty'],
    [' \u200b\t', 'identifier_empty'],
    ['-/ .', 'identifier_no_letters_or_digits'],
    ['S/N:', 'identifier_no_letters_or_digits'],
    ['AB\u0000CD12', 'identifier_control_characters'],
    ['C02\nC03X', 'identifier_control_characters'],
    ['ABC', 'serial_too_short'],
    ['A'.repeat(41), 'serial_too_long'],
    ['A'.repeat(1_000_000), 'identifier_too_long'],
    ['<script>alert</script>', 'identifier_characters'],
    ['С02ХК', 'identifier_characters'],
    ['C02XK😀', 'identifier_characters'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseIdentifier(text)).toMatchObject({ ok: false, code });
  });

  test('any text has an answer, and a taken one is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
        const parsed = parseIdentifier(text);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^[0-9A-Z]{4,40}$/);
        const again = parseIdentifier(parsed.kind === 'serial' ? `S/N: ${parsed.raw}` : parsed.raw);
        expect(again).toMatchObject({ ok: true, value: parsed.value, kind: parsed.kind });
      }),
      { numRuns: 1000 },
    );
  });
});
