import type { Viewer } from '../../auth/rules';
import type { Reading } from './query.server';
import type { ColumnChoice, ExportSettings } from './rules';

/** What the query of an export reads of every order. */
const CELLS = {
  codes: `o.kind || ' ' || o.status || ' ' || o.stage || ' ' || o.currency`,
  number: 'o.number',
  customer_number: 'c.number',
  customer_name: 'c.name',
  account_name: 'a.name',
  location: 'l.name',
  device: 'o.device_name',
  serial: 'o.serial',
  imei: 'o.imei',
  customer_references: `array_to_string(o.customer_references, ', ')`,
  internal_references: `array_to_string(o.internal_references, ', ')`,
  tracking_numbers: `array_to_string(o.tracking_numbers, ', ')`,
  sp_id: 'o.sp_id',
  problem: 'o.problem',
  created: 'o.created_at',
  confirmed: 'o.confirmed_at',
  status_since: 'o.status_since',
  due: 'o.due_at',
  completed: 'o.completed_at',
  shipping_method: 'd',
  notes: 'n.notes',
  lines: 'x.lines',
  shipment_number: 's.number',
  shipment_date: 's.confirmed_at',
  shipment_method: 's.method',
  shipment_tracking: 's.tracking',
} as const;
export type Cell = keyof typeof CELLS;

/** What the columns show that do not show the cell of their own name. */
const SHOWN: Partial<Record<ColumnChoice, readonly Cell[]>> = {
  kind: ['codes'],
  status: ['codes'],
  status_code: ['codes'],
  stage: ['codes'],
  public_notes: ['notes'],
  lines: ['lines'],
  totals: ['lines'],
  shipment: ['shipment_number', 'shipment_date', 'shipment_method', 'shipment_tracking'],
};

/** The cells that the chosen columns are made of. */
export function cellsOf({ columns }: ExportSettings): Cell[] {
  const shown = columns.flatMap((column) => SHOWN[column] ?? [column as Cell]);
  // Few orders differ in all of their codes: what they say is made once for each of them.
  return [...new Set<Cell>(['codes', ...shown])];
}

/** The SQL of a cell. */
export function cellSql(cell: Cell, settings: ExportSettings, reading: Reading): string {
  return cell === 'shipping_method' ? methodSql(CELLS[cell], settings, reading) : CELLS[cell];
}

/** A shipping method: its code for machines, its name for people. */
function methodSql(table: string, { target }: ExportSettings, { locale }: Reading): string {
  if (target === 'machine') return `${table}.code`;
  return locale === 'de' ? `${table}.name_de` : `${table}.name_en`;
}

/** The tables of what stands beside the order, as far as the cells show them. */
export function joinsFor(
  cells: readonly Cell[],
  viewer: Viewer,
  settings: ExportSettings,
  reading: Reading,
  add: (value: unknown) => string,
): string {
  const zone = () => (settings.target === 'machine' ? `'UTC'` : `${add(reading.timeZone)}::text`);
  const joins = [
    ...(cells.includes('notes') ? [notesJoin(zone())] : []),
    ...(cells.includes('lines') ? [LINES_JOIN] : []),
    ...(cells.includes('shipment_number')
      ? [shipmentJoin(viewer, methodSql('m', settings, reading), add)]
      : []),
  ];
  return joins.join('\n');
}

/** The public notes, each with its day. */
const notesJoin = (zone: string) => `LEFT JOIN LATERAL (
  SELECT string_agg(to_char(created_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') || ': ' || body, E'\\n' ORDER BY created_at, id) AS notes
  FROM messages WHERE order_id = o.id AND kind = 'public_note') n ON true`;

/** The products and services, as `readLines` reads them. */
const LINES_JOIN = `LEFT JOIN LATERAL (
  SELECT json_agg(json_build_array(kind, description, quantity_thousandths, unit_price_minor, vat_basis_points, warranty)
    ORDER BY id)::text AS lines
  FROM order_lines WHERE order_id = o.id) x ON true`;

/** The last shipment that the order is or was in, of those that the viewer may know of (DESIGN 4.1). */
function shipmentJoin(viewer: Viewer, method: string, add: (value: unknown) => string): string {
  const company = viewer.companyId === null ? [] : [viewer.companyId];
  const among = (column: string, ids: number[]) => `s.${column} = ANY (${add(ids)}::int[])`;
  const seen: Record<Viewer['role'], () => string> = {
    administrator: () => 'true',
    technician: () => among('location_id', viewer.locationIds),
    reseller: () => among('account_id', company),
    customer: () => 'false',
    partner: () => 'false',
  };
  return `LEFT JOIN LATERAL (
    SELECT s.number, s.confirmed_at, ${method} AS method, coalesce(p.tracking_number,
      (SELECT string_agg(tracking_number, ', ' ORDER BY position) FROM shipment_parcels WHERE shipment_id = s.id)) AS tracking
    FROM shipment_items i JOIN shipments s ON s.id = i.shipment_id LEFT JOIN shipping_methods m ON m.id = s.shipping_method_id
      LEFT JOIN shipment_parcels p ON p.id = i.parcel_id
    WHERE i.order_id = o.id AND s.status IN ('confirmed', 'closed') AND ${seen[viewer.role]()}
    ORDER BY s.confirmed_at DESC, s.id DESC LIMIT 1) s ON true`;
}
