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

const TRUTH_VALUES = new Set(
  'true false wahr falsch vrai faux vero falso verdadero verdadeiro waar onwaar sand falsk sant falskt prawda fałsz'.split(
    ' ',
  ),
);

function isTruthValue(text: string): boolean {
  return text.length < 24 && TRUTH_VALUES.has(text.trim().toLowerCase());
}

/** True where a spreadsheet may read a number, amount, time or error: no word but those that such values have. */
function readsAsValue(text: string): boolean {
  if (/^\d+$/.test(text) || text.trimStart().startsWith('#') || isTruthValue(text)) return true;
  if (!/\p{N}/u.test(text)) return false;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) if (!VALUE_WORDS.has(foldWord(word))) return false;
  return true;
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
