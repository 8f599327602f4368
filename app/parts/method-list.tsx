import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import type { Column } from '~/ui/data-table';

type MethodRow = {
  id: number;
  label: string;
  code: string;
  /** The carrier's name, or whether an address is asked for. */
  how: string | boolean;
  position: number;
  active: boolean;
};

type Props = {
  kind: 'shipping' | 'delivery';
  rows: MethodRow[];
  saved: boolean;
  icon: ReactNode;
};

/** The ways in which devices come, or go back. */
export function MethodList({ kind, rows, saved, icon }: Props) {
  const { t } = useTranslation('team');
  const column = useSetupColumns();
  const columns: Column<MethodRow>[] = [
    column.name(t('fields.name')),
    column.plain('code', t('methods.code'), (row) => row.code),
    column.plain('how', t(`${kind}.how`), (row) => row.how),
    column.plain('position', t('methods.position'), (row) => row.position),
    column.active(t('methods.active')),
  ];
  return (
    <SetupList
      words={t(kind, { returnObjects: true })}
      path={`/admin/${kind}-methods`}
      icon={icon}
      columns={columns}
      rows={rows}
      saved={saved}
    />
  );
}
