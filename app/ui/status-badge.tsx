import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneClass } from './tone';

/** A status: its word, with a dot or an icon in the tone's colour. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        toneClass[tone].soft,
      )}
    >
      {icon ?? <span aria-hidden="true" className={cx('size-1.5 rounded-full', toneClass[tone].dot)} />}
      {children}
    </span>
  );
}
