import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { cx } from './cx';

export interface Column<Row> {
  key: string;
  /** Title, or a `SortHeader`. */
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Its content is the link of the row, and the title of the card. One column has it. */
  primary?: boolean;
  /** Stands beside the link in the primary cell, such as a copy button. */
  aside?: (row: Row) => ReactNode;
  sorted?: 'ascending' | 'descending';
  align?: 'end';
  /** The table shows it from this width on (1100px, 1360px); cards always do. */
  from?: 'lg' | 'xl';
  /** Shares what width is left with its like, on one line that is cut off with an ellipsis. */
  truncate?: boolean;
  hideOnCard?: boolean;
  /** Stands beside the title of the card, such as the status. */
  cardCorner?: boolean;
  /** The word before the value on a card. */
  cardLabel?: string;
  className?: string;
}

interface DataTableProps<Row> {
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowTo?: (row: Row) => string;
  /** What the table is, for screen readers. */
  caption: string;
  /** Stands in place of a table without rows. */
  empty: ReactNode;
}

/* Cards take the table's layout away, and with it, in some browsers, what the elements mean. */
const asTable = { role: 'table' };
const asGroup = { role: 'rowgroup' };
const asRow = { role: 'row' };
const asHead = { role: 'columnheader' };
const asCell = { role: 'cell' };

function cellClass<Row>(column: Column<Row>): string {
  return cx(
    column.align === 'end' && 'cell-end',
    column.from && `cell-from-${column.from}`,
    column.truncate && 'cell-truncate',
    column.className,
  );
}

/** A list of things: dense rows that are links, cards on a phone. */
export function DataTable<Row>({ columns, rows, rowKey, rowTo, caption, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <div className="data-table-box">{empty}</div>;

  function content(column: Column<Row>, row: Row): ReactNode {
    const to = column.primary ? rowTo?.(row) : undefined;
    if (!to) return column.cell(row);
    return (
      <span className="inline-flex items-center gap-1">
        <Link to={to} className="row-link">
          {column.cell(row)}
        </Link>
        {column.aside?.(row)}
      </span>
    );
  }

  return (
    <div className="data-table-box">
      <table className="data-table" {...asTable}>
        <caption className="sr-only">{caption}</caption>
        <thead {...asGroup}>
          <tr {...asRow}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sorted}
                className={cellClass(column)}
                {...asHead}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...asGroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...asRow}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.cardLabel}
                  className={cx(
                    cellClass(column),
                    column.primary && 'cell-primary',
                    column.hideOnCard && 'cell-hide-on-card',
                    column.cardCorner && 'cell-corner',
                  )}
                  {...asCell}
                >
                  {content(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
