import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

interface ProgressStepsProps {
  /** What the steps are of, for screen readers. */
  label: string;
  steps: { label: string; note?: ReactNode }[];
  /** Index of the current step; the number of steps when all are done. */
  current: number;
  /** The word for a finished step, for screen readers. */
  doneLabel: string;
}

/** How far something has come: *New*, *At service location*, *Completed*. */
export function ProgressSteps({ label, steps, current, doneLabel }: ProgressStepsProps) {
  return (
    <ol aria-label={label} className="flex">
      {steps.map((step, index) => {
        const done = index < current;
        const now = index === current;
        return (
          <li
            key={step.label}
            aria-current={now ? 'step' : undefined}
            className="min-w-0 flex-1 pr-3 last:pr-0"
          >
            <span className="flex items-center gap-3" aria-hidden="true">
              <span
                className={cx(
                  'grid size-5 flex-none place-items-center rounded-full border-2',
                  done && 'border-accent-text bg-accent-text text-surface',
                  now && 'border-accent-text',
                  !done && !now && 'border-line-strong',
                )}
              >
                {done && <Check size={12} strokeWidth={3} />}
                {now && <span className="size-2 rounded-full bg-accent-text" />}
              </span>
              {index < steps.length - 1 && (
                <span className={cx('h-0.5 flex-1 rounded-full', done ? 'bg-accent-text' : 'bg-line')} />
              )}
            </span>
            <p className={cx('mt-1.5', now ? 'font-semibold' : done ? 'text-soft' : 'text-muted')}>
              {step.label}
              {done && <span className="sr-only"> ({doneLabel})</span>}
            </p>
            {step.note && <p className="text-xs text-muted">{step.note}</p>}
          </li>
        );
      })}
    </ol>
  );
}
