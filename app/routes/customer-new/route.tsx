import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import type { Viewer } from '~/domain/auth/rules';
import { addCustomer, proposedNumber } from '~/domain/companies/add-customer.server';
import { customerSchema } from '~/domain/companies/customer-schema';
import { accountToAddTo } from '~/domain/companies/customers.server';
import { getOperator } from '~/domain/companies/operator.server';
import { countryNames } from '~/domain/companies/rules';
import { CustomerForm, customerTextOf } from '~/parts/customer-form';
import { numberRefusal } from '~/parts/customer-refusal';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';

/** For administrators the account that the form, else the address, names with its id; a reseller's own. Throws the 404. */
async function accountOf(viewer: Viewer, request: Request, typed: unknown) {
  const asked = typeof typed === 'string' ? typed : new URL(request.url).searchParams.get('account');
  const id = idOf(asked);
  const account = asked && id === null ? undefined : await accountToAddTo(viewer, id);
  if (account === undefined) throw notFound();
  return account;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'administrator');
  const { format, locale } = await requestLanguage(args.request, viewer.locale);
  const pending = await takePendingForm(args.request, '/customers/new');
  const account = await accountOf(viewer, args.request, pending?.fields.account);
  const usual = account ?? { country: (await getOperator()).country, currency: 'CHF', locale };
  const { country, currency } = usual;
  return data(
    {
      account: viewer.role === 'administrator' && account ? { id: account.id, name: account.name } : null,
      countries: countryNames(format),
      proposed: await proposedNumber(account?.id ?? null),
      submissionKey: pending?.fields.submissionKey ?? randomUUID(),
      fields: customerTextOf(pending?.fields ?? { country, currency, locale: usual.locale }),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const account = await accountOf(viewer, args.request, form.get('account'));
  const submission = parseWithZod(form, { schema: customerSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const key = String(form.get('submissionKey') ?? '');
  if (!/^[\w-]{16,64}$/.test(key)) throw new DomainError('bad_form', 400);
  try {
    const id = await addCustomer(viewer, account?.id ?? null, submission.value, key);
    return redirect(`/customers/${id}`);
  } catch (error) {
    return data({ result: numberRefusal(error, submission) }, { status: 422 });
  }
});

export default function NewCustomer() {
  const { t } = useTranslation('customers');
  const { account, countries, proposed, submissionKey, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t('form.title_new')}
        subtitle={account ? t('form.for_account', { name: account.name }) : undefined}
        back={{ to: '/customers', label: t('page.back') }}
      />
      <RefusalNotice answer={answer} />
      <CustomerForm
        fields={fields}
        result={answer && 'result' in answer ? answer.result : null}
        countries={countries}
        number={{ help: t('form.number_help', { number: proposed }) }}
        hidden={{ submissionKey, ...(account && { account: String(account.id) }) }}
        submit={t('form.add')}
        cancelTo="/customers"
      />
    </>
  );
}
