import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { customerText } from '~/domain/companies/queries.server';
import { getDraft } from '~/domain/orders/detail.server';
import { discardDraft } from '~/domain/orders/discard-draft.server';
import { keepsPasscode } from '~/domain/orders/passcode.server';
import { orderFormSetup } from '~/domain/orders/setup.server';
import { submitOrderForm } from '~/domain/orders/submit-form.server';
import { OrderForm } from '~/parts/order-form';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const draft = await getDraft(viewer, args.params.number ?? '');
  if (!draft) throw notFound();
  if (draft.status !== 'draft') throw redirect(`/orders/${draft.number}`);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, `/orders/${draft.number}/edit`);
  return data(
    {
      number: draft.number,
      setup: await orderFormSetup(viewer, locale),
      submissionKey: draft.submissionKey,
      fields: pending?.fields ?? {
        ...draft.fields,
        customer: customerText(draft.customer),
      },
      approvesItself: viewer.role === 'reseller',
      passcodeKept: await keepsPasscode(viewer, draft.number),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const draft = await getDraft(viewer, args.params.number ?? '');
  if (!draft) throw notFound();
  if (form.get('intent') === 'discard') {
    await discardDraft(viewer, draft.number);
    return redirect('/orders?tab=new');
  }
  form.set('submissionKey', draft.submissionKey);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const outcome = await submitOrderForm(viewer, locale, form);
  return 'path' in outcome ? redirect(outcome.path) : data({ result: outcome.errors }, { status: 422 });
});

export default function EditDraft() {
  const { t } = useTranslation('orders');
  const { number, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('form.draft_title', { number })}
        back={{ to: '/orders?tab=new', label: t('form.back') }}
        actions={
          <Form method="post">
            <SubmitButton name="intent" value="discard" variant="secondary">
              {t('form.discard')}
            </SubmitButton>
          </Form>
        }
      />
      <RefusalNotice answer={answer} />
      <OrderForm {...shown} result={answer && 'result' in answer ? answer.result : undefined} />
    </>
  );
}
