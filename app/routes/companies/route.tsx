import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Building2, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { type CompanyFilter, listCompanies } from '~/domain/companies/companies.server';
import { COMPANY_KINDS } from '~/domain/companies/company-schema';
import { countOpenOrders } from '~/domain/orders/of-customers.server';
import { PageSearch } from '~/parts/page-search';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { Tabs } from '~/ui/tabs';
import { useCompanyColumns } from './columns';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const params = new URL(args.request.url).searchParams;
  const filter = {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    kind: COMPANY_KINDS.find((kind) => kind === params.get('kind')) ?? null,
    active: params.get('state') !== 'inactive',
  };
  const before = idOf(params.get('before'));
  const place = { after: before === null ? idOf(params.get('after')) : null, before };
  const { rows, ...list } = await listCompanies(filter, place);
  const open = await countOpenOrders(rows.map(({ id }) => id));
  return { ...list, filter, rows: rows.map((row) => ({ ...row, open: open.get(row.id) ?? 0 })) };
}

export type CompanyRow = Awaited<ReturnType<typeof loader>>['rows'][number];

/** A filter as search parameters, without what is off. */
function filterParams({ q, kind, active }: CompanyFilter): [string, string][] {
  const all: [string, string][] = [
    ['q', q],
    ['kind', kind ?? ''],
    ['state', active ? '' : 'inactive'],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The address of the list with this filter, and from this row on. */
function pathOf(filter: CompanyFilter, place: Record<string, string> = {}): string {
  const params = new URLSearchParams([...filterParams(filter), ...Object.entries(place)]);
  return params.size > 0 ? `/admin/companies?${params}` : '/admin/companies';
}

export default function Companies() {
  const { t } = useTranslation('team');
  const format = useFormat();
  const { rows, filter, counts, previous, next } = useLoaderData<typeof loader>();
  const columns = useCompanyColumns();
  const total = format.number(filter.active ? counts.active : counts.inactive);
  const tabs = [true, false].map((active) => ({
    to: pathOf({ ...filter, active }),
    label: t(active ? 'people.tabs.active' : 'people.tabs.inactive'),
    count: format.number(active ? counts.active : counts.inactive),
    active: active === filter.active,
  }));
  return (
    <>
      <PageHeader
        title={t('companies.title')}
        subtitle={
          <>
            {t('companies.subtitle')}{' '}
            <Link to="/customers" className="text-link">
              {t('companies.to_customers')}
            </Link>
          </>
        }
        back={{ to: '/admin', label: t('back.admin') }}
        actions={
          <ButtonLink to="/admin/companies/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
            {t('companies.add')}
          </ButtonLink>
        }
      />
      <Tabs label={t('people.tabs_label')} items={tabs} />
      <PageSearch
        action="/admin/companies"
        q={filter.q}
        words={{
          label: t('companies.search'),
          placeholder: t('companies.placeholder'),
          submit: t('people.find'),
          clear: t('people.clear'),
        }}
        clearTo={pathOf({ ...filter, q: '' })}
      >
        {filterParams({ ...filter, q: '' }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </PageSearch>
      <KindFilter filter={filter} />
      <DataTable
        caption={t('companies.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `/admin/companies/${id}`}
        empty={
          <EmptyState icon={<Building2 />} title={t('companies.empty')} text={t('companies.empty_text')} />
        }
      />
      {(rows.length > 0 || previous) && (
        <Pagination
          labels={{ nav: t('pages.nav'), previous: t('pages.previous'), next: t('pages.next') }}
          summary={t('pages.shown', { count: rows.length, total })}
          previousTo={previous ? pathOf(filter, { before: String(previous) }) : undefined}
          nextTo={next ? pathOf(filter, { after: String(next) }) : undefined}
        />
      )}
    </>
  );
}

/** What kind of company is shown. */
function KindFilter({ filter }: { filter: CompanyFilter }) {
  const { t } = useTranslation('team');
  const without = { ...filter, kind: null };
  return (
    <div className="mb-4">
      <FilterBar label={t('people.filters')}>
        <FilterChip
          label={t('companies.kind')}
          value={filter.kind ? t(`companies.kinds.${filter.kind}`) : undefined}
          clear={{ to: pathOf(without), label: t('companies.any_kind_clear') }}
          action="/admin/companies"
          keep={filterParams(without)}
          applyLabel={t('people.apply')}
        >
          <Field name="kind" label={t('companies.kind')}>
            <Select
              placeholder={t('people.any_role')}
              defaultValue={filter.kind ?? ''}
              options={COMPANY_KINDS.map((kind) => ({ value: kind, label: t(`companies.kinds.${kind}`) }))}
            />
          </Field>
        </FilterChip>
      </FilterBar>
    </div>
  );
}
