import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { mayImport } from '~/domain/orders/import/accounts.server';
import { listImports } from '~/domain/orders/import/queries.server';
import { ROW_STATES } from '~/domain/orders/import/rules';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Pagination } from '~/ui/pagination';
import { RelativeTime } from '~/ui/relative-time';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'technician', 'administrator');
  const page = Number(
    /^[1-9]\d{0,3}$/.exec(new URL(args.request.url).searchParams.get('page') ?? '')?.[0] ?? 1,
  );
  return {
    ...(await listImports(viewer, page)),
    page,
    staff: viewer.role !== 'reseller',
    mayCustomers: mayImport(viewer, 'customers'),
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

function useColumns(staff: boolean): Column<Row>[] {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const result = ({ total, counts }: Row) => {
    const parts = ROW_STATES.flatMap((state) =>
      counts[state] ? [`${t(`rows.${state}`)}: ${format.number(counts[state])}`] : [],
    );
    return parts.length > 0 ? parts.join(' · ') : t('list.rows', { count: total });
  };
  const column = (key: 'file' | 'kind' | 'state' | 'result' | 'account' | 'person' | 'created') => ({
    key,
    header: t(`list.columns.${key}`),
    cardLabel: t(`list.columns.${key}`),
  });
  return [
    { ...column('file'), primary: true, cell: ({ fileName, kind }) => fileName || t(`kinds.${kind}`) },
    { ...column('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    { ...column('state'), cell: ({ state }) => t(`states.${state}`) },
    { ...column('result'), cell: result },
    ...(staff ? [{ ...column('account'), cell: ({ account }: Row) => account }] : []),
    { ...column('person'), cell: ({ person }) => person, from: 'lg' },
    {
      ...column('created'),
      cell: ({ createdAt }) => (
        <RelativeTime
          iso={new Date(createdAt).toISOString()}
          relative={format.relative(createdAt)}
          exact={format.dateTime(createdAt)}
        />
      ),
    },
  ];
}

export default function Imports() {
  const { t } = useTranslation('imports');
  const { rows, page, more, staff, mayCustomers } = useLoaderData<typeof loader>();
  const actions = (
    <>
      {mayCustomers && <ButtonLink to="/imports/new?kind=customers">{t('list.new_customers')}</ButtonLink>}
      <ButtonLink to="/imports/new" variant="primary" icon={<FileInput size={16} aria-hidden="true" />}>
        {t('list.new_orders')}
      </ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader title={t('list.title')} actions={actions} />
      <DataTable
        caption={t('list.caption')}
        columns={useColumns(staff)}
        rows={rows}
        rowKey={({ token }) => token}
        rowTo={({ token }) => `/imports/${token}`}
        empty={<EmptyState icon={<FileInput />} title={t('list.empty')} text={t('list.empty_text')} />}
      />
      {(more || page > 1) && (
        <Pagination
          labels={{
            nav: t('list.pages.nav'),
            previous: t('list.pages.previous'),
            next: t('list.pages.next'),
          }}
          previousTo={page > 1 ? `/imports?page=${page - 1}` : undefined}
          nextTo={more ? `/imports?page=${page + 1}` : undefined}
        />
      )}
    </>
  );
}
