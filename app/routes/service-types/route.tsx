import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listServiceTypes } from '~/domain/partners/service-types.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import type { Column } from '~/ui/data-table';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const types = await listServiceTypes();
  return {
    saved,
    types: types.map(({ id, nameEn, nameDe, code, position, active, _count }) => ({
      id,
      label: own(nameEn, nameDe),
      code,
      position,
      active,
      questions: _count.items,
    })),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['types'][number];

/** What service partners do on site. */
export default function ServiceTypes() {
  const { t } = useTranslation('partners');
  const { saved, types } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('types.name')),
    column.plain('code', t('types.code'), (row) => row.code),
    column.plain('questions', t('types.questions'), (row) => row.questions),
    column.plain('position', t('types.position'), (row) => row.position),
    column.active(t('types.active')),
  ];
  return (
    <SetupList
      words={t('types.list', { returnObjects: true })}
      path="/admin/service-types"
      icon={<Wrench />}
      columns={columns}
      rows={types}
      saved={saved}
    />
  );
}
