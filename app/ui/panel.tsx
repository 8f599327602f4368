import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneClass } from './tone';

interface PanelProps {
  title: string;
  /** Rank of the title in the page's outline. */
  level?: 2 | 3;
  actions?: ReactNode;
  /** A coloured head for what asks for attention. */
  tone?: Tone;
  /** Content reaches the edges: tables, lists. */
  flush?: boolean;
  id?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, level = 2, actions, tone, flush = false, id, children }: PanelProps) {
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className="rounded-md border border-line bg-surface shadow-flat print:shadow-none">
      <header
        className={cx(
          'flex min-h-11 items-center justify-between gap-3 rounded-t-md px-4 py-1.5',
          flush && 'border-b border-line',
          tone && toneClass[tone].soft,
        )}
      >
        <Title className="text-sm">{title}</Title>
        {actions && <div className="no-print flex items-center gap-2">{actions}</div>}
      </header>
      <div className={cx(!flush && 'px-4 pb-4', !flush && tone && 'pt-4')}>{children}</div>
    </section>
  );
}
