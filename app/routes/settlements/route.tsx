import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { BILLING_ROLES } from '~/domain/billing/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Tabs } from '~/ui/tabs';
import { createFromForm, tickedIn } from './create-from-form.server';
import { loadSettlements } from './load-settlements.server';
import { OperatorFilter } from './operator-filter';
import { pathOf } from './paths';
import { SettlementTable } from './settlement-table';
import { ToSettle } from './to-settle';
import { UnsettledSums } from './unsettled-sums';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...BILLING_ROLES);
  const loaded = await loadSettlements(viewer, new URL(args.request.url).searchParams);
  const pending = await takePendingForm(args.request, '/settlements');
  const fields = pending?.fields;
  const kept = fields && { chosen: tickedIn(Object.keys(fields)), currency: fields.currency ?? '' };
  return data(
    { ...loaded, kept: kept ?? null },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

/** Creates a settlement of what a partner has ticked. */
export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'partner') throw notFound();
  const made = await createFromForm(viewer, form);
  if ('number' in made) return redirect(`/settlements/${made.number}?created`);
  const { status, ...again } = made;
  return data({ again }, { status });
});

/** Whose orders were settled by somebody else meanwhile sees which are left. */
export function shouldRevalidate({
  defaultShouldRevalidate,
  actionStatus = 200,
}: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus >= 400;
}

export default function Settlements() {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { own, tab, tabs, toSettle, sums, list } = loaded;
  const again = answer && 'again' in answer ? answer.again : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t(own ? 'subtitle_partner' : 'subtitle_operator')}
        actions={
          !own && (
            <ButtonLink
              to={pathOf(loaded, {}, '/settlements/export.csv')}
              reloadDocument
              icon={<Download size={16} aria-hidden />}
            >
              {t('export')}
            </ButtonLink>
          )
        }
      />
      <RefusalNotice answer={answer} />
      <Tabs
        label={t('tabs.label')}
        items={tabs.map(({ name, count }) => ({
          to: pathOf(loaded, { tab: name, page: 1, ...(own && { month: null }) }),
          label: t(own && name === 'unsettled' ? 'tabs.to_settle' : `tabs.${name}`),
          active: name === tab,
          ...(count !== null && { count: format.number(count) }),
        }))}
      />
      <div className="flex flex-col gap-4 pt-4">
        {loaded.choices && <OperatorFilter page={loaded} choices={loaded.choices} />}
        {toSettle && <ToSettle page={loaded} toSettle={toSettle} again={again} kept={loaded.kept} />}
        {sums && <UnsettledSums sums={sums} />}
        {list && <SettlementTable page={loaded} list={list} />}
      </div>
    </>
  );
}
