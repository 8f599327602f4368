import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { activeGates } from '~/domain/orders/gates.server';
import { saveIntake } from '~/domain/orders/intake.server';
import { intakeSchema } from '~/domain/orders/intake-schema';
import { answersAndGates } from '~/domain/orders/schema';
import { AnswerList } from '~/parts/answer-list';
import { Attachments } from '~/parts/attachments';
import { OpenOrders, RepairMarks } from '~/parts/device-notes';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm, textFields } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { IntakeForm } from './intake-form';
import { gateFields, loadIntake } from './load-intake.server';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  const loaded = await loadIntake(viewer, args.params.number ?? '', language);
  if (!loaded) throw notFound();
  const pending = await takePendingForm(args.request, `/orders/${loaded.number}/intake`);
  const fields = pending?.fields ?? { ...loaded.fields, ...gateFields(loaded.gates) };
  return data({ ...loaded, fields }, pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined);
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (!isStaff(viewer)) throw notFound();
  const gates = await activeGates();
  const submission = parseWithZod(form, { schema: intakeSchema(gates.map(({ id }) => id)) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const number = args.params.number ?? '';
  await saveIntake(viewer, number, submission.value, textFields(form));
  return redirect(`/orders/${number}`);
});

export default function IntakePage() {
  const { t } = useTranslation(['intake', 'orders']);
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, device, content, history, photos } = loaded;
  const answers = answersAndGates(content);
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', { device, number })}
        back={{ to: `/orders/${number}`, label: t('back', { number }) }}
      />
      <RefusalNotice answer={answer} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,640px)_minmax(0,340px)] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          {history && <OpenOrders numbers={history.open} />}
          {loaded.stage === 'completed' ? (
            <Notice tone="info" title={t('form.closed')} />
          ) : (
            <IntakeForm {...loaded} result={answer && 'result' in answer ? answer.result : undefined} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="max-lg:order-first">
            <Attachments number={number} attachments={photos} mayMarkInternal />
          </div>
          <Panel title={t('form.sent')}>
            <h3 className="text-xs leading-5 font-normal text-muted">{t('orders:form.problem.title')}</h3>
            <p className="mb-4 whitespace-pre-wrap wrap-anywhere">{content.problem}</p>
            {answers.length > 0 && <AnswerList answers={answers} />}
            {history && (
              <div className="mt-4 flex flex-col gap-2 empty:hidden">
                <RepairMarks repeatOf={history.repeatOf} coveredBy={history.coveredBy} />
              </div>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
