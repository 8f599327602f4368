import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listAttachments } from '~/domain/attachments/queries.server';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { confirmExecution, reportFailure } from '~/domain/partners/execution.server';
import { getStepOrder } from '~/domain/partners/onsite.server';
import { executedSchema, failedSchema } from '~/domain/partners/step-schema';
import { Attachments } from '~/parts/attachments';
import { StepPage } from '~/parts/step-page';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { translator } from '~/platform/i18n/i18n';
import { DoneForm } from './done-form';
import { FailedForm } from './failed-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'partner', 'administrator');
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  const pending = await takePendingForm(args.request, `/orders/${order.number}/execution`);
  const attachments = await listAttachments(viewer, order.id);
  return data(
    {
      order,
      attachments,
      staff: viewer.role === 'administrator',
      kept: pending?.fields ?? {},
      now: Date.now(),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  if (!(await getStepOrder(viewer, number))) throw notFound();
  if (form.get('intent') === 'failed') {
    const submission = parseWithZod(form, { schema: failedSchema });
    if (submission.status !== 'success') return data({ failed: submission.reply() }, { status: 422 });
    const { locale } = await requestLanguage(args.request, viewer.locale);
    const said = translator(locale)(`partners:execution.failures.${submission.value.failure}`);
    await reportFailure(viewer, number, submission.value, said);
  } else {
    const submission = parseWithZod(form, { schema: executedSchema });
    if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
    await confirmExecution(viewer, number, submission.value);
  }
  return redirect(`/orders/${number}`);
});

/** Step 3: what came of the visit. */
export default function Execution() {
  const { order, attachments, staff, kept, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepPage step="execution" order={order} now={now} answer={answer}>
      <Attachments number={order.number} attachments={attachments} mayMarkInternal={staff} />
      <DoneForm kept={kept} result={answer && 'result' in answer ? answer.result : null} />
      <FailedForm kept={kept} result={answer && 'failed' in answer ? answer.failed : null} />
    </StepPage>
  );
}
