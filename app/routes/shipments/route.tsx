import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { PackageSearch, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { SHIPMENT_ROLES } from '~/domain/shipments/rules';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { Button, ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { createFromForm } from './create-from-form.server';
import { loadShipments } from './load-shipments.server';
import { ShipmentTable } from './shipment-table';
import { TABS, tabPath } from './tabs';
import { Waiting } from './waiting';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...SHIPMENT_ROLES);
  return loadShipments(viewer, new URL(args.request.url).searchParams);
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const made = await createFromForm(viewer, form);
  return 'number' in made ? redirect(`/shipments/${made.number}`) : data(made, { status: 422 });
});

export default function Shipments() {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { q, tab, counts, page, groups } = loaded;
  const tabs = TABS.map((name) => ({
    to: tabPath(name),
    label: t(`tabs.${name}`),
    count: format.number(counts[name]),
    active: q === '' && name === tab,
  }));
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Find q={q} />
            {loaded.staff && <ButtonLink to="/shipments/new-return">{t('return.title')}</ButtonLink>}
          </>
        }
      />
      <RefusalNotice answer={answer} />
      <Tabs label={t('tabs.label')} items={tabs} />
      {q !== '' && (
        <p className="flex flex-wrap items-center gap-3 pt-4">
          {t('find.result', { count: page?.rows.length ?? 0, q })}
          <ButtonLink size="small" to="/shipments">
            {t('find.clear')}
          </ButtonLink>
        </p>
      )}
      {groups && (
        <Waiting page={loaded} groups={groups} answer={answer && 'group' in answer ? answer : null} />
      )}
      {page && (
        <div className="pt-4">
          <ShipmentTable rows={page.rows} tab={tab} now={loaded.now} empty={<Empty tab={tab} q={q} />} />
          {(page.next !== null || page.previous !== null) && (
            <Pagination
              labels={{
                nav: t('list.pages.nav'),
                previous: t('list.pages.previous'),
                next: t('list.pages.next'),
              }}
              summary={t('list.shown', { count: page.rows.length })}
              previousTo={
                page.previous === null ? undefined : tabPath(tab, { before: String(page.previous) })
              }
              nextTo={page.next === null ? undefined : tabPath(tab, { after: String(page.next) })}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Enter on the number of one shipment opens it. */
function Find({ q }: { q: string }) {
  const { t } = useTranslation('shipments');
  return (
    <Form method="get" action="/shipments" role="search" className="flex items-center gap-2 sm:w-96">
      <input
        key={q}
        type="search"
        name="q"
        defaultValue={q}
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        autoComplete="off"
        maxLength={100}
        className="control"
      />
      <Button type="submit" icon={<Search size={16} aria-hidden />}>
        {t('find.submit')}
      </Button>
    </Form>
  );
}

function Empty({ tab, q }: { tab: (typeof TABS)[number]; q: string }) {
  const { t } = useTranslation('shipments');
  return (
    <EmptyState
      icon={<PackageSearch />}
      title={t(q ? 'find.none_title' : `empty.${tab}_title`)}
      text={t(q ? 'find.none_text' : `empty.${tab}_text`)}
    />
  );
}
