import { MessageCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { statusRule } from '~/domain/orders/rules';
import { DeviceWarning } from '~/parts/device-notes';
import { DueTime, useMoment } from '~/parts/due';
import { Line, Lines, Moment } from '~/parts/order-table/cells';
import { OrderStatus, useStatusWords } from '~/parts/status';
import { Avatar } from '~/ui/avatar';
import { type Column, DataTable } from '~/ui/data-table';
import { SortHeader } from '~/ui/sort-header';
import { boxValue } from './commands';
import type { Queue, QueueEntry } from './load-queue.server';
import { queuePath } from './queue-url';

/** The orders of a page, what is to be done first on top. */
export function QueueTable({ queue, empty }: { queue: Queue; empty: ReactNode }) {
  const { t } = useTranslation('desk');
  const { state, location, now } = queue;
  const sorted = (sort: 'due' | 'messages') => (state.sort === sort ? ('ascending' as const) : undefined);
  const columns: Column<QueueEntry>[] = [
    {
      key: 'pick',
      header: <span className="sr-only">{t('queue.columns.pick')}</span>,
      className: 'cell-pick',
      cell: (row) => (
        <input
          type="checkbox"
          name="order"
          value={boxValue(row)}
          aria-label={t('queue.pick', { number: row.number })}
          className="block size-4 pointer-coarse:size-6"
        />
      ),
    },
    {
      key: 'number',
      header: t('queue.columns.number'),
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
    },
    {
      key: 'status',
      header: t('queue.columns.status'),
      cardCorner: true,
      cell: (row) => (
        <span className="flex flex-col items-start gap-1">
          <OrderStatus kind={row.kind} status={row.status} />
          <span className="pl-2 text-xs text-soft max-md:hidden">
            <Moment at={row.statusSince} now={now} />
          </span>
        </span>
      ),
    },
    {
      key: 'due',
      sorted: sorted('due'),
      header: (
        <SortHeader to={queuePath(state, { sort: 'due' })} sorted={sorted('due')}>
          {t('queue.columns.due')}
        </SortHeader>
      ),
      cell: (row) => <Deadlines row={row} now={now} timeZone={location.timeZone} />,
    },
    {
      key: 'device',
      header: t('queue.columns.device'),
      truncate: true,
      cell: (row) => (
        <Lines>
          <Line label={t('queue.columns.device')}>{row.device || null}</Line>
          <Line label={t('queue.columns.identifier')} second>
            {row.imei || row.serial ? <span className="tabular">{row.imei ?? row.serial}</span> : null}
          </Line>
          <DeviceWarning warning={row.warning} />
          <span className="md:hidden">
            <Line label={t('queue.columns.since')} second>
              <Moment at={row.statusSince} now={now} />
            </Line>
          </span>
        </Lines>
      ),
    },
    {
      key: 'customer',
      sorted: sorted('messages'),
      header: (
        <span className="flex flex-col items-start">
          <span className="max-md:sr-only">{t('queue.columns.customer')}</span>
          <SortHeader to={queuePath(state, { sort: 'messages' })} sorted={sorted('messages')}>
            {t('queue.columns.message')}
          </SortHeader>
        </span>
      ),
      truncate: true,
      cell: (row) => (
        <Lines>
          <Line label={t('queue.columns.customer')}>{row.customer}</Line>
          {row.awaitingReplySince && <Waiting since={row.awaitingReplySince} now={now} />}
        </Lines>
      ),
    },
    {
      key: 'assignee',
      header: t('queue.columns.assignee'),
      cell: (row) => <Assignee row={row} />,
    },
  ];
  return (
    <DataTable
      caption={t('queue.caption', { location: location.name })}
      columns={columns}
      rows={queue.page.rows}
      rowKey={({ number }) => number}
      rowTo={({ number }) => `/orders/${number}`}
      empty={empty}
    />
  );
}

type Timed = { row: QueueEntry; now: number; timeZone: string };

/** When it is due, by its status or its promise, whichever is first; then the other, or that the promise stands still. */
function Deadlines({ row, now, timeZone }: Timed) {
  const { t } = useTranslation('desk');
  const { paused } = useStatusWords();
  const moment = useMoment(timeZone);
  const { dueAt, promisedAt } = row;
  const promiseFirst = promisedAt !== null && (dueAt === null || promisedAt < dueAt);
  const first = promiseFirst ? promisedAt : dueAt;
  const other = promiseFirst ? dueAt : promisedAt;
  const said = other && moment(other, now);
  const stands = row.promiseMinutesLeft !== null && statusRule(row.kind, row.status).next === 'customer';
  return (
    <span className="flex flex-col gap-0.5 whitespace-nowrap">
      {first && (
        <span>
          <DueTime at={first} now={now} timeZone={timeZone} />
        </span>
      )}
      {said && (
        <span className="text-xs text-soft" title={said.exact}>
          {t(promiseFirst ? 'queue.promise_first' : 'queue.promised', { time: said.short })}
        </span>
      )}
      {stands && <span className="max-w-44 text-xs whitespace-normal text-soft">{paused}</span>}
    </span>
  );
}

/** That a message waits for an answer, and since when. */
function Waiting({ since, now }: { since: Date; now: number }) {
  const { t } = useTranslation('desk');
  return (
    <span className="inline-flex items-center gap-1.5 text-xs font-medium text-waiting-text">
      <MessageCircle size={12} aria-hidden className="flex-none" />
      <span className="md:sr-only">{t('queue.message')}</span>
      <Moment at={since} now={now} />
    </span>
  );
}

/** Who works on it; what is nobody's can be taken. */
function Assignee({ row }: { row: QueueEntry }) {
  const { t } = useTranslation('desk');
  if (row.assignee === null)
    return (
      <button type="submit" name="take" value={row.number} className="button button-secondary button-small">
        {t('queue.take')} <span className="sr-only">{row.number}</span>
      </button>
    );
  return (
    <span className="inline-flex max-w-32 items-center gap-2">
      <Avatar name={row.assignee} />
      <span className="truncate">{row.assignee}</span>
    </span>
  );
}
