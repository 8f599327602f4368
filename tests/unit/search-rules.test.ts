import { describe, expect, it } from 'vitest';
import { containing, isAmbiguous, isTypoOf, parseQuery } from '../../app/domain/search/rules';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

describe('parseQuery', () => {
  it.each([
    'RO-2026-000123',
    'ro 2026 000123',
    'RO2026000123',
    'R0-2026-000123',
    'RO–2026–000123',
    '2026-000123',
    '2026000123',
    '2026-123',
    'RO 2026 123',
    'ro-000123',
    'RO 123',
    '000123',
    '123',
    'ＲＯ－２０２６－０００１２３',
    'Order no. RO-2026-000123',
    'Auftrag 2026-123',
  ])('reads %s as the order number it may be', (text) => {
    const { whole, numbers } = parseQuery(text);
    const stored = ['RO2026000123', '2026000123', '2026123', '000123', '123'];
    expect([...whole, ...numbers].some((term) => stored.includes(term))).toBe(true);
  });

  it('takes no order number from what merely holds its digits', () => {
    expect(parseQuery('RO-2025-000123').numbers).not.toContain('123');
    expect(parseQuery('AB-2026-000123').numbers).toEqual([]);
    expect(parseQuery('35 2026 123').numbers).toEqual([]);
  });

  it('shares the first 14 digits of an IMEISV and of an IMEI without its check digit, and of nothing else', () => {
    expect(parseQuery('35-693803-564380-12').imei14).toEqual(['35693803564380']);
    expect(parseQuery('35 693803 564380').imei14).toEqual(['35693803564380']);
    expect(parseQuery('356938035643809').imei14).toEqual([]);
    expect(parseQuery('35693803564380912').imei14).toEqual([]);
  });

  it.each([
    ['S/N: c02xg0abjg5h', 'C02XG0ABJG5H'],
    ['IMEI: 35 693803 564380 9', '356938035643809'],
    ['Serial no. 5CG-1234-567', '5CG1234567'],
    ['Ihre Referenz: po 4711', 'PO4711'],
    ['００４７１１', '4711'],
    ['Straße 12', 'STRAßE12'],
    ['Straße 12', 'STRASSE12'],
    ['STRASSE 12', 'STRAßE12'],
  ])('spells %s also %s', (text, spelling) => {
    expect(parseQuery(text).whole).toContain(spelling);
  });

  it('finds identifiers among words', () => {
    expect(parseQuery('Bitte RO-2026-000123 prüfen, IMEI 356938035643809').parts).toEqual([
      'RO2026000123',
      '356938035643809',
    ]);
  });

  it('leaves nothing to look for without a letter or digit', () => {
    for (const text of ['', '   ', '%_%', '\\', `"';--`, '\0\0', '…', '😀', '\u202e\u200f', '***'])
      expect(parseQuery(text)).toMatchObject({ folded: '', whole: [], words: [] });
  });

  it('stands anything: short lists, no control characters, no surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 700 }), (text) => {
        const query = parseQuery(text);
        expect(query.text.length).toBeLessThanOrEqual(1000);
        expect(query.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(query.folded).toMatch(/^[\p{L}\p{N}]*$/u);
        expect(query.words.length).toBeLessThanOrEqual(12);
        expect(query.whole.length + query.numbers.length + query.parts.length).toBeLessThanOrEqual(40);
      }),
    );
    expect(parseQuery('x'.repeat(10_000)).folded).toHaveLength(500);
  });
});

describe('isAmbiguous', () => {
  it('doubts short numbers and mere words only', () => {
    expect(isAmbiguous(parseQuery('1234'), true)).toBe(true);
    expect(isAmbiguous(parseQuery('1234'), false)).toBe(false);
    expect(isAmbiguous(parseQuery('123'), true)).toBe(false);
    expect(isAmbiguous(parseQuery('2026-123'), true)).toBe(false);
    expect(isAmbiguous(parseQuery('Muster'), false)).toBe(true);
  });
});

describe('containing', () => {
  it('lets wildcards stand for themselves', () => {
    expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
  });
});

describe('isTypoOf', () => {
  it.each([
    ['muler', 'Muller AG', true],
    ['mullre', 'Muller AG', true],
    ['schreienrei', 'Schreinerei Holz', true],
    ['schrienerie', 'Schreinerei Holz', true],
    ['maier', 'Muller AG', false],
    ['mulle', 'Mullershausen', false],
    ['ag', 'AB', false],
  ])('%s for a word of %s: %s', (word, name, expected) => {
    expect(isTypoOf(word, name)).toBe(expected);
  });

  it('accepts any one edit from 4 letters on', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      minLength: 5,
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('drop', 'double', 'swap'), (word, seed, edit) => {
        const at = seed % (word.length - 1);
        const [a = '', b = ''] = [word[at], word[at + 1]];
        const middle = edit === 'drop' ? b : edit === 'double' ? a + a + b : b + a;
        expect(isTypoOf(word.slice(0, at) + middle + word.slice(at + 2), `Haus ${word}`)).toBe(true);
      }),
    );
  });
});
