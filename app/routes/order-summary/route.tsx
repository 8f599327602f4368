import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { confirmOrder } from '~/domain/orders/confirm-order.server';
import { keepsPasscode } from '~/domain/orders/passcode.server';
import { draftSummary } from '~/domain/orders/summary.server';
import { ContextDiffers } from '~/parts/context-differs';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SubmissionView } from '~/parts/submission-view';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { FormActions } from '~/ui/forms/form-actions';
import { PageHeader } from '~/ui/frame/page-header';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const summary = await draftSummary(viewer, args.params.number ?? '', locale);
  if (!summary) throw notFound();
  if (summary.status !== 'draft') throw redirect(`/orders/${summary.number}/confirmation`);
  if (!summary.content) throw redirect(`/orders/${summary.number}/edit`);
  const passcodeKept = await keepsPasscode(viewer, summary.number);
  return { number: summary.number, content: summary.content, role: viewer.role, passcodeKept };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const number = await confirmOrder(viewer, args.params.number ?? '', locale);
  return redirect(`/orders/${number}/confirmation`);
});

export default function OrderSummary() {
  const { t } = useTranslation('orders');
  const { number, content, role, passcodeKept } = useLoaderData<typeof loader>();
  const edit = `/orders/${number}/edit`;
  return (
    <div className="max-w-160">
      <PageHeader
        title={t('summary.title')}
        subtitle={
          role === 'customer'
            ? t('summary.text')
            : `${t('for_customer', { name: content.customer.name })}. ${t('summary.text')}`
        }
        back={{ to: edit, label: t('summary.back') }}
      />
      <RefusalNotice answer={useActionData<typeof action>()} />
      {role !== 'customer' && (
        <div className="mb-5 empty:hidden">
          <ContextDiffers customer={`${content.customer.number} · ${content.customer.name}`} />
        </div>
      )}
      <Panel title={t('summary.heading', { number })}>
        <SubmissionView
          content={content}
          editAt={edit}
          choosesCustomer={role !== 'customer'}
          passcodeKept={passcodeKept}
        />
      </Panel>
      <Form method="post" className="mt-6">
        <FormActions>
          <SubmitButton name="intent" value="approve">
            {role === 'reseller' ? t('form.create') : t('summary.approve')}
          </SubmitButton>
          <ButtonLink to={edit}>{t('summary.back')}</ButtonLink>
        </FormActions>
      </Form>
    </div>
  );
}
