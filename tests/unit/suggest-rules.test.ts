import { describe, expect, it } from 'vitest';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { PASTE_MAX, PASTED_LENGTH_MAX, parsePastedList } from '../../app/domain/search/paste-rules';
import { parseQuery } from '../../app/domain/search/rules';
import { isSuggestible, markedTerms, meansName, namesDevice } from '../../app/domain/search/suggest-rules';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

const entries = (text: string) => parsePastedList(text).entries.map((query) => query.text);

describe('a pasted list', () => {
  it('has its identifiers on lines, or between tabs, commas and semicolons', () => {
    expect(entries('RO-2026-000001\r\nPO 12\tC02XY;  35 693803 564380 9 ,1Z 999\n\n')).toEqual([
      'RO-2026-000001',
      'PO 12',
      'C02XY',
      '35 693803 564380 9',
      '1Z 999',
    ]);
  });

  it('has each identifier once, however it is spelled', () => {
    const list = parsePastedList('PO-4711\npo 4711\nＰＯ４７１１\nIMEI: 4711');
    expect(list.entries.map((query) => query.text)).toEqual(['PO-4711', 'IMEI: 4711']);
    expect(list.repeated).toBe(2);
  });

  it('ends after 500 identifiers and leaves out what is too long, and says so', () => {
    const many = Array.from({ length: PASTE_MAX + 7 }, (_, index) => `ID-${index}`).join('\n');
    expect(parsePastedList(`${'x'.repeat(PASTED_LENGTH_MAX + 1)}\n${many}`)).toMatchObject({
      tooLong: 1,
      beyond: 7,
      repeated: 0,
      entries: { length: PASTE_MAX },
    });
    expect(entries('y'.repeat(PASTED_LENGTH_MAX))).toHaveLength(1);
  });

  it('counts everything that has a letter or digit, whatever is pasted', () => {
    const piece = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.constantFrom('', '--', '😀', '\0', 'ab-12', 'AB 12'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('\n');
        const { entries: read, repeated, tooLong, beyond } = parsePastedList(text);
        const folded = read.map((query) => query.folded);
        expect(new Set(folded).size).toBe(folded.length);
        expect(folded).not.toContain('');
        expect(read.length + repeated + tooLong + beyond).toBeLessThanOrEqual(text.length);
        expect(parsePastedList(read.map((query) => query.text).join('\n')).entries).toEqual(read);
      }),
    );
  });
});

describe('suggestions', () => {
  it('begin with three characters that have a letter or digit among them', () => {
    const typed = ['', 'x', 'ab', ' ab ', '---', 'C-1', 'abc', 'é 1'];
    expect(typed.filter((text) => isSuggestible(parseQuery(text)))).toEqual(['C-1', 'abc', 'é 1']);
  });

  it('mark the whole text and its words, the longest first, single characters not', () => {
    expect(markedTerms(parseQuery('ro 2026 a'))).toEqual(['RO2026A', '2026', 'ro']);
  });

  it('name a device by a part of its identifier in any spelling, or by its words', () => {
    const device = { name: 'Fairphone 5', identifier: imeiFromTac('35693803', 564380) };
    for (const text of [
      '3569',
      '35-693803',
      '4380 9',
      '35 693803 564380 9',
      '3569380356438012',
      'fair',
      '5 fairphone',
    ])
      expect(namesDevice(parseQuery(text), device), text).toBe(true);
    for (const text of ['RO-2026-000001', 'Pixel', 'fairphone x', '99999'])
      expect(namesDevice(parseQuery(text), device), text).toBe(false);
  });

  it('mean a name in spite of a typing error', () => {
    expect(meansName(parseQuery('brunenmeister'), 'Schreinerei Brunnenmeister')).toBe(true);
    expect(meansName(parseQuery('brunnen bild'), 'Schreinerei Brunnenmeister')).toBe(false);
  });
});
