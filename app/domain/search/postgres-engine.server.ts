import type { PoolClient } from 'pg';
import { pool } from '~/platform/db.server';
import type { Viewer } from '../auth/rules';
import { visibleSql } from '../orders/visible.server';
import type { SearchEngine } from './engine';
import { containing, isTypoOf, type ParsedQuery } from './rules';

/** A search that takes longer gives what it has found until then. */
const TIMEOUT_MS = 2000;
const END_MIN = 4;
/** Below this length a beginning of an order number, such as its year, says nothing. */
const NUMBER_START_MIN = 7;
const COMPANIES_MAX = 1000;
const TYPOS_MAX = 50;
/** Longest words that are compared with all of about their length, and with how many. */
const SHORT_MAX = 6;
const SHORT_WORDS_MAX = 10_000;

/** Every statement below has an index; without this the planner reads the whole table for common words. */
const SETTINGS = `SET LOCAL statement_timeout = ${TIMEOUT_MS}; SET LOCAL enable_seqscan = off;
  SET LOCAL pg_trgm.similarity_threshold = 0.15; SET LOCAL pg_trgm.strict_word_similarity_threshold = 0.99`;

const ORDER_WORDS = `lower(o.device_name || ' ' || o.problem)`;
const COMPANY_WORDS = `lower(c.name || ' ' || c.number)`;

type Search = { client: PoolClient; viewer: Viewer; query: ParsedQuery; limit: number };

/** Search in PostgreSQL alone: indexes over spellings, reversed spellings and trigrams (pg_trgm). */
export const postgresEngine: SearchEngine = {
  name: 'postgresql',
  async find(viewer, query, limit) {
    const client = await pool().connect();
    const search = { client, viewer, query, limit };
    const ids: number[] = [];
    let broken: unknown;
    try {
      await client.query(`BEGIN READ ONLY; ${SETTINGS}`);
      ids.push(...(await byEnds(search)));
      ids.push(...(await byWords(search, ids.length === 0)));
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch((failed) => {
        broken = failed;
      });
      if (!isTimeout(error)) throw error;
    } finally {
      client.release(Boolean(broken));
    }
    return { ids: [...new Set(ids)].slice(0, limit) };
  },
};

const isTimeout = (error: unknown) => (error as { code?: unknown }).code === '57014';

/** Orders with an identifier that ends, or begins, with the text; ends first. */
async function byEnds({ client, viewer, query: { folded }, limit }: Search): Promise<number[]> {
  const characters = [...folded];
  if (characters.length < END_MIN) return [];
  const { condition, value } = visibleSql(viewer, 'o', '$4');
  const { rows } = await client.query<{ id: number }>(
    `SELECT o.id FROM (
       SELECT order_id, 1 AS rank FROM order_identifiers WHERE reverse(term) LIKE $1 AND kind <> 'imei14'
       UNION ALL
       SELECT order_id, 2 FROM order_identifiers WHERE term LIKE $2 AND kind <> ALL ($3::text[])
     ) i JOIN orders o ON o.id = i.order_id
     WHERE ${condition}
     GROUP BY o.id ORDER BY min(i.rank), o.created_at DESC, o.id DESC LIMIT $5`,
    [
      `${characters.reverse().join('')}%`,
      `${folded}%`,
      folded.length < NUMBER_START_MIN ? ['imei14', 'number'] : ['imei14'],
      value,
      limit,
    ],
  );
  return rows.map(({ id }) => id);
}

/** A word with the customers whose name or number has it. Words without three letters in a row must stand alone. */
type Word = { forms: string[]; short: boolean; companies: number[] };

/** Orders in which every word is found; when there is none and `typos` is set, names of customers and devices may be mistyped. */
async function byWords(search: Search, typos: boolean): Promise<number[]> {
  const words = search.query.words.map(
    (forms): Word => ({ forms: [...forms], short: !/[\p{L}\p{N}]{3}/u.test(forms[0] ?? ''), companies: [] }),
  );
  if (words.length === 0) return [];
  await addCompanies(
    search,
    words.filter((word) => !word.short),
    'LIKE',
  );
  await addCompanies(
    search,
    words.filter((word) => word.short),
    '%>>',
  );
  const found = await withAllWords(search, words);
  if (found.length > 0 || !typos) return found;
  const meant = await addMeantWords(
    search,
    words.filter((word) => word.companies.length === 0),
  );
  if (meant.length === 0) return [];
  await addCompanies(search, meant, 'LIKE');
  const named = await withAllWords(search, words, 'names');
  return named.length < search.limit ? [...named, ...(await withAllWords(search, words))] : named;
}

/** Only customers with an order that the viewer may see take part: a stranger's name helps to find nothing. */
function customersOf(viewer: Viewer, parameter: string) {
  const { condition, value } = visibleSql(viewer, 'o', parameter);
  return { value, known: `(SELECT true FROM orders o WHERE o.customer_id = c.id AND ${condition} LIMIT 1)` };
}

async function addCompanies(
  { client, viewer }: Search,
  words: Word[],
  operator: 'LIKE' | '%>>',
): Promise<void> {
  if (words.length === 0) return;
  const { known, value } = customersOf(viewer, '$3');
  const spelled = words.flatMap(({ forms }, index) => forms.map((form) => ({ index, form })));
  const { rows } = await client.query<{ index: number; id: number }>(
    `SELECT w.index, c.id FROM unnest($1::int[], $2::text[]) w (index, form),
       LATERAL (SELECT c.id FROM companies c WHERE ${COMPANY_WORDS} ${operator} w.form AND ${known} LIMIT ${COMPANIES_MAX}) c`,
    [
      spelled.map(({ index }) => index),
      spelled.map(({ form }) => (operator === 'LIKE' ? containing(form) : form)),
      value,
    ],
  );
  for (const { index, id } of rows) words[index]?.companies.push(id);
}

/**
 * Adds the words of names of devices and customers that a word is but for a typing error, unless it is one itself. Few
 * trigrams of short words survive an error: all of about their length are looked at. @returns the words that got some
 */
async function addMeantWords({ client }: Search, words: Word[]): Promise<Word[]> {
  const { rows } = await client.query<{ index: number; near: string[] }>(
    `SELECT w.index::int - 1 AS index, array_agg(DISTINCT s.word) AS near FROM unnest($1::text[]) WITH ORDINALITY w (word, index),
       LATERAL ((SELECT word FROM search_words WHERE length(w.word) > ${SHORT_MAX} AND word % w.word
                 ORDER BY similarity(word, w.word) DESC LIMIT ${TYPOS_MAX})
                UNION ALL
                (SELECT word FROM search_words WHERE length(w.word) BETWEEN 4 AND ${SHORT_MAX}
                   AND length(word) BETWEEN length(w.word) - 1 AND length(w.word) + 1 LIMIT ${SHORT_WORDS_MAX})) s
     GROUP BY w.index`,
    [words.map(({ forms }) => forms[0] ?? '')],
  );
  return rows.flatMap(({ index, near }) => {
    const word = words[index];
    const [typed = ''] = word?.forms ?? [];
    const meant = near.includes(typed) ? [] : near.filter((other) => isTypoOf(typed, other));
    word?.forms.push(...meant);
    return word && meant.length > 0 ? [word] : [];
  });
}

/** The newest orders that have every word: anywhere, or in the names of device and customer. */
async function withAllWords(
  { client, viewer, limit }: Search,
  words: Word[],
  where: 'anywhere' | 'names' = 'anywhere',
): Promise<number[]> {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = words.map(({ forms, short, companies }) => {
    const inText = forms.map((form) => {
      const fits = short ? `%>> ${place(form)}` : `LIKE ${place(containing(form))}`;
      const inDevice = where === 'names' ? ` AND lower(o.device_name) ${fits}` : '';
      return `(${ORDER_WORDS} ${fits}${inDevice})`;
    });
    const byName = companies.length > 0 ? [`o.customer_id = ANY (${place(companies)}::int[])`] : [];
    return `(${[...inText, ...byName].join(' OR ')})`;
  });
  const visible = visibleSql(viewer, 'o', `$${values.length + 1}`);
  values.push(visible.value, limit);
  const { rows } = await client.query<{ id: number }>(
    `SELECT o.id FROM orders o WHERE ${[...conditions, visible.condition].join(' AND ')}
     ORDER BY o.created_at DESC, o.id DESC LIMIT $${values.length}`,
    values,
  );
  return rows.map(({ id }) => id);
}
