import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from './button';

interface PaginationProps {
  previousTo?: string;
  nextTo?: string;
  labels: { nav: string; previous: string; next: string };
  /** Such as *1 to 50 of 412*. */
  summary?: ReactNode;
}

/** Previous and next page of a list; an end that is reached stays visible but rests. */
export function Pagination({ previousTo, nextTo, labels, summary }: PaginationProps) {
  const previous = <ChevronLeft size={16} aria-hidden="true" />;
  const next = <ChevronRight size={16} aria-hidden="true" />;
  return (
    <nav aria-label={labels.nav} className="no-print flex items-center justify-between gap-4 py-3">
      <p className="tabular text-muted">{summary}</p>
      <div className="flex gap-2">
        {previousTo ? (
          <ButtonLink to={previousTo} rel="prev" icon={previous}>
            {labels.previous}
          </ButtonLink>
        ) : (
          <Button disabled icon={previous}>
            {labels.previous}
          </Button>
        )}
        {nextTo ? (
          <ButtonLink to={nextTo} rel="next" className="flex-row-reverse" icon={next}>
            {labels.next}
          </ButtonLink>
        ) : (
          <Button disabled className="flex-row-reverse" icon={next}>
            {labels.next}
          </Button>
        )}
      </div>
    </nav>
  );
}
