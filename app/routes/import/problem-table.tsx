import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ROW_STATES } from '~/domain/orders/import/rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import type { ImportPage } from './load-import.server';

type Problems = NonNullable<ImportPage['problems']>;
type Problem = Problems['rows'][number]['problems'][number];
/** A line of the table: a row of the file, once for each thing that is the matter with it. */
type Line = { key: string; row: number; order: string | null; problem: Problem | null };

const PAGE = 50;

/** The rows by what they come to, each with its reason. */
export function ProblemTable({ shown, problems }: { shown: ImportPage; problems: Problems }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { token, counts, columns } = shown;
  const { state, page, rows } = problems;
  const to = (show: string, at = 1) => `/imports/${token}?show=${show}${at > 1 ? `&page=${at}` : ''}`;
  const total = counts[state] ?? 0;
  const tabs = ROW_STATES.filter((one) => counts[one]).map((one) => ({
    to: to(one),
    label: t(`rows.${one}`),
    count: format.number(counts[one] ?? 0),
    active: one === state,
  }));
  const from = (page - 1) * PAGE + 1;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="sr-only">{t('problems.title')}</h2>
      <Tabs label={t('result.counts')} items={tabs} />
      <DataTable
        caption={t('problems.caption', { state: t(`rows.${state}`) })}
        columns={useColumns(columns.list.map(({ name }) => name))}
        rows={rows.flatMap(linesOf)}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t('problems.empty')} />}
      />
      {total > PAGE && (
        <Pagination
          labels={{
            nav: t('problems.pages.nav'),
            previous: t('problems.pages.previous'),
            next: t('problems.pages.next'),
          }}
          summary={t('problems.shown', {
            from: format.number(from),
            to: format.number(from + rows.length - 1),
            total: format.number(total),
          })}
          previousTo={page > 1 ? to(state, page - 1) : undefined}
          nextTo={from + rows.length <= total ? to(state, page + 1) : undefined}
        />
      )}
      {state !== 'created' && state !== 'ready' && (
        <p>
          <ButtonLink to={`/imports/${token}/rows.csv?kind=${state}`} reloadDocument size="small">
            {t('result.download_these')}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

function linesOf({ row, problems, order }: Problems['rows'][number]): Line[] {
  if (problems.length === 0) return [{ key: String(row), row, order, problem: null }];
  return problems.map((problem, at) => ({ key: `${row} ${at}`, row, order, problem }));
}

function useColumns(names: string[]): Column<Line>[] {
  const { t, i18n } = useTranslation('imports');
  const { say } = useErrorText();
  const nameOf = ({ column, field }: Problem) => {
    if (column !== null) return names[column] || t('mapping.unnamed', { place: column + 1 });
    return i18n.exists(`imports:fields.${field}`) ? String(t(`fields.${field}` as never)) : '';
  };
  const column = (key: 'row' | 'column' | 'value' | 'reason' | 'order') => ({
    key,
    header: t(`problems.${key}`),
    cardLabel: t(`problems.${key}`),
  });
  return [
    { ...column('row'), primary: true, cell: ({ row }) => row },
    { ...column('column'), className: 'wrap-anywhere', cell: ({ problem }) => problem && nameOf(problem) },
    { ...column('value'), className: 'wrap-anywhere', cell: ({ problem }) => problem?.value },
    { ...column('reason'), cell: ({ problem }) => problem && say(problem.code) },
    {
      ...column('order'),
      cell: ({ order }) =>
        order && (
          <Link to={`/orders/${order}`} className="text-link tabular whitespace-nowrap">
            {order}
          </Link>
        ),
    },
  ];
}
