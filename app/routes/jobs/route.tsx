import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ListTodo } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { jobsPage, retryJobs, type ShownJob } from '~/domain/operation/jobs.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { crontab } from '~/worker.server';
import { filterOf, jobsPath } from './filter';
import { JobFilters } from './filters';
import { useJobColumns } from './job-columns';
import { Refresh } from './refresh';
import { Recurring, Tasks, Workers } from './tasks';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const params = new URL(args.request.url).searchParams;
  const filter = filterOf(params);
  return { ...(await jobsPage(filter, crontab)), filter, done: doneOf(params) };
}

const doneOf = (params: URLSearchParams) =>
  (['retried', 'removed'] as const).find((done) => params.has(done)) ?? null;

export type Loaded = Awaited<ReturnType<typeof loader>>;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireRole(args, 'administrator');
  const form = await readForm(args.request);
  const [job, task] = [String(form.get('job') ?? ''), String(form.get('task') ?? '')];
  await retryJobs(viewer, /^\d{1,18}$/.test(job) ? { id: BigInt(job) } : { task });
  return redirect('/admin/jobs?retried', 303);
});

export default function Jobs() {
  const { t } = useTranslation('audit');
  const { jobs, more, counts, workers, recurring, filter, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const columns = useJobColumns((job) => job.state === 'failed' && <Retry job={job} />);
  return (
    <>
      <PageHeader
        title={t('jobs.title')}
        subtitle={t('jobs.subtitle')}
        back={{ to: '/admin', label: t('back') }}
        actions={<Refresh />}
      />
      <RefusalNotice answer={answer} />
      {!answer && done && (
        <div className="mb-4 max-w-160">
          <Notice tone="success" role="status" title={t(done === 'removed' ? 'jobs.gone' : 'jobs.retried')} />
        </div>
      )}
      <div className="flex flex-col gap-6">
        {counts.length > 0 && <Tasks counts={counts} />}
        <section>
          <h2 className="mb-3 text-base">{t('jobs.list')}</h2>
          <JobFilters filter={filter} tasks={[...new Set(counts.map(({ task }) => task))]} />
          <DataTable
            caption={t('jobs.list')}
            columns={columns}
            rows={jobs}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/admin/jobs/${id}`}
            empty={
              <EmptyState
                icon={<ListTodo />}
                title={t(jobsPath(filter) === '/admin/jobs' ? 'jobs.empty' : 'jobs.none')}
                text={t('jobs.empty_text')}
              />
            }
          />
          {more && <p className="mt-2 text-muted">{t('jobs.more', { count: jobs.length })}</p>}
        </section>
        <Workers workers={workers} />
        <Recurring recurring={recurring} />
      </div>
    </>
  );
}

function Retry({ job }: { job: ShownJob }) {
  const { t } = useTranslation('audit');
  return (
    <Form method="post" className="relative z-10">
      <input type="hidden" name="job" value={job.id} />
      <button type="submit" className="button button-secondary button-small">
        {t('jobs.retry')}
        <span className="sr-only"> {job.id}</span>
      </button>
    </Form>
  );
}
