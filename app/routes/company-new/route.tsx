import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { COMPANY_KINDS, newCompanySchema } from '~/domain/companies/company-schema';
import { getOperator } from '~/domain/companies/operator.server';
import { countryNames } from '~/domain/companies/rules';
import { createCompany } from '~/domain/companies/save-company.server';
import { CompanyRights } from '~/parts/company-rights';
import { CustomerForm, customerTextOf } from '~/parts/customer-form';
import { numberRefusal } from '~/parts/customer-refusal';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { RadioGroup } from '~/ui/forms/radio-group';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { format, locale } = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, '/admin/companies/new');
  const kept = pending?.fields;
  const { country } = await getOperator();
  return data(
    {
      countries: countryNames(format),
      submissionKey: kept?.submissionKey ?? randomUUID(),
      fields: customerTextOf(kept ?? { country, currency: 'CHF', locale }),
      kind: kept?.kind ?? '',
      rights: {
        deliveryAllowed: kept?.deliveryAllowed === 'on',
        prospect: kept?.prospect === 'on',
        limit: '',
      },
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const submission = parseWithZod(form, { schema: newCompanySchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const key = String(form.get('submissionKey') ?? '');
  if (!/^[\w-]{16,64}$/.test(key)) throw new DomainError('bad_form', 400);
  try {
    return redirect(`/admin/companies/${await createCompany(viewer, submission.value, key)}?added`);
  } catch (error) {
    return data({ result: numberRefusal(error, submission) }, { status: 422 });
  }
});

/** Adds an account of the operator. */
export default function NewCompany() {
  const { t } = useTranslation('team');
  const { countries, submissionKey, fields, kind, rights } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { all } = useErrorText();
  const result = answer && 'result' in answer ? answer.result : null;
  return (
    <>
      <PageHeader title={t('companies.add')} back={{ to: '/admin/companies', label: t('companies.title') }} />
      <RefusalNotice answer={answer} />
      <CustomerForm
        fields={fields}
        result={result}
        countries={countries}
        number={{ help: t('company.number_help') }}
        words={{ who: t('company.who'), number: t('companies.number') }}
        hidden={{ submissionKey }}
        submit={t('companies.add')}
        cancelTo="/admin/companies"
        above={
          <RadioGroup
            name="kind"
            label={t('companies.kind')}
            required
            defaultValue={String(result?.initialValue?.kind ?? kind)}
            errors={all(result?.error?.kind ?? undefined)}
            options={COMPANY_KINDS.map((one) => ({
              value: one,
              label: t(`companies.kinds.${one}`),
              help: t(`company.kind_help.${one}`),
            }))}
          />
        }
      >
        <CompanyRights kind={null} stored={rights} result={result} currency={fields.currency} />
      </CustomerForm>
    </>
  );
}
