import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownJob } from '~/domain/operation/jobs.server';
import { JobStateBadge } from '~/parts/job-state';
import { useTaskWords } from '~/parts/task-words';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';

/** The columns of the jobs; `act` makes what can be done with one. */
export function useJobColumns(act: (job: ShownJob) => ReactNode): Column<ShownJob>[] {
  const { t } = useTranslation('audit');
  const words = useTaskWords();
  const format = useFormat();
  return [
    {
      key: 'task',
      header: t('jobs.task'),
      primary: true,
      cell: ({ task }) => <span className="whitespace-normal">{words(task)}</span>,
    },
    {
      key: 'state',
      header: t('jobs.state'),
      cardCorner: true,
      cell: ({ state }) => <JobStateBadge state={state} />,
    },
    {
      key: 'about',
      header: t('jobs.about'),
      cardLabel: t('jobs.about'),
      cell: ({ about }) =>
        about && (
          <Link to={about.to} className="text-link tabular relative z-10">
            {about.label}
          </Link>
        ),
    },
    {
      key: 'tries',
      header: t('jobs.tries'),
      cardLabel: t('jobs.tries'),
      cell: ({ attempts, maxAttempts }) => (
        <span className="tabular">{t('jobs.tries_of', { n: attempts, max: maxAttempts })}</span>
      ),
    },
    {
      key: 'when',
      header: t('jobs.when'),
      cardLabel: t('jobs.when'),
      cell: ({ state, runAt, lockedAt }) => {
        const at = state === 'running' && lockedAt ? lockedAt : runAt;
        return (
          <RelativeTime iso={at.toISOString()} relative={format.relative(at)} exact={format.dateTime(at)} />
        );
      },
    },
    {
      key: 'error',
      header: t('jobs.error'),
      cardLabel: t('jobs.error'),
      cell: ({ error }) =>
        error && (
          <span className="block max-w-80 whitespace-normal text-soft wrap-anywhere">{firstLine(error)}</span>
        ),
    },
    { key: 'act', header: <span className="sr-only">{t('jobs.act')}</span>, cell: act },
  ];
}

const LINE_MAX = 160;

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > LINE_MAX ? `${line.slice(0, LINE_MAX)} …` : line;
}
