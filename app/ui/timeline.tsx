import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneClass } from './tone';

export interface TimelineItem {
  id: string;
  icon: ReactNode;
  tone: Tone;
  title: ReactNode;
  /** Who and when. */
  meta: ReactNode;
  body?: ReactNode;
  /** The word that marks it as not for customers, such as *Internal*. */
  internal?: string;
}

/** What happened, in the order given. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol>
      {items.map((item) => (
        <li key={item.id} className="timeline-item">
          <span aria-hidden="true" className={cx('timeline-mark', toneClass[item.tone].soft)}>
            {item.icon}
          </span>
          <div className="flex flex-wrap items-baseline gap-x-3 pt-0.5">
            <p className="font-medium">{item.title}</p>
            {item.internal && (
              <span className="inline-flex items-center gap-1 self-center rounded-sm bg-note-bg px-1.5 text-xs font-medium text-note-text">
                <Lock size={12} aria-hidden="true" />
                {item.internal}
              </span>
            )}
            <p className="text-xs text-muted">{item.meta}</p>
          </div>
          {item.body && (
            <div
              className={cx('message-body mt-1 text-soft', item.internal && 'internal-note mt-2 text-text')}
            >
              {item.body}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
