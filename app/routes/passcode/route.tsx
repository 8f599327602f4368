import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { changePasscode, passcodePage, showPasscode } from '~/domain/orders/passcode.server';
import { PasscodeField } from '~/parts/passcode-field';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm, textFields } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const page = await passcodePage(viewer, args.params.number ?? '');
  if (!page) throw notFound();
  return page;
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  if (form.get('intent') === 'show') {
    return { passcode: await showPasscode(viewer, number) };
  }
  await changePasscode(viewer, number, textFields(form));
  return redirect(`/orders/${number}#intake`);
});

export default function PasscodePage() {
  const { t } = useTranslation(['intake', 'common']);
  const { number, device, kept, open, mayShow } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const order = `/orders/${number}`;
  return (
    <div className="max-w-160">
      <PageHeader
        title={t('passcode.title')}
        subtitle={t('subtitle', { device, number })}
        back={{ to: order, label: t('back', { number }) }}
      />
      <RefusalNotice answer={answer} />
      {answer && 'passcode' in answer && (
        <div className="mb-6" role="status">
          <Notice
            tone="success"
            title={t('passcode.shown')}
            actions={<ButtonLink to={`${order}/passcode`}>{t('passcode.hide')}</ButtonLink>}
          >
            <output className="tabular text-xl font-semibold whitespace-pre-wrap wrap-anywhere">
              {answer.passcode}
            </output>
          </Notice>
        </div>
      )}
      {!(answer && 'passcode' in answer) && mayShow && kept && (
        <Form method="post" className="mb-8 flex flex-wrap items-center gap-3">
          <SubmitButton name="intent" value="show">
            {t('passcode.show')}
          </SubmitButton>
          <span className="text-muted">{t('passcode.show_text')}</span>
        </Form>
      )}
      {!open && <p className="text-muted">{t('passcode.closed')}</p>}
      {open && (
        <Form method="post">
          <FormSection title={t(kept ? 'passcode.change' : 'passcode.add')} text={t('passcode.page_text')}>
            <PasscodeField defaultValue="" errors={undefined} kept={kept} />
          </FormSection>
          <FormActions>
            <SubmitButton name="intent" value="keep" variant={mayShow && kept ? 'secondary' : 'primary'}>
              {t(kept ? 'passcode.change' : 'passcode.save')}
            </SubmitButton>
            <ButtonLink to={order}>{t('common:cancel')}</ButtonLink>
          </FormActions>
        </Form>
      )}
    </div>
  );
}
