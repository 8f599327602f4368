import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getContract } from '~/domain/contracts/contract-queries.server';
import { changeContract } from '~/domain/contracts/create-basket.server';
import { giveNotice } from '~/domain/contracts/give-notice.server';
import { READING } from '~/domain/contracts/rules';
import { Day } from '~/parts/day';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { formatMoney } from '~/platform/money';
import { ButtonLink } from '~/ui/button';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice as Told } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { Change, Devices, Notice, Orders, Versions } from './panels';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...READING);
  const contract = await getContract(viewer, args.params.number ?? '');
  if (!contract) throw notFound();
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const { plan, ...shown } = contract;
  return {
    contract,
    number: shown.number,
    plan: locale === 'de' ? plan.nameDe : plan.nameEn,
    description: locale === 'de' ? plan.descriptionDe : plan.descriptionEn,
    noticed: new URL(args.request.url).searchParams.has('noticed'),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  const intent = form.get('intent');
  if (intent === 'reorder' || intent === 'extension') {
    const basket = await changeContract(viewer, number, intent);
    return redirect(`/baskets/${basket.number}${basket.existed ? '?existed' : ''}`);
  }
  if (intent !== 'notice' || !form.get('sure')) throw new DomainError('bad_form', 400);
  await giveNotice(viewer, number);
  return redirect(`/contracts/${number}?noticed`);
});

/** Whose command came too late sees how the contract stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function ContractPage() {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { contract, number, plan, description, noticed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { state, current, currency, customer, noticeGivenAt } = contract;
  return (
    <>
      <PageHeader
        back={{ to: '/contracts', label: t('contracts.title') }}
        title={t('contract.title', { number })}
        subtitle={[plan, customer.name].join(' · ')}
        badge={
          <StatusBadge tone={state === 'active' ? 'success' : 'neutral'}>
            {t(`contract.${state}`)}
          </StatusBadge>
        }
        actions={
          <ButtonLink
            to={`/contracts/${number}/contract.pdf`}
            reloadDocument
            icon={<FileText size={16} aria-hidden />}
          >
            {t('contract.pdf')}
          </ButtonLink>
        }
      />
      <RefusalNotice answer={answer} />
      <p className="mb-4 max-w-160 text-soft">{t(`contract.explained.${state}`)}</p>
      {noticeGivenAt && (
        <div className="mb-4" suppressHydrationWarning>
          <Told
            tone="waiting"
            {...(noticed && { role: 'status' as const })}
            title={t('contract.noticed_on', {
              date: format.date(noticeGivenAt),
              end: format.date(`${current.endsOn}T12:00:00Z`),
            })}
          />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={plan}>
            {description && <p className="mb-3 whitespace-pre-wrap text-soft">{description}</p>}
            <DescriptionList
              items={[
                {
                  term: t('contract.term'),
                  detail: (
                    <>
                      <Day on={current.startsOn} /> – <Day on={current.endsOn} />
                    </>
                  ),
                },
                {
                  term: t('contract.renewal'),
                  detail: current.renews
                    ? t('contract.renews', { count: current.renewalMonths, days: current.noticeDays })
                    : t('contract.ends_by_itself'),
                },
                {
                  term: t('contract.price'),
                  detail: (
                    <span suppressHydrationWarning>
                      {formatMoney(current.priceMinor, currency, format.locale)}
                    </span>
                  ),
                },
                { term: t('contract.customer'), detail: `${customer.name} (${customer.number})` },
              ]}
            />
          </Panel>
          <Devices contract={contract} />
          <Versions contract={contract} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Change contract={contract} />
          <Orders contract={contract} />
          <Notice contract={contract} />
        </div>
      </div>
    </>
  );
}
