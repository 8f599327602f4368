import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getStepOrder } from '~/domain/partners/onsite.server';
import { checklistOf, checkRequirements, logContact } from '~/domain/partners/requirements.server';
import { contactSchema, requirementsSchema } from '~/domain/partners/step-schema';
import { StepPage } from '~/parts/step-page';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ChecklistForm } from './checklist-form';
import { Contacts } from './contacts';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'partner', 'administrator');
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const items = await checklistOf(order.onsite.serviceType.id, locale);
  const pending = await takePendingForm(args.request, `/orders/${order.number}/requirements`);
  return data(
    { order, items, kept: pending?.fields ?? {}, now: Date.now() },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const order = await getStepOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  if (form.get('intent') === 'contact') {
    const submission = parseWithZod(form, { schema: contactSchema });
    if (submission.status !== 'success') return data({ contact: submission.reply() }, { status: 422 });
    await logContact(viewer, order.number, submission.value);
    return redirect(`/orders/${order.number}/requirements#contacts`);
  }
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const items = await checklistOf(order.onsite.serviceType.id, locale);
  const submission = parseWithZod(form, { schema: requirementsSchema(items) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await checkRequirements(viewer, order.number, submission.value, items);
  return redirect(`/orders/${order.number}`);
});

/** Step 1: whether everything is in place on site. */
export default function Requirements() {
  const { order, items, kept, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepPage step="requirements" order={order} now={now} answer={answer}>
      <Contacts
        contacts={order.onsite.contacts}
        kept={kept.intent === 'contact' ? kept : {}}
        result={answer && 'contact' in answer ? answer.contact : null}
      />
      <ChecklistForm items={items} kept={kept} result={answer && 'result' in answer ? answer.result : null} />
    </StepPage>
  );
}
