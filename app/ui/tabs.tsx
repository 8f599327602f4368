import { Link } from '@remix-run/react';
import { cx } from './cx';

export interface TabItem {
  to: string;
  label: string;
  count?: number | string;
  active: boolean;
}

/** Tabs that are pages: each is a link with its count. */
export function Tabs({ items, label }: { items: TabItem[]; label: string }) {
  return (
    <nav aria-label={label} className="border-b border-line max-md:-mx-4 max-md:overflow-x-auto max-md:px-4">
      <ul className="flex gap-5 md:gap-6">
        {items.map((item) => (
          <li key={item.to} className="flex-none">
            <Link
              to={item.to}
              aria-current={item.active ? 'page' : undefined}
              className={cx(
                '-mb-px flex min-h-10 items-center gap-2 border-b-2 py-2 font-medium whitespace-nowrap',
                item.active
                  ? 'border-accent-text text-text'
                  : 'border-transparent text-muted hover:border-line-strong hover:text-text',
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span
                  className={cx(
                    'tabular rounded-full px-2 text-xs leading-5',
                    item.active ? 'bg-accent-soft text-accent-text' : 'bg-neutral-bg text-neutral-text',
                  )}
                >
                  {item.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
