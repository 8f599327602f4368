import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Day } from '~/parts/day';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import type { ReadyGroups as Groups } from './create-return.server';

/** What waits to go back, by account, location and way. */
export function ReadyGroups({ groups }: { groups: Groups }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const columns: Column<Groups[number]>[] = [
    {
      key: 'account',
      header: t('return.account'),
      primary: true,
      truncate: true,
      cell: (group) => group.accountName,
    },
    {
      key: 'location',
      header: t('return.from'),
      cardLabel: t('return.from'),
      cell: (group) => group.locationName,
    },
    {
      key: 'way',
      header: t('return.way'),
      cardLabel: t('return.way'),
      cell: (group) => group.way ?? t('return.unknown_method'),
    },
    {
      key: 'count',
      header: t('return.devices'),
      align: 'end',
      cardLabel: t('return.devices'),
      cell: (group) => format.number(group.count),
    },
    {
      key: 'since',
      header: t('return.since'),
      cardLabel: t('return.since'),
      cell: (group) => <Day on={group.since} />,
    },
  ];
  return (
    <DataTable
      columns={columns}
      rows={groups}
      rowKey={(group) => group.key}
      rowTo={(group) => `/shipments/new-return?${new URLSearchParams({ group: group.key })}`}
      caption={t('return.title')}
      empty={<EmptyState icon={<PackageCheck />} title={t('return.none')} text={t('return.none_text')} />}
    />
  );
}
