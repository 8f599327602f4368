import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getCompany } from '~/domain/companies/companies.server';
import { companySchema } from '~/domain/companies/company-schema';
import { CURRENCIES, countryNames } from '~/domain/companies/rules';
import { changeCompany } from '~/domain/companies/save-company.server';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { limitSchema } from '~/domain/quotes/limit.server';
import { CompanyRights } from '~/parts/company-rights';
import { CustomerForm, customerTextOf } from '~/parts/customer-form';
import { numberRefusal } from '~/parts/customer-refusal';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

/** The account of the address. Throws the 404. */
async function companyOf(param: string | undefined) {
  const company = await getCompany(idOf(param) ?? 0);
  if (!company || company.erasedAt) throw notFound();
  return company;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const company = await companyOf(args.params.id);
  const { id, name, kind, currency, autoApproveMinor: minor } = company;
  const pending = await takePendingForm(args.request, `/admin/companies/${id}/edit`);
  const kept = pending?.fields;
  const limit = minor === null ? '' : typedPrice(minor, currency, format);
  const stored = { deliveryAllowed: company.deliveryAllowed, prospect: company.prospect, limit };
  const rights = kept
    ? { deliveryAllowed: 'deliveryAllowed' in kept, prospect: 'prospect' in kept, limit: kept.limit ?? '' }
    : stored;
  return data(
    {
      ...{ id, name, kind, currency, rights, countries: countryNames(format) },
      fields: customerTextOf(kept ?? company),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const { id, kind, currency } = await companyOf(args.params.id);
  const { format } = await requestLanguage(args.request, viewer.locale);
  const typed = String(form.get('currency') ?? '').toUpperCase();
  const limit = limitSchema(CURRENCIES.includes(typed) ? typed : currency, format).shape.limit;
  const submission = parseWithZod(form, { schema: companySchema.extend({ limit }) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const { limit: minor, ...fields } = submission.value;
  try {
    await changeCompany(viewer, id, fields, kind === 'reseller' ? minor : undefined);
    return redirect(`/admin/companies/${id}?saved`);
  } catch (error) {
    return data({ result: numberRefusal(error, submission) }, { status: 422 });
  }
});

/** Changes an account of the operator. */
export default function EditCompany() {
  const { t } = useTranslation('team');
  const { id, name, kind, currency, rights, countries, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const back = `/admin/companies/${id}`;
  return (
    <>
      <PageHeader title={t('company.edit_title', { name })} back={{ to: back, label: name }} />
      <RefusalNotice answer={answer} />
      <CustomerForm
        fields={fields}
        result={result}
        countries={countries}
        number={{ help: t('company.number_kept') }}
        words={{ who: t('company.who'), number: t('companies.number') }}
        submit={t('person.save')}
        cancelTo={back}
      >
        <CompanyRights kind={kind} stored={rights} result={result} currency={currency} />
      </CustomerForm>
    </>
  );
}
