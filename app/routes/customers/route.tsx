import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileUp, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listCustomers } from '~/domain/companies/customers.server';
import { countOpenOrders } from '~/domain/orders/of-customers.server';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { useCustomerColumns } from './columns';
import { CustomerSearch } from './customer-search';
import { CustomersEmpty } from './customers-empty';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'administrator');
  const params = new URL(args.request.url).searchParams;
  const filter = {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    active: params.get('state') !== 'inactive',
  };
  const before = idOf(params.get('before'));
  const place = { after: before === null ? idOf(params.get('after')) : null, before };
  const { rows, ...list } = await listCustomers(viewer, filter, place);
  const open = await countOpenOrders(rows.map(({ id }) => id));
  return {
    ...list,
    filter,
    rows: rows.map((row) => ({ ...row, open: open.get(row.id) ?? 0, own: row.id === viewer.companyId })),
    all: viewer.role === 'administrator',
  };
}

export type CustomerList = Awaited<ReturnType<typeof loader>>;

/** The address of the list with this filter, and from this row on. */
function pathOf({ q, active }: CustomerList['filter'], place: Record<string, string> = {}): string {
  const params = new URLSearchParams({
    ...(q && { q }),
    ...(active ? {} : { state: 'inactive' }),
    ...place,
  });
  return params.size > 0 ? `/customers?${params}` : '/customers';
}

export default function Customers() {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const list = useLoaderData<typeof loader>();
  const { rows, filter, counts, previous, next, all } = list;
  const columns = useCustomerColumns(list);
  const tabs = [true, false].map((active) => ({
    to: pathOf({ ...filter, active }),
    label: t(active ? 'list.active' : 'list.inactive'),
    count: format.number(active ? counts.active : counts.inactive),
    active: active === filter.active,
  }));
  const total = format.number(filter.active ? counts.active : counts.inactive);
  return (
    <>
      <PageHeader
        title={t(all ? 'list.title_all' : 'list.title')}
        actions={
          <>
            <ButtonLink to="/imports/new?kind=customers" icon={<FileUp size={16} aria-hidden />}>
              {t('list.import')}
            </ButtonLink>
            <ButtonLink to="/customers/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
              {t('list.add')}
            </ButtonLink>
          </>
        }
      />
      <Tabs label={t('list.tabs')} items={tabs} />
      <CustomerSearch filter={filter} clearTo={pathOf({ ...filter, q: '' })} />
      <DataTable
        caption={t('list.caption', { state: t(filter.active ? 'list.active' : 'list.inactive') })}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `/customers/${id}`}
        empty={<CustomersEmpty filter={filter} />}
      />
      {(rows.length > 0 || previous) && (
        <Pagination
          labels={{
            nav: t('list.pages.nav'),
            previous: t('list.pages.previous'),
            next: t('list.pages.next'),
          }}
          summary={t('list.shown', { count: rows.length, total })}
          previousTo={previous ? pathOf(filter, { before: String(previous) }) : undefined}
          nextTo={next ? pathOf(filter, { after: String(next) }) : undefined}
        />
      )}
    </>
  );
}
