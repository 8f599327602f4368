import { Link } from '@remix-run/react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

interface SortHeaderProps {
  /** Where the list is sorted by this column, or the other way round. */
  to: string;
  /** How it is sorted now; give the column's `sorted` the same. */
  sorted?: 'ascending' | 'descending';
  children: ReactNode;
}

/** A column's title that sorts. */
export function SortHeader({ to, sorted, children }: SortHeaderProps) {
  return (
    <Link to={to} preventScrollReset className={sorted ? 'sort-link text-text' : 'sort-link'}>
      {children}
      {sorted === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
      {sorted === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
    </Link>
  );
}
