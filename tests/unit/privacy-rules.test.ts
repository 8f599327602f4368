import { describe, expect, it } from 'vitest';
import { cellText, fileName } from '~/domain/privacy/export/contents';
import { confirms, cutoff, ERASED, mentionsOf, withoutTexts } from '~/domain/privacy/rules';
import fc from '../support/fast-check';

const erase = (names: string[], text: unknown) => mentionsOf(names)?.erase(text);

describe('a mention', () => {
  it.each([
    ['Dear Anna Muster, hello', 'Dear #, hello'],
    ['ANNA  MUSTER: anna@muster.example', '#: #'],
    ['(anna@muster.example)', '(#)'],
    ['Susanna Muster, Anna Mustermann', 'Susanna Muster, Anna Mustermann'],
    ['joanna@muster.example', 'joanna@muster.example'],
  ])('in %j is found as whole words', (text, wanted) => {
    expect(erase(['Anna Muster', 'anna@muster.example'], text)).toBe(wanted.replaceAll('#', ERASED));
  });

  it('is not looked for by a name that is too short', () => {
    expect(mentionsOf(['', ' Li '])).toBeNull();
  });

  it('is found in any compound value, whose names stay', () => {
    expect(erase(['name'], { name: ['my name', 1, null, { name: 'Name' }] })).toEqual({
      name: [`my ${ERASED}`, 1, null, { name: ERASED }],
    });
  });

  it('is gone whatever the name is made of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3, unit: 'grapheme' }), fc.string(), (name, around) => {
        const term = name.trim();
        const mentions = mentionsOf([name]);
        if (!mentions) return;
        const text = String(mentions.erase(`${around} ${term} ${around}`));
        expect(text).toContain(ERASED);
      }),
    );
  });
});

it('numbers, states and prices stay of a decision, names and texts do not', () => {
  const shown = {
    number: 'Q-1',
    message: 'Dear Anna',
    account: { name: 'Muster AG', number: 'C-1', country: 'CH' },
    customer: 'Anna',
    options: [{ title: 'Repair', lines: [{ description: 'Display', unitPriceMinor: 100, optional: false }] }],
    order: { number: 'RO-1', serial: 'S1', imei: null },
  };
  expect(withoutTexts(shown)).toEqual({
    number: 'Q-1',
    message: ERASED,
    account: { name: ERASED, number: ERASED, country: 'CH' },
    customer: ERASED,
    options: shown.options,
    order: { number: 'RO-1', serial: ERASED, imei: null },
  });
});

it('a period is counted back in whole days, and what is typed to confirm is compared without case', () => {
  expect(cutoff(30, new Date('2026-03-31T12:00:00Z')).toISOString()).toBe('2026-03-01T12:00:00.000Z');
  expect(confirms(' c-10 ', 'C-10')).toBe(true);
  expect(confirms('', '')).toBe(false);
});

it.each([
  ['../../etc/passwd', '__.._etc_passwd'],
  ['a\u202egnp.exe', 'a_gnp.exe'],
  [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(100)}.jpeg`],
  ['Foto 1.png', 'Foto 1.png'],
])('a file called %j has a harmless name in an archive', (name, wanted) => {
  expect(fileName(name)).toBe(wanted);
});

it('a value is a text of a cell', () => {
  expect([null, ['a', 'b'], { a: 1 }, new Date(0), true].map(cellText)).toEqual([
    '',
    'a, b',
    '{"a":1}',
    '1970-01-01T00:00:00.000Z',
    'true',
  ]);
});
