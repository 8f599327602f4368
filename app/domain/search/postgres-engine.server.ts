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

/** Every statement below has an index; without this the planner reads the whole table for common words. */
const SETTINGS = `SET LOCAL statement_timeout = ${TIMEOUT_MS}; SET LOCAL enable_seqscan = off;
  SET LOCAL pg_trgm.similarity_threshold = 0.15; SET LOCAL pg_trgm.word_similarity_threshold = 0.2; SET LOCAL pg_trgm.strict_word_similarity_threshold = 0.99`;

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
  const unknown = words.filter((word) => word.companies.length === 0);
  const names = await addMeantCompanies(search, unknown);
  const devices = await addMeantWords(search, unknown);
  return names || devices ? withAllWords(search, words) : [];
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

/** Adds the customers whose name differs from a word by a typing error. @returns whether there is one */
async function addMeantCompanies({ client, viewer }: Search, words: Word[]): Promise<boolean> {
  const { known, value } = customersOf(viewer, '$2');
  const { rows } = await client.query<{ index: number; id: number; name: string }>(
    `SELECT w.index::int - 1 AS index, c.id, c.name FROM unnest($1::text[]) WITH ORDINALITY w (word, index),
       LATERAL (SELECT c.id, c.name FROM companies c WHERE ${COMPANY_WORDS} %> w.word AND ${known}
                ORDER BY word_similarity(w.word, ${COMPANY_WORDS}) DESC, c.id LIMIT ${TYPOS_MAX}) c`,
    [words.map(({ forms }) => forms[0] ?? ''), value],
  );
  const meant = rows.filter(({ index, name }) => isTypoOf(words[index]?.forms[0] ?? '', name));
  for (const { index, id } of meant) words[index]?.companies.push(id);
  return meant.length > 0;
}

/** Adds the words of device names that a word is nearest to, unless it is one itself. @returns whether there is one */
async function addMeantWords({ client }: Search, words: Word[]): Promise<boolean> {
  const { rows } = await client.query<{ index: number; meant: string[] }>(
    `SELECT w.index::int - 1 AS index, array_agg(s.word) AS meant FROM unnest($1::text[]) WITH ORDINALITY w (word, index),
       LATERAL (SELECT DISTINCT word, similarity(word, w.word) FROM search_words WHERE word % w.word
                ORDER BY 2 DESC, 1 LIMIT ${TYPOS_MAX}) s GROUP BY w.index`,
    [words.map(({ forms }) => forms[0] ?? '')],
  );
  let found = false;
  for (const { index, meant } of rows) {
    const forms = words[index]?.forms ?? [];
    const [typed = ''] = forms;
    if (meant.includes(typed)) continue;
    const near = meant.filter((word) => isTypoOf(typed, word));
    forms.push(...near);
    found ||= near.length > 0;
  }
  return found;
}

async function withAllWords({ client, viewer, limit }: Search, words: Word[]): Promise<number[]> {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = words.map(({ forms, short, companies }) => {
    const inText = forms.map((form) =>
      short ? `${ORDER_WORDS} %>> ${place(form)}` : `${ORDER_WORDS} LIKE ${place(containing(form))}`,
    );
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
