import type { ReactNode } from 'react';
import { cx } from './cx';

export interface Description {
  term: string;
  detail: ReactNode;
}

/** Names and values; `stacked` puts the name above, otherwise it stands beside. */
export function DescriptionList({ items, stacked = false }: { items: Description[]; stacked?: boolean }) {
  return (
    <dl className={cx('grid', stacked ? 'gap-3' : 'gap-2')}>
      {items.map((item) => (
        <div
          key={item.term}
          className={stacked ? undefined : 'grid grid-cols-[minmax(104px,30%)_minmax(0,1fr)] gap-3'}
        >
          <dt className="text-xs leading-5 text-muted">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.detail}</dd>
        </div>
      ))}
    </dl>
  );
}
