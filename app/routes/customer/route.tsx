import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { setCustomerActive } from '~/domain/companies/change-customer.server';
import { getCustomer } from '~/domain/companies/customers.server';
import { countryNames } from '~/domain/companies/rules';
import { latestOrdersOf } from '~/domain/orders/of-customers.server';
import { OrderFor } from '~/parts/order-for';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import { CustomerDetails } from './details';
import { LatestOrders } from './latest-orders';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const customer = await getCustomer(viewer, idOf(args.params.id) ?? 0);
  if (!customer) throw notFound();
  const country = countryNames(format).find(({ value }) => value === customer.country);
  return {
    customer: {
      ...customer,
      country: country?.label ?? customer.country,
      reseller: viewer.role === 'administrator' ? customer.reseller : null,
    },
    orders: await latestOrdersOf(viewer, customer.id),
    saved: new URL(args.request.url).searchParams.has('saved'),
    addsTo: viewer.role === 'administrator' && customer.kind === 'reseller',
  };
}

/** What can be sent to the page, by its `intent`: whether the customer is active then. */
const STATES: Record<string, boolean> = { deactivate: false, reactivate: true };

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const customer = await getCustomer(viewer, idOf(args.params.id) ?? 0);
  if (!customer) throw notFound();
  const intent = String(form.get('intent'));
  const active = Object.hasOwn(STATES, intent) ? STATES[intent] : undefined;
  if (active === undefined) throw new DomainError('bad_form', 400);
  await setCustomerActive(viewer, customer.id, active);
  return redirect(`/customers/${customer.id}`);
});

export default function CustomerPage() {
  const { t } = useTranslation('customers');
  const { customer, orders, saved, addsTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, name, number, active, own, kind } = customer;
  const icon = { size: 16, 'aria-hidden': true } as const;
  const state = own ? 'own' : kind === 'reseller' ? 'reseller' : null;
  return (
    <>
      <PageHeader
        back={{ to: active ? '/customers' : '/customers?state=inactive', label: t('page.back') }}
        title={name}
        subtitle={<span className="tabular">{number}</span>}
        badge={
          <>
            {state && <StatusBadge tone="neutral">{t(`page.${state}`)}</StatusBadge>}
            {!active && <StatusBadge tone="waiting">{t('page.inactive')}</StatusBadge>}
          </>
        }
        actions={
          <>
            {customer.mayDeactivate && (
              <Form method="post">
                <SubmitButton
                  name="intent"
                  value={active ? 'deactivate' : 'reactivate'}
                  variant={active ? 'quiet' : 'primary'}
                  className="w-full"
                >
                  {t(active ? 'page.deactivate' : 'page.reactivate')}
                </SubmitButton>
              </Form>
            )}
            {addsTo && (
              <ButtonLink to={`/customers/new?account=${id}`} icon={<Plus {...icon} />}>
                {t('page.add_to')}
              </ButtonLink>
            )}
            <ButtonLink to={`/customers/${id}/edit`} icon={<Pencil {...icon} />}>
              {t('page.edit')}
            </ButtonLink>
            {active && (
              <OrderFor companyId={id} variant="primary" className="w-full">
                {t('page.order')}
              </OrderFor>
            )}
          </>
        }
      />
      <RefusalNotice answer={answer} />
      {!active && (
        <div className="mb-4">
          <Notice tone="waiting" title={t('page.inactive_title')}>
            {t('page.inactive_text')}
          </Notice>
        </div>
      )}
      {saved && !answer && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('page.saved')} />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <LatestOrders customerId={id} orders={orders} />
        <CustomerDetails customer={customer} />
      </div>
    </>
  );
}
