import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileCheck, Plus, ShoppingBasket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listBaskets } from '~/domain/contracts/basket-queries.server';
import {
  countOffers,
  listOffers,
  OFFER_TABS,
  type OfferTab,
  pagesOf,
} from '~/domain/contracts/offer-queries.server';
import { OFFERING } from '~/domain/contracts/rules';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { useBasketColumns, useOfferColumns } from './columns';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...OFFERING);
  const params = new URL(args.request.url).searchParams;
  const counts = await countOffers(viewer);
  const usual = counts.open > 0 || counts.baskets === 0 ? 'open' : 'baskets';
  const tab: OfferTab = OFFER_TABS.find((name) => name === params.get('tab')) ?? usual;
  const page = Math.min(idOf(params.get('page')) ?? 1, 10_000);
  return {
    tab,
    counts,
    page,
    pages: tab === 'baskets' ? 1 : pagesOf(counts[tab]),
    baskets: tab === 'baskets' ? await listBaskets(viewer) : [],
    offers: tab === 'baskets' ? [] : await listOffers(viewer, tab, page),
    customers: viewer.role !== 'customer',
  };
}

const pathOf = (tab: OfferTab, page = 1) =>
  `/offers?${new URLSearchParams({ tab, ...(page > 1 && { page: String(page) }) })}`;

export default function Offers() {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { tab, counts, page, pages, baskets, offers, customers } = useLoaderData<typeof loader>();
  const basketColumns = useBasketColumns(customers);
  const offerColumns = useOfferColumns(customers, tab === 'accepted' || tab === 'ended');
  const begin = (
    <ButtonLink to="/baskets/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t('offers.new')}
    </ButtonLink>
  );
  const table = {
    caption: t(`offers.tabs.${tab}`),
    empty: (
      <EmptyState
        icon={tab === 'baskets' ? <ShoppingBasket /> : <FileCheck />}
        title={t(`offers.empty.${tab}`)}
        text={t('offers.empty_text')}
      />
    ),
  };
  return (
    <>
      <PageHeader title={t('offers.title')} actions={begin} />
      <Tabs
        label={t('offers.tabs_label')}
        items={OFFER_TAB_ORDER.map((name) => ({
          to: pathOf(name),
          label: t(`offers.tabs.${name}`),
          count: format.number(counts[name]),
          active: name === tab,
        }))}
      />
      <p className="my-3 text-soft">{t(`offers.explained.${tab}`)}</p>
      {tab === 'baskets' ? (
        <DataTable
          {...table}
          columns={basketColumns}
          rows={baskets}
          rowKey={({ number }) => number}
          rowTo={({ number }) => `/baskets/${number}`}
        />
      ) : (
        <DataTable
          {...table}
          columns={offerColumns}
          rows={offers}
          rowKey={({ number }) => number}
          rowTo={({ number }) => `/offers/${number}`}
        />
      )}
      {pages > 1 && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.summary', { page: format.number(page), pages: format.number(pages) })}
          {...(page > 1 && { previousTo: pathOf(tab, page - 1) })}
          {...(page < pages && { nextTo: pathOf(tab, page + 1) })}
        />
      )}
    </>
  );
}

const OFFER_TAB_ORDER = ['baskets', 'draft', 'open', 'accepted', 'ended'] as const satisfies OfferTab[];
