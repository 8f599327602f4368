import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { mayImport } from '~/domain/orders/import/accounts.server';
import { receiveImport } from '~/domain/orders/import/receive-import.server';
import { IMPORT_LIMITS, type ImportKind } from '~/domain/orders/import/rules';
import { AccountField } from '~/parts/account-field';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError, isDomainError } from '~/platform/errors';
import { discardBody } from '~/platform/http/discard-body.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { FileDrop } from '~/ui/file-drop';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { TextArea } from '~/ui/forms/text-area';
import { PageHeader } from '~/ui/frame/page-header';
import { SubmitButton } from '~/ui/submit-button';
import { readImportForm } from './read-file.server';

const OF_ACCOUNT = [
  'customer_unknown',
  'customer_ambiguous',
  'customer_inactive',
  'import_account_no_reseller',
];

const kindOf = (request: Request): ImportKind =>
  new URL(request.url).searchParams.get('kind') === 'customers' ? 'customers' : 'orders';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'technician', 'administrator');
  const kind = kindOf(args.request);
  if (!mayImport(viewer, kind)) throw notFound();
  const pending = await takePendingForm(args.request, '/imports/new');
  const { submissionKey = randomUUID(), ...fields } = pending?.fields ?? {};
  return data(
    { kind, submissionKey, fields, choosesAccount: isStaff(viewer) },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { request } = args;
  try {
    const { form, fields, file } = await readImportForm(request);
    const viewer = await requireViewerOrKeep(args, form);
    const { locale } = await requestLanguage(request, viewer.locale);
    const kind = kindOf(request);
    if (!mayImport(viewer, kind)) throw notFound();
    const { submissionKey = '', account = '', text = '' } = fields;
    try {
      if (!file) throw new DomainError('csv_nothing_chosen', 422);
      const { name: fileName, bytes } = file;
      const token = await receiveImport(viewer, locale, { submissionKey, kind, account, fileName, bytes });
      return redirect(`/imports/${token}`);
    } catch (error) {
      if (!isDomainError(error) || error.status !== 422) throw error;
      const place = OF_ACCOUNT.includes(error.code) ? 'account' : 'file';
      const wrong = { place, code: error.code, details: error.details };
      // Without script the page is drawn anew: what was pasted stays.
      return data({ wrong, account, text: text.length < 1_000_000 ? text : '' }, { status: 422 });
    }
  } catch (error) {
    if (isDomainError(error)) await discardBody(request);
    throw error;
  }
});

export default function NewImport() {
  const { t } = useTranslation('imports');
  const { say } = useErrorText();
  const format = useFormat();
  const { kind, submissionKey, fields, choosesAccount } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && 'wrong' in answer ? answer : null;
  const errors = (place: string) =>
    refused?.wrong.place === place ? [say(refused.wrong.code, refused.wrong.details)] : [];
  return (
    <>
      <PageHeader
        title={t(`new.title_${kind}`)}
        subtitle={t(`new.text_${kind}`)}
        back={{ to: '/imports', label: t('new.back') }}
      />
      <RefusalNotice answer={answer} />
      <Form method="post" action={`/imports/new?kind=${kind}`} encType="multipart/form-data">
        <input type="hidden" name="submissionKey" value={submissionKey} />
        {choosesAccount && (
          <FormSection title={t('new.account')}>
            <AccountField
              name="account"
              label={t('new.account')}
              help={t('new.account_help')}
              defaultValue={refused?.account ?? fields.account ?? ''}
              errors={errors('account')}
              required
            />
          </FormSection>
        )}
        <FormSection title={t('new.source')}>
          <FileDrop
            name="file"
            label={t('new.file')}
            hint={t('new.file_hint', { rows: format.number(IMPORT_LIMITS.rows) })}
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            multiple={false}
            errors={errors('file')}
          />
          <Field name="text" label={t('new.text')} help={t('new.text_help')}>
            <TextArea
              rows={6}
              spellCheck={false}
              autoComplete="off"
              className="tabular"
              defaultValue={refused?.text ?? fields.text ?? ''}
            />
          </Field>
        </FormSection>
        <FormActions>
          <SubmitButton>{t('new.submit')}</SubmitButton>
        </FormActions>
      </Form>
    </>
  );
}
