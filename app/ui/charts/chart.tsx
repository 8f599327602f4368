import { Link } from '@remix-run/react';
import { type ReactNode, useId } from 'react';

export interface ChartColumn {
  key: string;
  /** Below the column, such as *47*. */
  tick: string;
  /** The list that the column stands for. */
  to: string;
  /** What the column says: the link's name, and seen on hover and focus. */
  words: string;
}

interface ChartProps {
  title: string;
  /** The one figure that sums it up, in words. */
  summary: ReactNode;
  /** What the colours and strokes mean, where there are several. */
  legend?: ReactNode;
  /** The words of the scale: its upper end, its middle, its foot. */
  scale: [top: string, middle: string, foot: string];
  columns: ChartColumn[];
  /** Marks in a box of one unit a column and 100 units high. */
  children: ReactNode;
  /** The same as a table. */
  table: ReactNode;
  tableLabel: string;
}

/** A chart whose columns are links to their lists; made on the server, read by screen readers as links and as a table. */
export function Chart({ title, summary, legend, scale, columns, children, table, tableLabel }: ChartProps) {
  const id = useId();
  return (
    <figure aria-labelledby={id} className="chart rounded-md border border-line bg-surface shadow-flat">
      <figcaption>
        <h2 id={id} className="text-sm">
          {title}
        </h2>
        <p className="text-soft">{summary}</p>
      </figcaption>
      <div>
        <div className="chart-plot">
          <div aria-hidden="true" className="chart-scale">
            {scale.map((words) => (
              <span key={words}>{words}</span>
            ))}
          </div>
          <svg
            aria-hidden="true"
            className="chart-marks"
            viewBox={`0 0 ${columns.length} 100`}
            preserveAspectRatio="none"
          >
            {children}
          </svg>
          <ol className="chart-columns">
            {columns.map(({ key, to, words }) => (
              <li key={key}>
                <Link to={to} className="chart-column">
                  <span className="chart-tip">{words}</span>
                </Link>
              </li>
            ))}
          </ol>
        </div>
        <div aria-hidden="true" className="chart-ticks">
          {columns.map(({ key, tick }) => (
            <span key={key}>{tick}</span>
          ))}
        </div>
      </div>
      {legend && <div className="chart-legend">{legend}</div>}
      <details className="no-print">
        <summary className="disclosure">{tableLabel}</summary>
        {table}
      </details>
    </figure>
  );
}

/** What a line of a chart means: its stroke and its word. */
export function LegendEntry({ look, children }: { look: 'main' | 'second'; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" viewBox="0 0 20 8" className="h-2 w-5">
        <path d="M0 4h20" className={`chart-line chart-${look}`} />
        <path d="M10 4h0" className={`chart-dot chart-${look}`} />
      </svg>
      {children}
    </span>
  );
}
