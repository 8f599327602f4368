/** The signs that may stand between the cells of a row. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = (typeof DELIMITERS)[keyof typeof DELIMITERS];

/** UTF-8 byte order mark: spreadsheets take a file that begins with it as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

const QUOTED = /[",;\t\r\n\ufeff]|^ | $/;

/**
 * A cell as RFC 4180 writes it. One that has a quote, a line break, an outer space or the delimiter of any dialect is quoted,
 * so that no reader takes a part of a cell for a cell.
 */
export function quoteCell(cell: string): string {
  return QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One row as RFC 4180 writes it, with its CRLF. */
export function encodeRow(cells: readonly string[], delimiter: Delimiter): string {
  return cells.length === 1 && cells[0] === '' ? '""\r\n' : `${cells.map(quoteCell).join(delimiter)}\r\n`;
}

const MARK = "'";
/** A cell begins at its start; for a reader that ignores quotes or expects another delimiter, behind these as well. */
const STARTS = '\\n\\r\\v\\f\\x85\\u2028\\u2029,;\\t';
/** What spreadsheets may drop or skip before a formula: spaces, controls, format characters, quotes. */
const SKIPPED = '\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\p{Cf}\\p{Zs}"\'`´‘’‚‛“”„«»';
/** What begins a formula or a command, with the full-width and small forms that are folded to them. */
const FORMULA = '=+\\-@＝＋－＠﹦﹢﹣﹫−';
const UNSAFE_STARTS = new RegExp(
  `(?<![^${STARTS}])(?:(?=[${SKIPPED}]*[${FORMULA}])|(?=${MARK}))|^(?=[${SKIPPED}]*[\\t\\r\\n])`,
  'gu',
);
const MARKED_STARTS = new RegExp(`(?<![^${STARTS}])${MARK}`, 'gu');
const HARMLESS = new RegExp(`^[^${FORMULA}${MARK}\\t\\r\\n\\p{N}#]*$`, 'u');

/**
 * A text cell for spreadsheets: an apostrophe stands before whatever Excel, LibreOffice or Google Sheets would take for a
 * formula (OWASP, CSV Injection), and before a cell that they would turn into a number, date, truth value or error: a
 * 15-digit IMEI stays text. A start that has an apostrophe of its own gets another one, so `unescapeCell` gives every
 * text back unchanged. CSV has no sign for *text*: quotes are dropped before the cell is read, `="…"` is a formula.
 */
export function escapeCell(text: string): string {
  if (HARMLESS.test(text) && !isTruthValue(text)) return text;
  const marked = text.replace(UNSAFE_STARTS, MARK);
  return !marked.startsWith(MARK) && readsAsValue(text) ? MARK + marked : marked;
}

/** The text that `escapeCell` was given. */
export function unescapeCell(cell: string): string {
  return cell.includes(MARK) ? cell.replace(MARKED_STARTS, '') : cell;
}

/** The most characters (UTF-16) of a cell in Excel. */
export const CELL_LIMIT = 32_767;
const CUT = '…';

/**
 * The cells that an escaped text takes in a spreadsheet: one, or where it is too long for Excel several. A cut cell ends
 * with `…`; what follows it begins with an apostrophe. A whole one is at least two characters shorter than the limit.
 */
export function splitCell(escaped: string): string[] {
  const pieces: string[] = [];
  let begin = '';
  let rest = escaped;
  while (begin.length + rest.length > CELL_LIMIT - 2) {
    const most = CELL_LIMIT - begin.length - CUT.length;
    // Neither a character nor a line end is torn.
    const end = /[\ud800-\udbff\r]/.test(rest[most - 1] ?? '') ? most - 1 : most;
    pieces.push(begin + rest.slice(0, end) + CUT);
    rest = rest.slice(end);
    begin = MARK;
  }
  return [...pieces, begin + rest];
}

/**
 * The texts that a row of a file for spreadsheets was made of.
 * @param cells those of the row, as any CSV reader gives them
 * @param columns how many the head has; what is behind them continues long texts
 */
export function readRow(cells: readonly string[], columns: number): string[] {
  const rest = cells.slice(columns);
  const isCut = (cell: string) => cell.length >= CELL_LIMIT - 1 && cell.endsWith(CUT);
  return cells.slice(0, columns).map((cell) => {
    let text = cell;
    for (let last = cell; isCut(last); ) {
      last = rest.shift() ?? '';
      text = text.slice(0, -CUT.length) + last.slice(MARK.length);
    }
    return unescapeCell(text);
  });
}

const TRUTH_VALUES = new Set(
  'true false wahr falsch vrai faux vero falso verdadero verdadeiro waar onwaar sand falsk sant falskt prawda fałsz'.split(
    ' ',
  ),
);

/** True for the words for true and false that spreadsheets turn into such values. */
export function isTruthValue(text: string): boolean {
  return text.length < 24 && TRUTH_VALUES.has(text.trim().toLowerCase());
}

/** True where a spreadsheet may read a number, amount, time or error: no word but those that such values have. */
function readsAsValue(text: string): boolean {
  if (/^\d+$/.test(text) || text.trimStart().startsWith('#') || isTruthValue(text)) return true;
  if (!/\p{N}/u.test(text)) return false;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) if (!isValueWord(word)) return false;
  return true;
}

/** True for a word (letters) that a number, amount, date or time may have. */
export function isValueWord(word: string): boolean {
  return VALUE_WORDS.has(foldWord(word));
}

function foldWord(word: string): string {
  if (/^[A-Za-z]+$/.test(word)) return word.toLowerCase();
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Months, weekdays and currencies as spreadsheets of these languages know them, and the letters of numbers and times. */
const VALUE_WORDS = makeValueWords('en de fr it es pt nl da sv nb fi pl cs sk hu ro tr'.split(' '));

function makeValueWords(languages: string[]): Set<string> {
  const words = new Set('e a p t z h am pm uhr fr sfr kr zl kc ft lei st nd rd th de'.split(' '));
  for (const code of Intl.supportedValuesOf('currency')) words.add(code.toLowerCase());
  for (const language of languages)
    for (const style of ['long', 'short'] as const) {
      const day = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
      const month = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      const dated = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
      for (let index = 0; index < 12; index++) {
        const at = Date.UTC(2026, index, index + 1);
        const text = `${day.format(at)} ${month.format(at)} ${dated.format(at)}`;
        // A word may be cut off after three letters.
        for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu))
          for (let end = 3; end <= word.length; end++) words.add(foldWord(word.slice(0, end)));
      }
    }
  return words;
}

/** Tells whether a word (ASCII letters, from `start` to `end`) begins like one of these, by its first three letters. */
function beginnings(words: Iterable<string>): (bytes: Uint8Array, start: number, end: number) => boolean {
  const known = new Uint8Array(32 ** 3);
  const letter = (code: number | undefined) => (code ?? 0) & 31;
  for (const word of words)
    known[
      (letter(word.charCodeAt(0)) << 10) | (letter(word.charCodeAt(1)) << 5) | letter(word.charCodeAt(2))
    ] = 1;
  return (bytes, start, end) => {
    const first = letter(bytes[start]);
    const second = start + 1 < end ? letter(bytes[start + 1]) : 0;
    const third = start + 2 < end ? letter(bytes[start + 2]) : 0;
    return known[(first << 10) | (second << 5) | third] === 1;
  };
}

/** False for bytes of ASCII that are surely no word for true or false. */
export const beginsTruthValue = beginnings(TRUTH_VALUES);

/** False for bytes of ASCII letters that are surely no word that `isValueWord` knows. */
export const beginsValueWord = beginnings(VALUE_WORDS);
