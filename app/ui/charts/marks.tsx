import { Fragment } from 'react';
import { cx } from '../cx';
import { heightOf } from './scale';

/** Marks are drawn in a box of one unit for each column, and 100 units high; the chart stretches it. */

const BAR = { margin: 0.18, width: 0.64 };

/** One bar for each column. The last one is lighter when its time is not over. */
export function Bars({ values, top, lastOpen }: { values: number[]; top: number; lastOpen: boolean }) {
  return values.map((value, index) => {
    const y = heightOf(value, top);
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        key={index}
        x={index + BAR.margin}
        y={y}
        width={BAR.width}
        height={100 - y}
        className={cx('chart-bar', lastOpen && index === values.length - 1 && 'chart-open')}
      />
    );
  });
}

interface LineProps {
  /** null: no value, which interrupts the line. */
  values: (number | null)[];
  top: number;
  look: 'main' | 'second';
}

/** A line with a dot in the middle of each column that has a value. */
export function Line({ values, top, look }: LineProps) {
  const points = values.map((value, index) =>
    value === null ? null : { x: index + 0.5, y: heightOf(value, top) },
  );
  const path = points
    .map((point, index) => point && `${points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}`)
    .filter(Boolean)
    .join('');
  return (
    <Fragment>
      <path d={path} className={`chart-line chart-${look}`} vectorEffect="non-scaling-stroke" />
      {points.map(
        (point) =>
          point && (
            // A stroke without length: its round ends stay round however the box is stretched.
            <path
              key={point.x}
              d={`M${point.x} ${point.y}h0`}
              className={`chart-dot chart-${look}`}
              vectorEffect="non-scaling-stroke"
            />
          ),
      )}
    </Fragment>
  );
}
