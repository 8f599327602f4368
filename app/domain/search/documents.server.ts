import { createHash } from 'node:crypto';
import { pool } from '~/platform/db.server';
import { foldIdentifier } from '~/platform/text';
import { NUMBER_START_MIN, PART_MIN } from './index-settings';

/** An order as the index holds it. Values of `terms`, `numbers` and `ends` are folded identifiers in lower case. */
export type OrderDocument = {
  id: number;
  /** Spellings of references, serial, IMEI and tracking numbers. */
  terms: string[];
  /** Spellings of the order number that are long enough to be found by their beginning. */
  numbers: string[];
  /** All spellings, read from the end: what an identifier ends with is what its reverse begins with. */
  ends: string[];
  /** Identifiers as they were typed; not searched. */
  raw: string[];
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
  stage: string;
  status: string;
  /** UTC, in milliseconds since 1970. */
  created: number;
  /** The number of the last change that was known when the order was read: a later reading has no lower one. */
  version: number;
  /** A digest of all the rest but `version`. */
  fingerprint: string;
};

type Row = Omit<OrderDocument, 'ends' | 'version' | 'fingerprint'>;

const SELECT = `SELECT o.id, coalesce(t.terms, '{}') AS terms, coalesce(t.numbers, '{}') AS numbers,
    array_remove(ARRAY[o.number, o.imei, o.serial], NULL) || o.customer_references || o.internal_references || o.tracking_numbers AS raw,
    c.number AS "customerNumber", c.name AS customer, o.device_name AS device, o.problem, o.account_id AS "accountId",
    o.customer_id AS "customerId", o.location_id AS "locationId", o.partner_id AS "partnerId", o.kind, o.stage, o.status,
    (extract(epoch FROM o.created_at) * 1000)::float8 AS created
  FROM orders o JOIN companies c ON c.id = o.customer_id, LATERAL (
    SELECT array_agg(DISTINCT lower(term)) FILTER (WHERE kind NOT IN ('number', 'imei14')) AS terms,
      array_agg(DISTINCT lower(term)) FILTER (WHERE kind = 'number') AS numbers
    FROM order_identifiers WHERE order_id = o.id) t`;

/** The documents of these orders, as they are now; orders that do not exist are left out. */
export async function readDocuments(ids: number[]): Promise<OrderDocument[]> {
  const version = await lastChange();
  const { rows } = await pool().query<Row>(`${SELECT} WHERE o.id = ANY ($1::int[]) ORDER BY o.id`, [ids]);
  return rows.map((row) => toDocument(row, version));
}

/** The documents of all orders in pages, by id. */
export async function* readAllDocuments(pageSize: number): AsyncGenerator<OrderDocument[]> {
  let after = 0;
  for (;;) {
    const version = await lastChange();
    const { rows } = await pool().query<Row>({
      name: 'search-documents',
      text: `${SELECT} WHERE o.id > $1 ORDER BY o.id LIMIT $2`,
      values: [after, pageSize],
    });
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows.map((row) => toDocument(row, version));
  }
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

function toDocument(row: Row, version: number): OrderDocument {
  const content = {
    ...row,
    customerNumber: foldIdentifier(row.customerNumber).toLowerCase(),
    numbers: row.numbers.filter((spelling) => spelling.length >= NUMBER_START_MIN),
    ends: endsOf([...row.terms, ...row.numbers]).map(reversed),
  };
  const fingerprint = createHash('sha1').update(JSON.stringify(content)).digest('base64url');
  return { ...content, version, fingerprint };
}
