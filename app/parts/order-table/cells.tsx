import { MessageCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '~/domain/orders/list.server';
import { isFinal, statusRule } from '~/domain/orders/rules';
import { DueTime, useMoment } from '~/parts/due';
import { useStatusWords } from '~/parts/status';
import { CopyText } from '~/ui/copy-text';
import { cx } from '~/ui/cx';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';

export type Row = OrderRow;

/** One of the two lines of a cell; a card shows its name before it and leaves it out when it is empty. */
export function Line({
  label,
  second = false,
  children,
}: {
  label: string;
  second?: boolean;
  children: ReactNode;
}) {
  const empty = children === null;
  return (
    <span
      className={cx(
        'flex min-w-0 items-baseline max-md:gap-3',
        second && 'text-soft md:text-xs',
        empty && 'max-md:hidden',
      )}
    >
      <span className="w-28 flex-none text-xs text-muted md:hidden">{label}</span>
      <span className="min-w-0 md:truncate">{empty ? '\u00a0' : children}</span>
    </span>
  );
}

/** The lines of a cell below each other. */
export function Lines({ children }: { children: ReactNode }) {
  return <span className="flex w-full min-w-0 flex-col gap-0.5 max-md:gap-1">{children}</span>;
}

/** Identifiers to copy: the first, the others counted and told on hover. */
export function Identifiers({ values, label }: { values: string[]; label: string }) {
  const { t } = useTranslation();
  const [first, ...others] = values;
  if (first === undefined) return null;
  return (
    <span className="flex max-w-full min-w-0 items-center gap-2 [&_.tabular]:min-w-0 md:[&_.tabular]:truncate [&_button]:min-w-0">
      <CopyText value={first} label={label} copiedLabel={t('copied')} />
      {others.length > 0 && (
        <span className="flex-none text-xs text-muted" title={others.join(', ')}>
          +{others.length}
        </span>
      )}
    </span>
  );
}

/** A moment as people say it, the exact one on hover. */
export function Moment({ at, now }: { at: Date | string; now: number }) {
  const format = useFormat();
  const iso = new Date(at).toISOString();
  return <RelativeTime iso={iso} relative={format.relative(at, now)} exact={format.dateTime(at)} />;
}

/** When somebody has to act, emphasised once it is late; null when nothing is expected. */
export function dueOf(row: Row): Date | null {
  return row.dueAt && !isFinal(row.kind, row.status) ? new Date(row.dueAt) : null;
}

/** How many messages of an order are unread; nothing where none is. */
export function Unread({ count }: { count: number }) {
  const { t } = useTranslation('orders');
  if (count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-accent-soft px-1.5 text-xs leading-5 font-medium text-accent-text">
      <MessageCircle size={12} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{t('list.unread', { count })}</span>
    </span>
  );
}

/** When somebody has to act; while a device waits for its owner's decision in time, that its clock stands. */
export function Due({ row, at, now }: { row: Row; at: Date; now: number }) {
  const { paused } = useStatusWords();
  const moment = useMoment(row.timeZone);
  const stands = row.promiseMinutesLeft !== null && statusRule(row.kind, row.status).next === 'customer';
  if (stands && at.getTime() >= now) return <span title={moment(at, now).exact}>{paused}</span>;
  return <DueTime at={at} now={now} timeZone={row.timeZone} />;
}
