import { CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeskList, DeskRow } from '~/domain/partners/desk.server';
import { Day } from '~/parts/day';
import { DueTime } from '~/parts/due';
import { VisitTime } from '~/parts/visit-time';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';

type Props = { list: DeskList; count: number; rows: DeskRow[]; now: number };

/** Where the orders of a list are taken further. */
const PATHS: Record<DeskList, string> = {
  requirements: '/requirements',
  appointment: '/appointment',
  execution: '/execution',
  settlement: '',
};

/** One list of the desk: what is to be done there, and with which orders, the most pressing first. */
export function DeskSection({ list, count, rows, now }: Props) {
  const { t } = useTranslation('partners');
  const format = useFormat();
  return (
    <section id={list} aria-labelledby={`${list}-title`} className="scroll-mt-20">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="max-w-160">
          <h2 id={`${list}-title`} className="text-base">
            {t(`desk.lists.${list}.title`)} <span className="tabular text-muted">{format.number(count)}</span>
          </h2>
          <p className="text-muted">{t(`desk.lists.${list}.text`)}</p>
        </div>
        {list === 'settlement' && <ButtonLink to="/settlements">{t('desk.settle')}</ButtonLink>}
      </div>
      <DataTable
        caption={t(`desk.lists.${list}.title`)}
        columns={useDeskColumns(list, now)}
        rows={rows}
        rowKey={({ number }) => number}
        rowTo={({ number }) => `/orders/${number}${PATHS[list]}`}
        empty={<EmptyState icon={<CheckCheck />} title={t(`desk.lists.${list}.empty`)} />}
      />
      {count > rows.length && (
        <p className="mt-2 text-muted">{t('desk.first', { shown: rows.length, count })}</p>
      )}
    </section>
  );
}

function useDeskColumns(list: DeskList, now: number): Column<DeskRow>[] {
  const { t } = useTranslation('partners');
  const format = useFormat();
  const due: Column<DeskRow> = {
    key: 'due',
    header: t('desk.due'),
    cell: ({ dueAt, timeZone }) => dueAt && <DueTime at={dueAt} now={now} timeZone={timeZone} />,
    cardCorner: true,
    className: 'whitespace-nowrap',
  };
  const done: Column<DeskRow> = {
    key: 'done',
    header: t('desk.executed'),
    cell: ({ completedAt }) =>
      completedAt && <span suppressHydrationWarning>{format.date(completedAt)}</span>,
    cardCorner: true,
    className: 'whitespace-nowrap',
  };
  const visit: Column<DeskRow> = {
    key: 'visit',
    header: t('facts.visit'),
    cell: ({ visit: agreed, timeZone }) => agreed && <VisitTime {...agreed} timeZone={timeZone} />,
    cardLabel: t('facts.visit'),
    className: 'md:whitespace-nowrap',
  };
  const arrives: Column<DeskRow> = {
    key: 'arrives',
    header: t('facts.arrives'),
    cell: ({ arrivesOn }) => arrivesOn && <Day on={arrivesOn} />,
    cardLabel: t('facts.arrives'),
    className: 'whitespace-nowrap',
  };
  return [
    {
      key: 'spId',
      header: t('facts.sp_id'),
      cell: ({ spId, number }) => <span className="tabular">{spId ?? number}</span>,
      primary: true,
    },
    {
      key: 'customer',
      header: t('desk.customer'),
      cell: ({ contact, customer }) => (contact === customer ? customer : `${contact}, ${customer}`),
      truncate: true,
    },
    { key: 'city', header: t('desk.city'), cell: ({ city }) => city, cardLabel: t('desk.city') },
    {
      key: 'goods',
      header: t('facts.goods'),
      cell: ({ deviceName }) => deviceName,
      truncate: true,
      cardLabel: t('facts.goods'),
    },
    ...(list === 'appointment' ? [arrives] : list === 'execution' ? [visit] : []),
    list === 'settlement' ? done : due,
  ];
}
