import { Link } from '@remix-run/react';

interface ChartTableProps {
  caption: string;
  head: string[];
  /** The first cell of a row is its link. */
  rows: { key: string; to: string; cells: [string, ...string[]] }[];
}

/** A chart's figures, newest first; each row leads to its list. */
export function ChartTable({ caption, head, rows }: ChartTableProps) {
  return (
    <table className="chart-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, to, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row">
              <Link to={to} className="text-link">
                {first}
              </Link>
            </th>
            {others.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <td key={index} className="tabular">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
