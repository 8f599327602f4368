import { beginsTruthValue, beginsValueWord, isTruthValue, isValueWord } from './csv';

/** What a byte of a text in UTF-8 may mean; one may mean several things. */
export const QUOTED = 1;
export const START = 2;
export const SKIPPED = 4;
export const SIGN = 8;
const DIGIT = 16;
const LETTER = 32;
/** Of a letter beyond ASCII. */
const FOREIGN = 64;
/** Of something that takes a closer look. */
export const ODD = 128;
/** A sign where a cell may begin. */
export const UNSAFE = 256;
/** By byte. */
export const CLASSES = classes();

function classes(): Uint16Array {
  const table = new Uint16Array(256);
  const mark = (meaning: number, codes: Iterable<number>) => {
    for (const code of codes) table[code] = meaning;
  };
  const range = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const of = (characters: string) => Buffer.from(characters);
  mark(SKIPPED | ODD, [...range(0x00, 0x1f), 0x7f]);
  mark(START | ODD, of('\v\f'));
  mark(START | QUOTED, of(',;\t\r\n'));
  mark(SKIPPED, of(' `'));
  mark(SKIPPED | QUOTED, of('"'));
  mark(SIGN, of("=+-@'"));
  mark(ODD, of('#'));
  mark(DIGIT, range(0x30, 0x39));
  mark(LETTER, [...range(0x41, 0x5a), ...range(0x61, 0x7a)]);
  mark(ODD, range(0xc0, 0xff));
  // Latin letters up to U+017F, with the signs × and ÷; and the bytes that follow a first one.
  mark(FOREIGN, [...range(0x80, 0xbf), 0xc3, 0xc4, 0xc5]);
  // The byte order mark begins with it.
  mark(ODD | QUOTED, [0xef]);
  return table;
}

/** No text of so many bytes reads as a truth value. */
const SHORT = 24;

/** Whether `escapeCell` does no more to the text than to set a mark before it; null where that takes a closer look. */
export function needsMark(source: Buffer, start: number, length: number, meanings: number): boolean | null {
  if (length === 0) return false;
  const first = CLASSES[source[start] as number] as number;
  if (meanings & (ODD | UNSAFE) || first & (START | SKIPPED)) return null;
  if (meanings & DIGIT) return hasOnlyValueWords(source, start, start + length);
  if (length >= SHORT || !(meanings & FOREIGN || beginsTruthValue(source, start, start + length)))
    return false;
  return isTruthValue(source.toString('utf8', start, start + length));
}

/** False once there is a word that no number, date or amount has; null where a word has letters beyond ASCII. */
function hasOnlyValueWords(source: Buffer, start: number, end: number): boolean | null {
  let sure = true;
  for (let at = start; at < end; at++) {
    const first = at;
    let letters = 0;
    for (; at < end; at++) {
      const meaning = (CLASSES[source[at] as number] as number) & (LETTER | FOREIGN);
      if (meaning === 0) break;
      letters |= meaning;
    }
    if (letters & FOREIGN) sure = false;
    else if (
      letters &&
      !(beginsValueWord(source, first, at) && isValueWord(source.toString('latin1', first, at)))
    )
      return false;
  }
  return sure || null;
}
