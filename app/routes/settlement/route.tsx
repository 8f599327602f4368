import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { FileSpreadsheet, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getSettlement } from '~/domain/billing/queries.server';
import { BILLING_ROLES } from '~/domain/billing/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SettlementStateBadge } from '~/parts/settlement-words';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { CopyText } from '~/ui/copy-text';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { runCommand } from './actions.server';
import { Facts } from './facts';
import { History } from './history';
import { InvoicePanel } from './invoice-panel';
import { Items } from './items';
import { NextStep } from './next-step';
import { OperatorSteps } from './operator-steps';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...BILLING_ROLES);
  const settlement = await getSettlement(viewer, args.params.number ?? '');
  if (!settlement) throw notFound();
  const { pathname, searchParams } = new URL(args.request.url);
  const pending = await takePendingForm(args.request, pathname);
  const refused = searchParams.get('refused');
  return data(
    {
      settlement,
      created: searchParams.has('created'),
      refused: refused && { code: refused, details: { max: searchParams.get('max') ?? '' } },
      kept: pending?.fields ?? {},
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const number = args.params.number ?? '';
  const answer = await runCommand(viewer, number, form);
  return answer ? data(answer, { status: 422 }) : redirect(`/settlements/${number}`);
});

/** Whose step came too late sees how the settlement stands now. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function SettlementPage() {
  const { t } = useTranslation(['billing', 'common']);
  const { settlement, created, refused, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, state, partner, own } = settlement;
  const at = `/settlements/${number}`;
  const failed = answer && 'intent' in answer ? answer : null;
  return (
    <>
      <PageHeader
        back={{ to: `/settlements?tab=${own ? 'all' : state}`, label: t('page.back') }}
        title={
          <>
            {number}{' '}
            <CopyText iconOnly value={number} label={t('page.copy')} copiedLabel={t('common:copied')} />
          </>
        }
        subtitle={partner.name}
        badge={<SettlementStateBadge state={state} />}
        actions={
          <>
            <ButtonLink
              to={`${at}/settlement.csv`}
              reloadDocument
              icon={<FileSpreadsheet size={16} aria-hidden />}
            >
              {t('page.csv')}
            </ButtonLink>
            <ButtonLink to={`${at}/settlement.pdf`} reloadDocument icon={<FileText size={16} aria-hidden />}>
              {t('page.pdf')}
            </ButtonLink>
          </>
        }
      />
      <RefusalNotice answer={answer} />
      {refused && !answer && <RefusalNotice answer={{ refusal: refused }} />}
      {created && state === 'open' && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('page.created', { number })} />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <NextStep settlement={settlement} />
          <InvoicePanel settlement={settlement} kept={kept} failed={failed} />
          <Items settlement={settlement} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {!own && <OperatorSteps settlement={settlement} kept={kept} failed={failed} />}
          <Facts settlement={settlement} />
          <History entries={settlement.history} />
        </div>
      </div>
    </>
  );
}
