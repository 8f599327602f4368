/** What erasing means, without the database. */

/** Stands where a name or a text was; pages of both languages show it as it is. */
export const ERASED = 'Erased · Gelöscht';

/** An address that no mail reaches (RFC 2606, 2) and that nobody else has. */
export const erasedEmail = (id: number) => `erased-${id}@erased.invalid`;

/** The number that a customer has once it was erased. */
export const erasedNumber = (id: number) => `erased-${id}`;

/** The two kinds of those whose data is exported and erased, by the word in their addresses. */
export const SUBJECT_KINDS = ['people', 'customers'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const isSubjectKind = (text: string | undefined): text is SubjectKind =>
  SUBJECT_KINDS.some((kind) => kind === text);

/** What is kept for a period that the operator sets. */
export const RETAINED = ['orders', 'files', 'mails'] as const;
export type Retained = (typeof RETAINED)[number];

/** Days after completion; null: for ever. */
export type Periods = Record<Retained, number | null>;

export const LONGEST_DAYS = 36_500;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What was completed before this moment (UTC) is past its period of `days`. */
export function cutoff(days: number, now: Date): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** True when what was typed to confirm is what was asked for; case and outer spaces do not count. */
export function confirms(typed: string, wanted: string): boolean {
  return wanted !== '' && typed.trim().toLowerCase() === wanted.toLowerCase();
}

/** Names of texts that no person writes: states, numbers, words of the catalogue. Texts of all other names are erased. */
const IMPERSONAL = new Set(
  [
    [
      'currency',
      'description',
      'direction',
      'kind',
      'label',
      'en',
      'de',
      'locale',
      'format',
      'timeZone',
      'number',
    ],
    [
      'option',
      'order',
      'outcome',
      'purpose',
      'quote',
      'scope',
      'sentAt',
      'shipment',
      'shippingMethod',
      'sku',
      'state',
      'title',
    ],
    ['type', 'unit', 'validUntil', 'device', 'location'],
    ['basket', 'code', 'contract', 'madeAt', 'offer', 'settlement'],
  ].flat(),
);

/** What says who somebody is, whatever its parts are called. */
const PERSONAL = new Set(['customer', 'account', 'recipient', 'person', 'address']);

/** Texts of an event's data that stay, by their names. */
export const EVENT_WORDS = [...IMPERSONAL, 'from', 'to', 'result', 'import'];

/** The same value with ERASED in place of every text that a person may have written; numbers, states and prices stay. */
export function withoutTexts(value: unknown, name = '', personal = false): unknown {
  // A country is no address, and pages show its name.
  if (name === 'country') return value;
  if (typeof value === 'string') return !personal && IMPERSONAL.has(name) ? value : ERASED;
  if (Array.isArray(value)) return value.map((one) => withoutTexts(one, name, personal));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, one]) => [
    key,
    withoutTexts(one, key, personal || PERSONAL.has(key)),
  ]);
  return Object.fromEntries(parts);
}

/** Shorter ones stand in too many other words. */
const TERM_MIN = 3;
const WORDY = /[\p{L}\p{N}_]/u;

/** Finds the names and addresses by which somebody is mentioned in texts, as whole words, in upper and lower case. */
export type Mentions = {
  /** A regular expression of PostgreSQL (for `~*`). */
  sql: string;
  /** The same for texts as they are written in JSON. */
  json: string;
  /** The same value with ERASED in place of each mention; names of its parts stay. */
  erase(value: unknown): unknown;
};

/** Null when there is nothing to be found by. */
export function mentionsOf(names: readonly string[]): Mentions | null {
  const terms = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= TERM_MIN))];
  if (terms.length === 0) return null;
  terms.sort((a, b) => b.length - a.length);
  const sql = (written: (term: string) => string) => alternatives(terms, written, '\\m', '\\M');
  const word = '[\\p{L}\\p{N}_]';
  const found = new RegExp(alternatives(terms, String, `(?<!${word})`, `(?!${word})`), 'giu');
  const erase = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(found, ERASED);
    if (Array.isArray(value)) return value.map(erase);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, erase(one)]));
  };
  return { sql: sql(String), json: sql((term) => JSON.stringify(term).slice(1, -1)), erase };
}

/** The terms as one pattern; `begin` and `end` stand at those of their ends that are letters or digits. */
function alternatives(
  terms: string[],
  written: (term: string) => string,
  begin: string,
  end: string,
): string {
  return terms
    .map((term) => {
      const literal = written(term)
        .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
        .replace(/\s+/g, '\\s+');
      const [first = '', last = ''] = [[...term][0], [...term].at(-1)];
      return `${WORDY.test(first) ? begin : ''}${literal}${WORDY.test(last) ? end : ''}`;
    })
    .join('|');
}
