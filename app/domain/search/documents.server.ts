import { createHash } from 'node:crypto';
import { pool } from '~/platform/db.server';
import { foldIdentifier } from '~/platform/text';
import { NUMBER_START_MIN, PART_MIN } from './index-settings';

/** An order as the index holds it. Values of `terms`, `numbers` and `ends` are folded identifiers in lower case. */
type OrderDocument = {
  id: number;
  /** Spellings of references, serial, IMEI and tracking numbers. */
  terms: string[];
  /** Spellings of the order number that are long enough to be found by their beginning. */
  numbers: string[];
  /** All spellings, read from the end: what an identifier ends with is what its reverse begins with. */
  ends: string[];
  /** Folded, in lower case: its parts alone mean nothing. */
  customerNumber: string;
  customer: string;
  device: string;
  problem: string;
  accountId: number;
  customerId: number;
  locationId: number;
  partnerId: number | null;
  kind: string;
  /** UTC, in milliseconds since 1970. */
  created: number;
};

/** A document as it is sent. The JSON also has `version`, `fingerprint` and nothing else beside the order. */
export type WrittenDocument = {
  id: number;
  /** A digest of the order's part. */
  fingerprint: string;
  /** One line. */
  json: string;
};

type Row = Omit<OrderDocument, 'ends'>;

const SELECT = `SELECT o.id, coalesce(t.terms, '{}') AS terms, coalesce(t.numbers, '{}') AS numbers,
    c.number AS "customerNumber", c.name AS customer, o.device_name AS device, o.problem, o.account_id AS "accountId",
    o.customer_id AS "customerId", o.location_id AS "locationId", o.partner_id AS "partnerId", o.kind,
    (extract(epoch FROM o.created_at) * 1000)::float8 AS created
  FROM orders o JOIN companies c ON c.id = o.customer_id, LATERAL (
    SELECT array_agg(DISTINCT lower(term)) FILTER (WHERE kind NOT IN ('number', 'imei14')) AS terms,
      array_agg(DISTINCT lower(term)) FILTER (WHERE kind = 'number') AS numbers
    FROM order_identifiers WHERE order_id = o.id) t`;

/** The documents of these orders, as they are now; orders that do not exist are left out. */
export async function readDocuments(ids: number[]): Promise<WrittenDocument[]> {
  const version = await lastChange();
  const { rows } = await pool().query<Row>(`${SELECT} WHERE o.id = ANY ($1::int[]) ORDER BY o.id`, [ids]);
  return rows.map((row) => toDocument(row, version));
}

/** The documents of all orders in pages, by id; while one page is worked on, the next is read. */
export async function* readAllDocuments(pageSize: number): AsyncGenerator<WrittenDocument[]> {
  let page = await readPage(0, pageSize);
  for (;;) {
    const last = page.rows.at(-1);
    if (!last) return;
    const next = readPage(last.id, pageSize);
    // Nobody may be there to take its failure when the reader stops early.
    next.catch(() => undefined);
    const { rows, version } = page;
    yield rows.map((row) => toDocument(row, version));
    page = await next;
  }
}

type Page = { rows: Row[]; version: number };

/**
 * What the documents of `size` orders after the id `after` are made of. `version` is the number of the last change known
 * before: a later reading has no lower one.
 */
export async function readPage(after: number, size: number): Promise<Page> {
  const version = await lastChange();
  const { rows } = await pool().query<Row>({
    name: 'search-documents',
    text: `${SELECT} WHERE o.id > $1 ORDER BY o.id LIMIT $2`,
    values: [after, size],
  });
  return { rows, version };
}

async function lastChange(): Promise<number> {
  const { rows } = await pool().query<{ last: string }>(
    'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM search_changes_id_seq',
  );
  return Number(rows[0]?.last ?? 0);
}

/** The characters of a text from the last to the first. */
export const reversed = (text: string) => [...text].reverse().join('');

/** The spellings but for those that are the end of another and so are found with it. */
const endsOf = (spellings: string[]) =>
  spellings.filter(
    (one) =>
      one.length >= PART_MIN && !spellings.some((other) => other.length > one.length && other.endsWith(one)),
  );

function toDocument(row: Row, version: number): WrittenDocument {
  const document: OrderDocument = {
    ...row,
    customerNumber: foldIdentifier(row.customerNumber).toLowerCase(),
    numbers: row.numbers.filter((spelling) => spelling.length >= NUMBER_START_MIN),
    ends: endsOf([...row.terms, ...row.numbers]).map(reversed),
  };
  const content = JSON.stringify(document);
  const fingerprint = createHash('sha1').update(content).digest('base64url');
  const json = `${content.slice(0, -1)},"version":${version},"fingerprint":"${fingerprint}"}`;
  return { id: row.id, fingerprint, json };
}
