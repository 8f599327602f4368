import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Pencil, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getCompany } from '~/domain/companies/companies.server';
import { countryNames } from '~/domain/companies/rules';
import { setCompanyActive } from '~/domain/companies/save-company.server';
import { countOpenOrders } from '~/domain/orders/of-customers.server';
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
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import { CompanyFacts } from './facts';
import { CompanyPeople } from './people';

const DONE = ['added', 'saved', 'deactivated', 'activated'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const company = await getCompany(idOf(args.params.id) ?? 0);
  if (!company) throw notFound();
  const params = new URL(args.request.url).searchParams;
  return {
    company,
    country: countryNames(format).find(({ value }) => value === company.country)?.label ?? company.country,
    open: (await countOpenOrders([company.id])).get(company.id) ?? 0,
    done: DONE.find((one) => params.has(one)) ?? null,
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const id = idOf(args.params.id);
  if (viewer.role !== 'administrator' || id === null) throw notFound();
  const intent = form.get('intent');
  if (intent !== 'activate' && intent !== 'deactivate') throw new DomainError('bad_form', 400);
  await setCompanyActive(viewer, id, intent === 'activate');
  return redirect(`/admin/companies/${id}?${intent}d`);
});

/** One account of the operator: what it is, its people, and whether it is open. */
export default function Company() {
  const { t } = useTranslation('team');
  const { company, country, open, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, name, number, kind, active, erasedAt } = company;
  const icon = { size: 16, 'aria-hidden': true } as const;
  return (
    <>
      <PageHeader
        title={name}
        subtitle={
          <>
            {t(`companies.kinds.${kind}`)} · <span className="tabular">{number}</span>
          </>
        }
        back={{
          to: active ? '/admin/companies' : '/admin/companies?state=inactive',
          label: t('companies.title'),
        }}
        badge={
          <StatusBadge tone={active ? 'success' : 'waiting'}>
            {t(active ? 'people.states.active' : 'people.states.inactive')}
          </StatusBadge>
        }
        actions={
          !erasedAt && (
            <>
              <ButtonLink to={`/admin/companies/${id}/edit`} icon={<Pencil {...icon} />}>
                {t('company.edit')}
              </ButtonLink>
              {active && (
                <ButtonLink
                  to={`/admin/people/new?company=${id}`}
                  variant="primary"
                  icon={<UserPlus {...icon} />}
                >
                  {t('people.invite')}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <RefusalNotice answer={answer} />
      {done && !answer && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t(`company.done.${done}`)} />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <CompanyPeople company={company} />
        <div className="flex flex-col gap-4">
          <CompanyFacts company={company} country={country} open={open} />
          {!erasedAt && (
            <Panel title={t('company.account')}>
              <p className="text-muted">{t(active ? 'company.deactivate_text' : 'company.inactive_text')}</p>
              <Form method="post" className="mt-4">
                <SubmitButton
                  name="intent"
                  value={active ? 'deactivate' : 'activate'}
                  variant={active ? 'danger' : 'primary'}
                >
                  {t(active ? 'person.deactivate' : 'person.activate')}
                </SubmitButton>
              </Form>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
