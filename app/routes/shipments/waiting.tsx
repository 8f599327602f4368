import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '~/parts/order-table/cells';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import type { RefusedForm } from './create-from-form.server';
import { GroupForm } from './group-form';
import type { ShipmentsPage, WaitingGroups } from './load-shipments.server';
import { tabPath } from './tabs';
import { useGroupName } from './use-group-name';

type Props = { page: ShipmentsPage; groups: WaitingGroups; answer: RefusedForm | null };

/** The groups of orders that wait for dispatch: a form each, or, where there are many, a list that leads to each. */
export function Waiting({ page, groups, answer }: Props) {
  const { t } = useTranslation('shipments');
  if (groups.open.length === 0 && groups.others.length === 0) {
    return (
      <div className="pt-4">
        <div className="data-table-box">
          <EmptyState
            icon={<PackageCheck />}
            title={t('empty.waiting_title')}
            text={t('empty.waiting_text')}
          />
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4 pt-4">
      <p className="flex flex-wrap items-center gap-3 text-soft">
        <span className="min-w-60 flex-1">{t('waiting.intro')}</span>
        {groups.alone && (
          <ButtonLink size="small" to={tabPath('waiting')}>
            {t('waiting.all_groups')}
          </ButtonLink>
        )}
      </p>
      {groups.others.length > 0 && <GroupList page={page} groups={groups.others} />}
      {groups.open.map((group) => (
        <GroupForm
          key={group.key}
          group={group}
          methods={page.methods}
          staff={page.staff}
          alone={groups.alone}
          now={page.now}
          answer={answer?.group === group.key ? answer : null}
        />
      ))}
    </div>
  );
}

type Group = WaitingGroups['others'][number];

function GroupList({ page, groups }: { page: ShipmentsPage; groups: Group[] }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const name = useGroupName(page.staff);
  const columns: Column<Group>[] = [
    { key: 'group', header: t('waiting.location'), primary: true, cell: name, className: 'md:w-3/5!' },
    {
      key: 'count',
      header: t('waiting.count'),
      cell: (group) => format.number(group.count),
      cardLabel: t('waiting.count'),
      align: 'end',
    },
    {
      key: 'since',
      header: t('waiting.since'),
      cell: (group) => <Moment at={group.since} now={page.now} />,
      cardLabel: t('waiting.since'),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('waiting.groups_caption')}
        columns={columns}
        rows={groups}
        rowKey={({ key }) => key}
        rowTo={({ key }) => tabPath('waiting', { group: key })}
        empty={null}
      />
      {groups.length >= 50 && (
        <p className="text-muted">{t('waiting.more_groups', { count: groups.length })}</p>
      )}
    </>
  );
}
