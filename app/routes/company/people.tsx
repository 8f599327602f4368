import { Link } from '@remix-run/react';
import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CompanyDetail } from '~/domain/companies/companies.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';

type Row = CompanyDetail['people'][number];

/** Who can sign in for an account, and how many are invited. */
export function CompanyPeople({ company: { id, people, counts } }: { company: CompanyDetail }) {
  const { t } = useTranslation('team');
  const format = useFormat();
  const columns: Column<Row>[] = [
    { key: 'name', header: t('fields.name'), primary: true, cell: ({ name }) => name },
    {
      key: 'email',
      header: t('fields.email'),
      cardLabel: t('fields.email'),
      truncate: true,
      cell: ({ email }) => <span className="wrap-anywhere">{email}</span>,
    },
    {
      key: 'last',
      header: t('people.last'),
      cardLabel: t('people.last'),
      cell: ({ lastSignInAt: at }) =>
        at ? (
          <RelativeTime iso={at.toISOString()} relative={format.relative(at)} exact={format.dateTime(at)} />
        ) : (
          t('people.never')
        ),
    },
    {
      key: 'state',
      header: t('people.state'),
      cardCorner: true,
      cell: ({ active }) => (
        <StatusBadge tone={active ? 'success' : 'waiting'}>
          {t(active ? 'people.states.active' : 'people.states.inactive')}
        </StatusBadge>
      ),
    },
  ];
  return (
    <section aria-labelledby="company-people">
      <h2 id="company-people" className="mb-3 text-base">
        {t('people.title')}
      </h2>
      <DataTable
        caption={t('people.title')}
        columns={columns}
        rows={people}
        rowKey={(row) => String(row.id)}
        rowTo={(row) => `/admin/people/${row.id}`}
        empty={<EmptyState icon={<Users />} title={t('company.nobody')} text={t('people.empty.text')} />}
      />
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
        {counts.users > people.length && (
          <Link to={`/admin/people?company=${id}`} className="text-link">
            {t('company.all_people', { count: counts.users })}
          </Link>
        )}
        {counts.invitations > 0 && (
          <Link to={`/admin/people?company=${id}&state=invited`} className="text-link">
            {t('company.invited', { count: counts.invitations })}
          </Link>
        )}
      </p>
    </section>
  );
}
