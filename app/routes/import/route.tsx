import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import {
  changeDialect,
  reopenImport,
  startCheck,
  startCreation,
} from '~/domain/orders/import/change-import.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm, textFields } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { ProgressSteps } from '~/ui/progress-steps';
import { ChangeColumns } from './change-columns';
import { DialectForm } from './dialect-form';
import { loadImport } from './load-import.server';
import { MappingForm } from './mapping-form';
import { ProblemTable } from './problem-table';
import { Progress } from './progress';
import { Result } from './result';

const STEP = { mapping: 0, checking: 1, checked: 2, creating: 2, done: 3, failed: 1 } as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const { searchParams } = new URL(args.request.url);
  const found = await loadImport(viewer, args.params.token ?? '', locale, searchParams);
  if (!found) throw notFound();
  return found;
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const token = args.params.token ?? '';
  const fields = textFields(form);
  if (fields.intent === 'dialect') await changeDialect(viewer, token, fields);
  else if (fields.intent === 'create') {
    const choices = { duplicates: fields.duplicates === 'on', customers: fields.customers === 'on' };
    await startCreation(viewer, token, choices);
  } else if (fields.intent === 'change') await reopenImport(viewer, token);
  else {
    const { gaps, mapping } = await startCheck(viewer, token, fields);
    if (Object.keys(gaps).length > 0) return data({ gaps, mapping }, { status: 422 });
  }
  return redirect(`/imports/${encodeURIComponent(token)}`);
});

export default function Import() {
  const { t } = useTranslation('imports');
  const { say } = useErrorText();
  const format = useFormat();
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { state, kind, account, fileName, total, token, running } = shown;
  const steps = (['columns', 'check', 'create'] as const).map((step) => ({ label: t(`page.step.${step}`) }));
  const typed = answer && 'gaps' in answer ? answer : null;
  return (
    <>
      <PageHeader
        title={t('page.for', { kind: t(`kinds.${kind}`), account: account.name })}
        subtitle={[fileName, t('page.file', { rows: format.number(total) })].filter(Boolean).join(' · ')}
        back={{ to: '/imports', label: t('page.back') }}
        actions={!running && state !== 'mapping' && <ChangeColumns token={token} />}
      />
      <RefusalNotice answer={answer} />
      <div className="mb-6 max-w-160">
        <ProgressSteps
          label={t('page.steps')}
          steps={steps}
          current={STEP[state]}
          doneLabel={t('page.step_done')}
        />
      </div>
      <div className="flex flex-col gap-6">
        {state === 'failed' && (
          <Notice tone="danger" title={t('page.failed')}>
            {say(shown.error ?? 'import_failed')}
          </Notice>
        )}
        {state === 'mapping' && (
          <>
            <DialectForm shown={shown} />
            <MappingForm shown={shown} typed={typed} />
          </>
        )}
        {running && <Progress shown={shown} />}
        {(state === 'checked' || state === 'done') && <Result shown={shown} />}
        {shown.problems && <ProblemTable shown={shown} problems={shown.problems} />}
      </div>
    </>
  );
}
