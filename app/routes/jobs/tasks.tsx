import { Form, Link } from '@remix-run/react';
import { ListTodo } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTaskWords } from '~/parts/task-words';
import type { JobState, TaskCount } from '~/platform/jobs-state.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { jobsPath, STATES } from './filter';
import type { Loaded } from './route';

type TaskRow = { task: string; counts: Partial<Record<JobState, TaskCount>> };

/** How many jobs of each task stand where, and since when the oldest does. */
export function Tasks({ counts }: { counts: TaskCount[] }) {
  const { t } = useTranslation('audit');
  const words = useTaskWords();
  const rows = [...new Set(counts.map(({ task }) => task))].map(
    (task): TaskRow => ({
      task,
      counts: Object.fromEntries(
        counts.filter((one) => one.task === task).map((one) => [one.state, one] as const),
      ),
    }),
  );
  const columns: Column<TaskRow>[] = [
    {
      key: 'task',
      header: t('jobs.task'),
      primary: true,
      cell: ({ task }) => <span className="whitespace-normal">{words(task)}</span>,
    },
    ...STATES.map(
      (state): Column<TaskRow> => ({
        key: state,
        header: t(`jobs.states.${state}`),
        cardLabel: t(`jobs.states.${state}`),
        cell: (row) => <Count row={row} state={state} />,
      }),
    ),
    {
      key: 'act',
      header: <span className="sr-only">{t('jobs.act')}</span>,
      cell: ({ task, counts: { failed } }) =>
        failed && (
          <Form method="post">
            <input type="hidden" name="task" value={task} />
            <button type="submit" className="button button-secondary button-small">
              {t('jobs.retry_all', { count: failed.n })}
              <span className="sr-only"> {words(task)}</span>
            </button>
          </Form>
        ),
    },
  ];
  return (
    <section>
      <h2 className="mb-3 text-base">{t('jobs.by_task')}</h2>
      <DataTable
        caption={t('jobs.by_task')}
        columns={columns}
        rows={rows}
        rowKey={({ task }) => task}
        empty={<EmptyState icon={<ListTodo />} title={t('jobs.empty')} text={t('jobs.empty_text')} />}
      />
    </section>
  );
}

function Count({ row: { task, counts }, state }: { row: TaskRow; state: JobState }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const count = counts[state];
  if (!count) return null;
  return (
    <span className="whitespace-normal">
      <Link to={jobsPath({ state, task })} className="text-link tabular">
        {format.number(count.n)}
      </Link>{' '}
      <span className="text-muted">
        {t('jobs.oldest')}{' '}
        <RelativeTime
          iso={count.since.toISOString()}
          relative={format.relative(count.since)}
          exact={format.dateTime(count.since)}
        />
      </span>
    </span>
  );
}

/** The processes that run jobs now. */
export function Workers({ workers }: Pick<Loaded, 'workers'>) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Panel title={t('jobs.workers')}>
      {workers.length === 0 ? (
        <Notice tone="danger" title={t('jobs.no_workers')}>
          {t('jobs.no_workers_text')}
        </Notice>
      ) : (
        <ul className="flex flex-col gap-1">
          {workers.map(({ process, address, since, workers: count }) => (
            <li key={process}>
              {t('jobs.worker', { count, address: address || t('jobs.this_machine') })}{' '}
              <span className="text-muted">
                <time dateTime={since.toISOString()}>{t('jobs.since', { at: format.dateTime(since) })}</time>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What runs by itself, when it ran last and when it runs next. */
export function Recurring({ recurring }: Pick<Loaded, 'recurring'>) {
  const { t } = useTranslation('audit');
  const words = useTaskWords();
  const format = useFormat();
  type Row = Loaded['recurring'][number];
  const when = (at: Date | null) =>
    at ? (
      <RelativeTime iso={at.toISOString()} relative={format.relative(at)} exact={format.dateTime(at)} />
    ) : (
      t('jobs.never')
    );
  const columns: Column<Row>[] = [
    { key: 'task', header: t('jobs.task'), primary: true, cell: ({ task }) => words(task) },
    { key: 'last', header: t('jobs.last'), cardLabel: t('jobs.last'), cell: ({ last }) => when(last) },
    { key: 'next', header: t('jobs.next'), cardLabel: t('jobs.next'), cell: ({ next }) => when(next) },
  ];
  return (
    <section>
      <h2 className="mb-3 text-base">{t('jobs.recurring')}</h2>
      <DataTable
        caption={t('jobs.recurring')}
        columns={columns}
        rows={recurring}
        rowKey={({ task }) => task}
        empty={<EmptyState icon={<ListTodo />} title={t('jobs.empty')} text={t('jobs.empty_text')} />}
      />
    </section>
  );
}
