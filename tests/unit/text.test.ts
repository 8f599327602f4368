import { describe, expect, test } from 'vitest';
import { cleanText, foldIdentifier, withoutMailboxes } from '../../app/platform/text';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

const anyText = fc.string({ unit: anyCharacter, maxLength: 80 });
/** Any UTF-16 code units, lone surrogates too. */
const text16 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

describe('cleanText', () => {
  test('keeps what people write and drops the rest', () => {
    expect(cleanText('  Gru\u0308ße\r\n\tan\ralle\u0000\u0007 👩‍🔧 ')).toBe('Grüße\n\tan\nalle 👩‍🔧');
    expect(cleanText('a\u202egnp.exe')).toBe('agnp.exe');
    expect(cleanText('lone \ud800 half')).toBe('lone  half');
    expect(cleanText('<b>fett</b>')).toBe('<b>fett</b>');
  });

  test('is idempotent, and what it gives can be stored', () => {
    fc.assert(
      fc.property(text16, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(/[\p{Cc}\p{Cs}]/u.test(clean.replace(/[\n\t]/g, ''))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('foldIdentifier', () => {
  test('forgives case, separators and width', () => {
    expect(foldIdentifier(' ro-2026-000123 ')).toBe('RO2026000123');
    expect(foldIdentifier('Ａｂ・１２')).toBe('AB12');
    expect(foldIdentifier('Größe 5')).toBe('GRÖSSE5');
    expect(foldIdentifier('--')).toBe('');
  });

  test('is idempotent and blind to separators', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldIdentifier(text);
        expect(foldIdentifier(folded)).toBe(folded);
        expect(/^[\p{L}\p{N}]*$/u.test(folded)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
        fc.constantFrom('-', ' ', '/', '\u00a0'),
        (text, sign) => {
          expect(foldIdentifier([...text].join(sign))).toBe(text.toUpperCase());
        },
      ),
    );
  });
});

test('withoutMailboxes leaves the domain of an address, and everything else', () => {
  expect(withoutMailboxes('450 4.2.0 <anna.weiß+x@post.example.org>: greylisted')).toBe(
    '450 4.2.0 <…@post.example.org>: greylisted',
  );
  expect(withoutMailboxes('"a b"@x.ch, mailto:c@d.ch?x=e@f.ch')).toBe('"a b"@x.ch, mailto:…@d.ch?x=…@f.ch');
  const trace = 'at run (file:///srv/node_modules/@prisma/client/index.js:1:2) tsx@4.23.15 a@b';
  expect(withoutMailboxes(trace)).toBe(trace);
  const long = 'x'.repeat(200_000);
  expect(withoutMailboxes(long)).toBe(long);
});
