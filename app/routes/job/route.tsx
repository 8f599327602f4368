import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getJob, removeJob, retryJobs } from '~/domain/operation/jobs.server';
import { JobStateBadge } from '~/parts/job-state';
import { RefusalNotice } from '~/parts/refusal-notice';
import { useTaskWords } from '~/parts/task-words';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

function jobId(param: string | undefined): bigint {
  if (!param || !/^[1-9]\d{0,17}$/.test(param)) throw notFound();
  return BigInt(param);
}

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const job = await getJob(jobId(args.params.id));
  if (!job) throw notFound();
  return { job };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireRole(args, 'administrator');
  const id = jobId(args.params.id);
  const form = await readForm(args.request);
  if (form.get('intent') === 'remove') await removeJob(viewer, id);
  else await retryJobs(viewer, { id });
  return redirect(`/admin/jobs?${form.get('intent') === 'remove' ? 'removed' : 'retried'}`, 303);
});

export default function JobPage() {
  const { t } = useTranslation('audit');
  const { job } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTaskWords();
  const format = useFormat();
  const items = [
    { term: t('jobs.task_name'), detail: job.task },
    {
      term: t('jobs.about'),
      detail: job.about && (
        <Link to={job.about.to} className="text-link">
          {job.about.label}
        </Link>
      ),
    },
    { term: t('jobs.tries'), detail: t('jobs.tries_of', { n: job.attempts, max: job.maxAttempts }) },
    { term: t('jobs.created'), detail: format.dateTime(job.createdAt) },
    {
      term: t(job.state === 'failed' ? 'jobs.last_try' : 'jobs.next_try'),
      detail: job.state === 'running' ? null : format.dateTime(job.runAt),
    },
    { term: t('jobs.running_since'), detail: job.lockedAt && format.dateTime(job.lockedAt) },
  ];
  return (
    <>
      <PageHeader
        title={words(job.task)}
        badge={<JobStateBadge state={job.state} />}
        back={{ to: '/admin/jobs', label: t('jobs.title') }}
      />
      <div className="flex max-w-200 flex-col gap-5">
        <RefusalNotice answer={answer} />
        <Panel title={t('jobs.job', { id: job.id })}>
          <DescriptionList items={items.filter(({ detail }) => detail)} />
        </Panel>
        {job.error && <Why error={job.error} />}
        {job.state === 'failed' && <Decide />}
      </div>
    </>
  );
}

/** What went wrong at the last try: its first line, the rest on demand. */
function Why({ error }: { error: string }) {
  const { t } = useTranslation('audit');
  const [first = '', ...rest] = error.split('\n');
  return (
    <Panel title={t('jobs.why')}>
      <p className="font-medium wrap-anywhere">{first}</p>
      {rest.length > 0 && (
        <details className="mt-2">
          <summary>{t('jobs.whole_error')}</summary>
          <pre className="mt-2 text-xs whitespace-pre-wrap wrap-anywhere">{rest.join('\n')}</pre>
        </details>
      )}
    </Panel>
  );
}

/** Try again, or give up after a second thought. */
function Decide() {
  const { t } = useTranslation('audit');
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Form method="post">
        <input type="hidden" name="intent" value="retry" />
        <SubmitButton>{t('jobs.retry')}</SubmitButton>
      </Form>
      <details className="rounded-md border border-line bg-surface px-4 py-2 shadow-flat">
        <summary>{t('jobs.remove')}</summary>
        <Form method="post" className="mt-3 flex max-w-120 flex-col items-start gap-3">
          <input type="hidden" name="intent" value="remove" />
          <p className="text-soft">{t('jobs.remove_text')}</p>
          <SubmitButton variant="danger">{t('jobs.remove_now')}</SubmitButton>
        </Form>
      </details>
    </div>
  );
}
