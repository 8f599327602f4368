import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { countPast, getPeriods, setPeriods } from '~/domain/privacy/retention.server';
import { periodsSchema } from '~/domain/privacy/schema';
import { findSubjects, privacyLog } from '~/domain/privacy/subjects.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { withRefusals } from '~/platform/http/refusals.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { FindSubjects } from './find-subjects';
import { PeriodsForm, periodFields } from './periods-form';
import { PrivacyLog } from './privacy-log';

const DONE = ['erased', 'saved'] as const;

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const { searchParams } = new URL(args.request.url);
  const q = (searchParams.get('q') ?? '').slice(0, 100);
  const [periods, found, log] = await Promise.all([getPeriods(), findSubjects(q), privacyLog()]);
  return { q, found, log, periods, done: DONE.find((one) => searchParams.has(one)) ?? null };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const submission = parseWithZod(form, { schema: periodsSchema });
  if (submission.status !== 'success')
    return data({ result: submission.reply(), preview: null }, { status: 422 });
  if (form.get('intent') === 'save') {
    await setPeriods(viewer, submission.value);
    return redirect('/admin/privacy?saved');
  }
  const counts = await countPast(submission.value);
  return data({ result: submission.reply(), preview: { fields: periodFields(submission.value), counts } });
});

export default function Privacy() {
  const { t } = useTranslation(['privacy', 'words']);
  const { q, found, log, periods, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        back={{ to: '/admin', label: t('words:back') }}
      />
      <RefusalNotice answer={answer} />
      <div className="flex max-w-200 flex-col gap-5">
        {!answer && done && (
          <Notice tone="success" role="status" title={t(done === 'erased' ? 'erased' : 'periods.saved')} />
        )}
        <FindSubjects q={q} found={found} />
        <PeriodsForm periods={periods} result={result?.result ?? null} preview={result?.preview ?? null} />
        <PrivacyLog log={log} />
      </div>
    </>
  );
}
