import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listServiceTypes } from '~/domain/partners/service-types.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import { requestLanguage } from '~/platform/http/language.server';
import type { Column } from '~/ui/data-table';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const types = await listServiceTypes();
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    types: types.map(({ id, nameEn, nameDe, code, position, active, _count }) => ({
      id,
      label: locale === 'de' ? nameDe : nameEn,
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
