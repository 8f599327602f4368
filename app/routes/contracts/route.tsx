import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import {
  CONTRACT_TABS,
  type ContractRow,
  type ContractTab,
  listContracts,
} from '~/domain/contracts/contract-queries.server';
import { READING } from '~/domain/contracts/rules';
import { Day } from '~/parts/day';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { StatusBadge } from '~/ui/status-badge';
import { Tabs } from '~/ui/tabs';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, ...READING);
  const params = new URL(args.request.url).searchParams;
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const tab: ContractTab = params.get('tab') === 'ended' ? 'ended' : 'active';
  const page = Math.min(idOf(params.get('page')) ?? 1, 10_000);
  const { rows, ...list } = await listContracts(viewer, tab, page);
  return {
    ...list,
    rows: rows.map(({ plan, ...row }) => ({ ...row, plan: locale === 'de' ? plan.nameDe : plan.nameEn })),
    tab,
    tabs: [...CONTRACT_TABS],
    page,
    customers: viewer.role !== 'customer',
  };
}

type Row = Omit<ContractRow, 'plan'> & { plan: string };

function useColumns(customers: boolean): Column<Row>[] {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const renewal = ({ noticed, renews }: Row) =>
    noticed ? t('contracts.noticed') : t(renews ? 'contracts.renews' : 'contracts.ends_itself');
  return [
    {
      key: 'number',
      header: t('contracts.number'),
      cell: ({ number }) => <span className="tabular">{number}</span>,
      primary: true,
    },
    { key: 'plan', header: t('contracts.plan'), cell: ({ plan }) => plan, cardLabel: t('contracts.plan') },
    ...(customers
      ? [
          {
            key: 'customer',
            header: t('contracts.customer'),
            cell: ({ customer }: Row) => customer,
            cardLabel: t('contracts.customer'),
            truncate: true,
          },
        ]
      : []),
    {
      key: 'devices',
      header: t('contracts.devices'),
      cell: ({ devices }) => <span className="tabular">{format.number(devices)}</span>,
      cardLabel: t('contracts.devices'),
      align: 'end',
    },
    {
      key: 'ends',
      header: t('contracts.ends'),
      cell: ({ endsOn }) => <Day on={endsOn} />,
      cardLabel: t('contracts.ends'),
    },
    {
      key: 'renewal',
      header: t('contracts.renewal'),
      cell: (row) => <StatusBadge tone={row.noticed ? 'waiting' : 'neutral'}>{renewal(row)}</StatusBadge>,
      cardCorner: true,
    },
  ];
}

const pathOf = (tab: ContractTab, page = 1) =>
  `/contracts?${new URLSearchParams({ tab, ...(page > 1 && { page: String(page) }) })}`;

export default function Contracts() {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { rows, counts, pages, page, tab, tabs, customers } = useLoaderData<typeof loader>();
  const columns = useColumns(customers);
  return (
    <>
      <PageHeader title={t('contracts.title')} />
      <Tabs
        label={t('contracts.tabs_label')}
        items={tabs.map((name) => ({
          to: pathOf(name),
          label: t(`contract.${name}`),
          count: format.number(counts[name]),
          active: name === tab,
        }))}
      />
      <p className="my-3 text-soft">{t(`contracts.explained.${tab}`)}</p>
      <DataTable
        caption={t(`contract.${tab}`)}
        columns={columns}
        rows={rows}
        rowKey={({ number }) => number}
        rowTo={({ number }) => `/contracts/${number}`}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title={t(`contracts.empty.${tab}`)}
            text={t('contracts.empty_text')}
          />
        }
      />
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
