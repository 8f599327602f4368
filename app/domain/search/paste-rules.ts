import { type ParsedQuery, parseQuery } from './rules';

/** Most identifiers of a pasted list that are looked for. */
export const PASTE_MAX = 500;
/** Longest identifier of a pasted list, in characters. */
export const PASTED_LENGTH_MAX = 100;

/** Most bytes of a form with a list; 500 identifiers are far below it. */
export const PASTED_BYTES_MAX = 256 * 1024;

/** What was pasted, read as a list. */
export type PastedList = {
  /** Each identifier once, in the order pasted, at most 500. */
  entries: ParsedQuery[];
  /** How many stood there once more. */
  repeated: number;
  /** How many were longer than 100 characters and are left out. */
  tooLong: number;
  /** How many came after the 500th and are left out. */
  beyond: number;
};

/**
 * Reads a pasted column, or anything with lines, tabs, commas and semicolons between its identifiers. What has no letter
 * or digit is nothing. Never fails.
 */
export function parsePastedList(text: string): PastedList {
  const list: PastedList = { entries: [], repeated: 0, tooLong: 0, beyond: 0 };
  const seen = new Set<string>();
  for (const piece of text.split(/[\r\n\t,;\v\f\u0085\u2028\u2029]+/)) {
    const typed = piece.trim();
    if (typed === '') continue;
    if (typed.length > PASTED_LENGTH_MAX) {
      list.tooLong += 1;
      continue;
    }
    const query = parseQuery(typed);
    if (query.folded === '') continue;
    if (seen.has(query.folded)) list.repeated += 1;
    else if (list.entries.length < PASTE_MAX) list.entries.push(query);
    else list.beyond += 1;
    seen.add(query.folded);
  }
  return list;
}
