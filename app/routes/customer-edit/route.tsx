import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { changeCustomer } from '~/domain/companies/change-customer.server';
import { prospectSchema } from '~/domain/companies/customer-schema';
import { type CustomerDetail, getCustomer } from '~/domain/companies/customers.server';
import { countryNames } from '~/domain/companies/rules';
import { CustomerForm, customerTextOf } from '~/parts/customer-form';
import { numberRefusal } from '~/parts/customer-refusal';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const customer = await getCustomer(viewer, idOf(args.params.id) ?? 0);
  if (!customer) throw notFound();
  const { id, name, number, own } = customer;
  const pending = await takePendingForm(args.request, `/customers/${id}/edit`);
  return data(
    {
      ...{ id, name, number, own },
      countries: countryNames(format),
      prospect: mayBeProspect(viewer, customer) ? (pending?.fields.prospect ?? customer.prospect) : null,
      fields: customerTextOf(pending?.fields ?? customer),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** Administrators say who is still to become a customer; a reseller is one. */
const mayBeProspect = (viewer: Viewer, customer: CustomerDetail) =>
  viewer.role === 'administrator' && customer.kind === 'customer';

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const customer = await getCustomer(viewer, idOf(args.params.id) ?? 0);
  if (!customer) throw notFound();
  const submission = parseWithZod(form, { schema: prospectSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    await changeCustomer(viewer, customer.id, submission.value);
    return redirect(`/customers/${customer.id}?saved`);
  } catch (error) {
    return data({ result: numberRefusal(error, submission) }, { status: 422 });
  }
});

export default function EditCustomer() {
  const { t } = useTranslation('customers');
  const { id, name, number, own, countries, fields, prospect } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = `/customers/${id}`;
  return (
    <>
      <PageHeader title={t('form.title_edit', { name })} back={{ to: back, label: name }} />
      <RefusalNotice answer={answer} />
      <CustomerForm
        fields={fields}
        result={answer && 'result' in answer ? answer.result : null}
        countries={countries}
        number={own ? { fixed: t('form.number_own', { number }) } : { help: t('form.number_kept') }}
        submit={t('form.save')}
        cancelTo={back}
        {...(prospect !== null && { prospect: Boolean(prospect) })}
      />
    </>
  );
}
