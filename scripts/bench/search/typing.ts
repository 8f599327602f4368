import type { Random } from '../../seed/random';
import type { KnownOrder } from './truth';

export type Identifier = { kind: 'number' | 'imei' | 'other'; text: string };

/** Every identifier of an order. */
export function identifiersOf({ number, imei, serial, references, tracking }: KnownOrder): Identifier[] {
  const others = [serial, ...references, ...tracking].filter((text) => text !== null && text !== '');
  return [
    { kind: 'number', text: number },
    ...(imei ? [{ kind: 'imei', text: imei } as const] : []),
    ...others.map((text) => ({ kind: 'other', text: text ?? '' }) as const),
  ];
}

const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
const inGroups = (text: string, size: number, by: string) =>
  bare(text).replace(new RegExp(`(.{${size}})(?=.)`, 'gu'), `$1${by}`);
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Eight ways in which people write the same identifier. */
export function spellingsOf({ kind, text }: Identifier): string[] {
  if (kind === 'number') {
    const [, year = '', count = ''] = text.split('-');
    const plain = count.replace(/^0+/, '');
    return [
      ...[text, text.toLowerCase(), bare(text), `${year}-${count}`, `${year}${count}`, `ro ${year} ${plain}`],
      ...[`Order no. ${text}`, plain],
    ];
  }
  if (kind === 'imei') {
    const body = text.slice(0, 14);
    return [
      ...[text, `${text.slice(0, 2)} ${text.slice(2, 8)} ${text.slice(8, 14)} ${text.slice(14)}`],
      ...[inGroups(text, 3, '-'), inGroups(text, 4, '/'), `${body}07`, body],
      ...[`IMEI: ${text}`, fullWidth(text)],
    ];
  }
  return [
    ...[text, text.toLowerCase(), text.toUpperCase(), bare(text), inGroups(text, 4, ' ')],
    ...[inGroups(text, 3, '-'), ` \t${fullWidth(text)} \n`, `00${bare(text)}`.replace(/^0+/, '')],
  ];
}

/** The text with another digit in one place, or null when it has none. */
export function withOneWrongDigit(text: string, random: Random): string | null {
  const places = [...text.matchAll(/\d/g)].map((match) => match.index);
  if (places.length === 0) return null;
  const at = random.pick(places);
  return `${text.slice(0, at)}${(Number(text[at]) + random.int(1, 9)) % 10}${text.slice(at + 1)}`;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** One typing error: a letter too many, too few, wrong, or two neighbours swapped. */
function mistype(word: string, random: Random): string {
  const letters = [...word];
  const at = random.int(0, letters.length - 1);
  const edit = random.int(0, 3);
  if (edit === 0) letters.splice(at, 0, random.pick(LETTERS));
  else if (edit === 1) letters.splice(at, 1);
  else if (edit === 2) letters[at] = random.pick(LETTERS);
  else letters.splice(Math.max(0, at - 1), 2, ...letters.slice(Math.max(0, at - 1), at + 1).reverse());
  return letters.join('');
}

/** Words of a name, in lower case. */
export const wordsOf = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);

export type Typo = { typed: string; word: string };

/**
 * A name typed with errors in one of its words of letters: one error in a word that has from 4 letters as typed, two in
 * one that has from 9. Either that word alone or the whole name. Null when the name has no such word, or when what was
 * typed is a part of a word in `known`: that is no error.
 */
export function typoIn(name: string, known: ReadonlySet<string>, random: Random): Typo | null {
  const words = wordsOf(name).filter((word) => /^\p{L}{4,}$/u.test(word));
  if (words.length === 0) return null;
  const word = random.pick(words);
  const two = word.length >= 9 && random.chance(0.5);
  const once = mistype(word, random);
  const typed = two ? mistype(once, random) : once;
  if (typed.length < (two ? 9 : 4) || [...known].some((other) => other.includes(typed))) return null;
  const whole = wordsOf(name).map((one) => (one === word ? typed : one));
  return { word, typed: random.chance(0.5) ? typed : whole.join(' ').trim() };
}
