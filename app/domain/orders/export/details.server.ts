import type { Snapshot, TextRow } from '~/platform/snapshot.server';
import { timeSql } from './query.server';
import type { ExportLine, ExportSettings } from './rules';

/** What belongs to the orders of a batch, by order id. */
export type Details = { notes: Map<string, string>; lines: Map<string, ExportLine[]> };

/** Reads the public notes, each with its day, and the products and services of a batch, as far as they were chosen. */
export async function readDetails(
  snapshot: Snapshot,
  orders: TextRow[],
  settings: ExportSettings,
  timeZone: string,
): Promise<Details> {
  const ids = `{${orders.map(([id]) => id).join(',')}}`;
  const { columns } = settings;
  const [notes, lines] = await Promise.all([
    columns.includes('public_notes') ? readNotes(snapshot, ids, settings, timeZone) : new Map(),
    columns.includes('lines') || columns.includes('totals') ? readLines(snapshot, ids) : new Map(),
  ]);
  return { notes, lines };
}

async function readNotes(snapshot: Snapshot, ids: string, settings: ExportSettings, timeZone: string) {
  const values: unknown[] = [ids];
  const at = timeSql('created_at', settings, () => `$${values.push(timeZone)}::text`);
  const rows = await snapshot.rows(
    `SELECT order_id, left(${at}, 10), body FROM messages
     WHERE order_id = ANY ($1::int[]) AND kind = 'public_note' ORDER BY order_id, created_at, id`,
    values,
  );
  const notes = new Map<string, string>();
  for (const [id, day, body] of rows) {
    const before = notes.get(id ?? '');
    notes.set(id ?? '', `${before === undefined ? '' : `${before}\n`}${day}: ${body}`);
  }
  return notes;
}

async function readLines(snapshot: Snapshot, ids: string) {
  const rows = await snapshot.rows(
    `SELECT order_id, kind, description, quantity_thousandths, unit_price_minor, vat_basis_points, warranty
     FROM order_lines WHERE order_id = ANY ($1::int[]) ORDER BY order_id, id`,
    [ids],
  );
  const lines = new Map<string, ExportLine[]>();
  for (const [id, kind, description, quantity, price, vat, warranty] of rows) {
    const line = {
      kind: kind ?? '',
      description: description ?? '',
      quantityThousandths: Number(quantity),
      unitPriceMinor: Number(price),
      vatBasisPoints: Number(vat),
      warranty: warranty === 't',
    };
    const others = lines.get(id ?? '');
    if (others) others.push(line);
    else lines.set(id ?? '', [line]);
  }
  return lines;
}
