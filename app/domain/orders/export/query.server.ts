import type { Viewer } from '../../auth/rules';
import { filterSql, type OrderFilter } from '../filter.server';
import type { Sort } from '../list.server';
import type { Stage } from '../rules';
import type { ColumnChoice, ExportSettings } from './rules';

/** Which orders are exported and in which order. */
export type ExportFilter = OrderFilter & {
  stage?: Stage | undefined;
  /** Without it in the order of their creation, oldest first, and without drafts, which are no orders yet. */
  sort?: { by: Sort; direction: 'asc' | 'desc' } | undefined;
};

const SORT_COLUMNS: Record<Sort, string> = {
  created: 'o.created_at',
  updated: 'o.status_since',
  due: 'o.due_at',
  device: 'o.device_name',
};

const TEXTS = {
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
} satisfies Partial<Record<ColumnChoice, string>>;

const TIMES = {
  created: 'o.created_at',
  confirmed: 'o.confirmed_at',
  status_since: 'o.status_since',
  due: 'o.due_at',
  completed: 'o.completed_at',
} satisfies Partial<Record<ColumnChoice, string>>;

export type TextColumn = keyof typeof TEXTS;
export type TimeColumn = keyof typeof TIMES;

export const isTextColumn = (column: ColumnChoice): column is TextColumn => column in TEXTS;
export const isTimeColumn = (column: ColumnChoice): column is TimeColumn => column in TIMES;

/** Every row begins with id, kind, status, stage and currency; the chosen texts and times follow. */
export const FACTS = ['id', 'kind', 'status', 'stage', 'currency'] as const;

export type Query = { text: string; values: unknown[] };

/** SQL of a time: UTC (ISO 8601) for machines, local time as spreadsheets read it for people. */
export function timeSql(column: string, { target }: ExportSettings, zone: () => string): string {
  return target === 'machine'
    ? `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
    : `to_char(${column} AT TIME ZONE ${zone()}, 'YYYY-MM-DD HH24:MI')`;
}

/** The query of an export: what the viewer may see of what the filter asks for. */
export function exportQuery(
  viewer: Viewer,
  filter: ExportFilter,
  settings: ExportSettings,
  timeZone: string,
): Query {
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const conditions = [...filterSql(viewer, filter, add), ...(filter.sort ? [] : [`o.status <> 'draft'`])];
  let zone: string | undefined;
  const zoneOnce = () => (zone ??= `${add(timeZone)}::text`);
  const chosen = settings.columns.flatMap((column) => {
    if (isTextColumn(column)) return [TEXTS[column]];
    return isTimeColumn(column) ? [timeSql(TIMES[column], settings, zoneOnce)] : [];
  });
  const { by, direction } = filter.sort ?? { by: null, direction: 'asc' };
  return {
    text: `SELECT ${[...FACTS.map((fact) => `o.${fact}`), ...chosen].join(', ')}
      FROM orders o JOIN companies c ON c.id = o.customer_id JOIN companies a ON a.id = o.account_id
        JOIN locations l ON l.id = o.location_id
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${by ? `${SORT_COLUMNS[by]} ${direction}, ` : ''}o.id ${direction}`,
    values,
  };
}
