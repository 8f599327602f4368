import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listLocationsToSetUp } from '~/domain/orders/locations-setup.server';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import type { Column } from '~/ui/data-table';

export async function loader(args: LoaderFunctionArgs) {
  const { saved } = await requireSetup(args);
  return {
    saved,
    locations: await listLocationsToSetUp(),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['locations'][number];

/** Where devices are repaired. */
export default function Locations() {
  const { t } = useTranslation('team');
  const { saved, locations } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('fields.name')),
    column.plain('code', t('methods.code'), (row) => row.code),
    column.plain('city', t('companies.city'), (row) => row.city),
    column.plain('technicians', t('locations.technicians'), (row) => row.technicians),
    column.plain('open', t('companies.open'), (row) => row.open),
    column.active(t('locations.open_now')),
  ];
  return (
    <SetupList
      words={t('locations', { returnObjects: true })}
      path="/admin/locations"
      icon={<MapPin />}
      columns={columns}
      rows={locations}
      saved={saved}
    />
  );
}
