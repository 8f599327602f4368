import type { Viewer } from '../../auth/rules';
import { filterSql, type OrderFilter } from '../filter.server';
import type { Sort } from '../list.server';
import type { Stage } from '../rules';
import { type Cell, cellSql, cellsOf, joinsFor } from './cells.server';
import type { ExportSettings } from './rules';

/** Which orders are exported and in which order. */
export type ExportFilter = OrderFilter & {
  stage?: Stage | undefined;
  /** Without it in the order of their creation, oldest first, and without drafts, which are no orders yet. */
  sort?: { by: Sort; direction: 'asc' | 'desc' } | undefined;
};

/** The reader's language and the IANA name of their time zone. */
export type Reading = { locale: string; timeZone: string };

const SORT_COLUMNS: Record<Sort, string> = {
  created: 'o.created_at',
  updated: 'o.status_since',
  due: 'o.due_at',
  device: 'o.device_name',
};

type Query = { text: string; values: unknown[] };

/**
 * The query of an export: what the viewer may see of what the filter asks for.
 * @returns `cells` are its columns in their order, `count` gives the number of rows of the file
 */
export function exportQuery(
  viewer: Viewer,
  filter: ExportFilter,
  settings: ExportSettings,
  reading: Reading,
): Query & { cells: Cell[]; count: Query } {
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const conditions = [...filterSql(viewer, filter, add), ...(filter.sort ? [] : [`o.status <> 'draft'`])];
  const where = `WHERE ${conditions.join(' AND ')}`;
  const rows = settings.layout === 'lines' ? `coalesce(sum(greatest(1, ${LINES})), 0)` : 'count(*)';
  const count = { text: `SELECT ${rows} FROM orders o ${where}`, values: [...values] };
  const cells = cellsOf(settings);
  const { by, direction } = filter.sort ?? { by: null, direction: 'asc' };
  return {
    text: `SELECT ${cells.map((cell) => cellSql(cell, settings, reading)).join(', ')}
      FROM orders o LEFT JOIN companies c ON c.id = o.customer_id LEFT JOIN companies a ON a.id = o.account_id
        LEFT JOIN locations l ON l.id = o.location_id LEFT JOIN shipping_methods d ON d.id = o.shipping_method_id
        ${joinsFor(cells, viewer, settings, reading, add)}
      ${where}
      ORDER BY ${by ? `${SORT_COLUMNS[by]} ${direction}, ` : ''}o.id ${direction}`,
    values,
    cells,
    count,
  };
}

const LINES = '(SELECT count(*) FROM order_lines i WHERE i.order_id = o.id)';
