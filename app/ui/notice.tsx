import { CircleAlert, CircleCheck, Clock, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { type Tone, toneClass } from './tone';

const icons: Record<Tone, typeof Info> = {
  neutral: Info,
  info: Info,
  progress: Clock,
  waiting: CircleAlert,
  success: CircleCheck,
  danger: CircleAlert,
};

interface NoticeProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** `status` or `alert` when it answers what the person just did. */
  role?: 'status' | 'alert';
}

/** A message of the page itself. */
export function Notice({ tone = 'info', title, children, actions, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      role={role}
      className={cx('flex flex-wrap gap-x-3 gap-y-2 rounded-md px-4 py-3', toneClass[tone].soft)}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 flex-none" />
      <div className="min-w-48 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-text">{children}</div>}
      </div>
      {actions && (
        <div className="flex flex-none items-center gap-2 max-sm:w-full max-sm:pl-7">{actions}</div>
      )}
    </div>
  );
}
