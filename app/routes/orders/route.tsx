import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Download, FileInput, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { STAGES } from '~/domain/orders/rules';
import { exportPath, listPath, parseListUrl } from '~/parts/list-url';
import { useColumns } from '~/parts/order-table/columns';
import { useLive } from '~/parts/use-live';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { ListEmpty } from './list-empty';
import { ListFilters } from './list-filters';
import { loadList } from './load-list.server';
import { SearchSummary } from './search-summary';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return loadList(viewer, parseListUrl(new URL(args.request.url).searchParams));
}

export default function Orders() {
  const { t } = useTranslation(['orders', 'statuses', 'partners']);
  const format = useFormat();
  const list = useLoaderData<typeof loader>();
  const { state, counts, page } = list;
  const columns = useColumns(list);
  useLive(page.rows.map(({ number }) => number));
  const countText = ({ count, capped }: { count: number; capped: boolean }) =>
    capped ? `${format.number(count)}+` : format.number(count);
  const tabs = STAGES.map((stage) => ({
    to: listPath(state, { tab: stage, statuses: stage === state.tab ? state.statuses : [] }),
    label: t(`statuses:stage.${stage}`),
    count: countText(counts[stage]),
    active: stage === state.tab,
  }));
  const shown = t('list.shown', { count: page.rows.length, total: countText(counts[state.tab]) });
  const mayOrder = list.role !== 'partner';
  return (
    <>
      <PageHeader
        title={t('list.title')}
        actions={
          <>
            <ButtonLink to={exportPath(state)} icon={<Download size={16} aria-hidden="true" />}>
              {t('export.title')}
            </ButtonLink>
            {list.role === 'reseller' && (
              <ButtonLink to="/imports/new" icon={<FileInput size={16} aria-hidden="true" />}>
                {t('list.import')}
              </ButtonLink>
            )}
            {list.role === 'administrator' && (
              <ButtonLink to="/onsite/new" icon={<Plus size={16} aria-hidden="true" />}>
                {t('partners:new.link')}
              </ButtonLink>
            )}
            {mayOrder && (
              <ButtonLink to="/orders/new" variant="primary" icon={<Plus size={16} aria-hidden="true" />}>
                {t('list.create')}
              </ButtonLink>
            )}
          </>
        }
      />
      {state.q && <SearchSummary list={list} />}
      <Tabs label={t('list.tabs')} items={tabs} />
      <ListFilters list={list} />
      <DataTable
        caption={t('list.caption', { tab: t(`statuses:stage.${state.tab}`) })}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.number}
        rowTo={(row) => `/orders/${row.number}`}
        empty={<ListEmpty list={list} />}
      />
      {(page.rows.length > 0 || page.previous) && (
        <Pagination
          labels={{
            nav: t('list.pages.nav'),
            previous: t('list.pages.previous'),
            next: t('list.pages.next'),
          }}
          summary={shown}
          previousTo={page.previous ? listPath(state, { before: page.previous }) : undefined}
          nextTo={page.next ? listPath(state, { after: page.next }) : undefined}
        />
      )}
    </>
  );
}
