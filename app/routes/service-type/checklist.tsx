import { ListChecks, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ItemKind } from '~/domain/partners/rules';
import { useSetupColumns } from '~/parts/setup-list';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';

type Row = {
  id: number;
  label: string;
  kind: ItemKind;
  required: boolean;
  position: number;
  active: boolean;
};

/** The questions of a kind of service. */
export function Checklist({ typeId, items }: { typeId: number; items: Row[] }) {
  const { t } = useTranslation('partners');
  const column = useSetupColumns();
  const path = `/admin/service-types/${typeId}/items`;
  const add = (
    <ButtonLink to={`${path}/new`} icon={<Plus size={16} aria-hidden />}>
      {t('type.add_item')}
    </ButtonLink>
  );
  const columns: Column<Row>[] = [
    column.name(t('type.question')),
    column.plain('kind', t('item.kind'), (row) => t(`item.kinds.${row.kind}`)),
    column.plain('required', t('item.required'), (row) => row.required),
    column.plain('position', t('types.position'), (row) => row.position),
    column.active(t('types.active')),
  ];
  return (
    <section id="checklist" className="mt-10 scroll-mt-20">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-base">{t('type.checklist')}</h2>
          <p className="text-muted">{t('type.checklist_text')}</p>
        </div>
        {items.length > 0 && add}
      </div>
      <DataTable
        caption={t('type.checklist')}
        columns={columns}
        rows={items}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `${path}/${id}`}
        empty={<EmptyState icon={<ListChecks />} title={t('type.no_items')} action={add} />}
      />
    </section>
  );
}
