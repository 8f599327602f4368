import { useTranslation } from 'react-i18next';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import type { PeopleList } from './route';

type Row = PeopleList['rows'][number];

/** The columns of people, or of those invited; administrators see where they belong. */
export function usePeopleColumns({ all, filter }: PeopleList): Column<Row>[] {
  const { t } = useTranslation(['team', 'auth']);
  const format = useFormat();
  const invited = filter.state === 'invited';
  const moment = (at: string) => (
    <RelativeTime iso={at} relative={format.relative(at)} exact={format.dateTime(at)} />
  );
  const columns: (Column<Row> | false)[] = [
    {
      key: 'name',
      header: t('fields.name'),
      primary: true,
      cell: ({ name }) => name,
      aside: ({ yourself }) => yourself && <StatusBadge tone="neutral">{t('people.you')}</StatusBadge>,
    },
    {
      key: 'email',
      header: t('fields.email'),
      cardLabel: t('fields.email'),
      truncate: true,
      cell: ({ email }) => <span className="wrap-anywhere">{email}</span>,
    },
    all && {
      key: 'role',
      header: t('fields.role'),
      cardLabel: t('fields.role'),
      cell: ({ role }) => t(`auth:demo.roles.${role}`),
    },
    all && {
      key: 'company',
      header: t('fields.company'),
      cardLabel: t('fields.company'),
      from: 'lg',
      truncate: true,
      cell: ({ company }) => company?.name ?? '–',
    },
    {
      key: 'at',
      header: t(invited ? 'people.sent' : 'people.last'),
      cardLabel: t(invited ? 'people.sent' : 'people.last'),
      cell: ({ at }) => (at ? moment(at) : t('people.never')),
    },
    {
      key: 'state',
      header: t('people.state'),
      cardCorner: true,
      cell: ({ state }) => (
        <StatusBadge tone={state === 'active' ? 'success' : state === 'invited' ? 'progress' : 'waiting'}>
          {t(`people.states.${state}`)}
        </StatusBadge>
      ),
    },
  ];
  return columns.filter((column): column is Column<Row> => column !== false);
}
