import { foldIdentifier } from '~/platform/text';
import { parseIdentifier } from '../devices/rules';

/** Longest text that is looked at, in characters; the rest is ignored. */
const TEXT_MAX = 500;
const WORDS_MAX = 12;
/** A part of the text stands for an identifier of its own from this length on. */
const PART_MIN = 8;

/** What was typed, read as identifiers and as words. */
export type ParsedQuery = {
  /** The text as people are shown it. */
  text: string;
  /** The whole text as one identifier, folded; empty when there is no letter or digit. */
  folded: string;
  /** Spellings that an identifier of any kind may have. */
  whole: string[];
  /** Spellings that only an order number may have. */
  numbers: string[];
  /** First 14 digits of a typed IMEISV, or of an IMEI without its check digit (3GPP TS 23.003 §6.2). */
  imei14: string[];
  /** Parts of the text that are long enough to be identifiers themselves. */
  parts: string[];
  /** Words in lower case, each in the forms in which it may be stored. */
  words: string[][];
};

const LABEL =
  /^(?:(?:service )?(?:order|auftrag)(?:s?nummer|s?-?nr)?|imei(?: ?\/? ?sv)?|s ?\/ ?n|sn|serial|seriennummer|(?:your|our|ihre|unsere)?\s*(?:reference|referenz|ref)|tracking|sendung(?:snummer)?|no|nr|number|nummer)[\s.:#=]+/i;

const each = <T>(values: T[]) => [...new Set(values)];
const present = (values: string[]) => each(values.filter((value) => value !== ''));
const withoutZeros = (text: string) => text.replace(/^0+/, '');

/** Upper case letter by letter, as PostgreSQL does it: `ß` stays. */
const simplyFolded = (text: string) =>
  [...text.normalize('NFKC')]
    .map((char) => (char.toUpperCase().length === char.length ? char.toUpperCase() : char))
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The text without what people write before an identifier, such as *Order no.* */
function withoutLabels(text: string): string {
  let rest = text;
  while (LABEL.test(rest)) rest = rest.replace(LABEL, '');
  return rest;
}

const SEPARATED_YEAR =
  /^[^\p{L}\p{N}]*(?:R[O0])?[^\p{L}\p{N}]*(20\d\d)[^\p{L}\p{N}]+0*([1-9]\d*)[^\p{L}\p{N}]*$/iu;
const JOINED_YEAR = /^(20\d\d)0*([1-9]\d*)$/;

/** Spellings of an order number `RO-YYYY-NNNNNN` that may lack its prefix, year, zeros or separators. */
function numberSpellings(text: string): string[] {
  const folded = foldIdentifier(text);
  const prefixed = /^R[O0](\d+)$/.exec(folded)?.[1];
  const digits = prefixed ?? (/^\d+$/.test(folded) ? folded : '');
  if (digits === '') return [];
  const [, year, count] = SEPARATED_YEAR.exec(text) ?? JOINED_YEAR.exec(digits) ?? [];
  return present([
    ...(prefixed ? [prefixed, withoutZeros(prefixed)] : []),
    ...(year && count ? [`${year}${count}`] : []),
  ]);
}

function imei14Of(folded: string): string[] {
  return /^\d{14}$|^\d{16}$/.test(folded) ? [folded.slice(0, 14)] : [];
}

/** The identifier behind a prefix such as `IMEI:` or `S/N`, when it is a right one. */
function deviceSpelling(text: string): string[] {
  const parsed = parseIdentifier(text);
  return parsed.ok ? [parsed.value] : [];
}

function wordsOf(text: string): string[][] {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase())
    .filter((word) => word !== '');
  return each(words)
    .slice(0, WORDS_MAX)
    .map((word) => each([word, word.normalize('NFKC').toLowerCase()]));
}

/**
 * Reads what was typed into the search box. Compatibility forms (full-width digits) become plain ones, control and
 * format characters go, more than 500 characters are cut off. Never fails; without a letter or digit nothing is left
 * to look for (`folded` is empty).
 */
export function parseQuery(typed: string): ParsedQuery {
  const text = [...typed.slice(0, TEXT_MAX * 2)]
    .slice(0, TEXT_MAX)
    .join('')
    .replace(/\p{Cs}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .trim();
  const plain = text.normalize('NFKC').replace(/\p{Pd}/gu, '-');
  const bare = withoutLabels(plain);
  const folded = foldIdentifier(bare);
  const spellings = present([
    ...[foldIdentifier(plain), folded, simplyFolded(bare)],
    ...[folded.replaceAll('SS', 'ß'), ...deviceSpelling(plain)],
  ]);
  const tokens = plain.split(/[\s,;|]+/).filter((token) => /\p{N}/u.test(token));
  const parts = tokens.map(foldIdentifier).filter((part) => part.length >= PART_MIN && part !== folded);
  return {
    text,
    folded,
    whole: present([...spellings, ...spellings.map(withoutZeros)]),
    numbers: numberSpellings(bare),
    imei14: each(spellings.flatMap(imei14Of)),
    parts: each(parts).slice(0, WORDS_MAX),
    words: wordsOf(text),
  };
}

/** True when an identifier that is spelled like this may also be the end of a longer one, or just a word. */
export function isAmbiguous(query: ParsedQuery, asNumber: boolean): boolean {
  return (asNumber && /^\d{4,6}$/.test(query.folded)) || !/\p{N}/u.test(query.folded);
}

/** The pattern of LIKE that finds `text` anywhere; its wildcards stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The patterns of LIKE that find `word` where a word begins; trigrams of a beginning are indexed, however short it is. */
export function startingWord(word: string): string[] {
  const pattern = containing(word);
  return [pattern.slice(1), `% ${pattern.slice(1)}`];
}

/** The number of typing errors that a word of this length may have and still be meant. */
function toleratedErrors(word: string): number {
  return word.length >= 9 ? 2 : word.length >= 4 ? 1 : 0;
}

/** True when a word of `name` is `word` but for a typing error: one letter, two from 9 letters on. */
export function isTypoOf(word: string, name: string): boolean {
  const most = toleratedErrors(word);
  if (most === 0) return false;
  const names = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return names.some((other) => editDistance(word, other, most) <= most);
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment);
 * more than `most` are not counted to the end.
 */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const at = (line: number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY;
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}
