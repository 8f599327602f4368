import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { formatImei } from '~/domain/devices/rules';
import { listDevices } from '~/domain/orders/device-list.server';
import { PageSearch } from '~/parts/page-search';
import { OrderStatus } from '~/parts/status';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { RelativeTime } from '~/ui/relative-time';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const params = new URL(args.request.url).searchParams;
  const q = (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100);
  return { q, ...(await listDevices(viewer, q, idOf(params.get('before')))) };
}

type Row = Awaited<ReturnType<typeof loader>>['rows'][number];

export default function Devices() {
  const { t } = useTranslation('intake');
  const format = useFormat();
  const { q, rows, next } = useLoaderData<typeof loader>();
  const columns: Column<Row>[] = [
    {
      key: 'identifier',
      header: t('devices.identifier'),
      cell: ({ imei, serial }) => (
        <span className="tabular">{imei ? formatImei(imei) : (serial ?? t('devices.unidentified'))}</span>
      ),
      primary: true,
    },
    { key: 'name', header: t('devices.name'), cell: ({ name }) => name, truncate: true },
    {
      key: 'orders',
      header: t('devices.orders'),
      cell: ({ orders }) => format.number(orders),
      align: 'end',
      cardLabel: t('devices.orders'),
    },
    {
      key: 'last',
      header: t('devices.last'),
      cell: ({ last }) => last && <span className="tabular whitespace-nowrap">{last.number}</span>,
      cardLabel: t('devices.last'),
    },
    {
      key: 'status',
      header: t('devices.status'),
      cell: ({ last }) => last && <OrderStatus kind={last.kind} status={last.status} />,
      cardCorner: true,
    },
    {
      key: 'placed',
      header: t('devices.placed'),
      cell: ({ last }) =>
        last && (
          <span suppressHydrationWarning>
            <RelativeTime
              iso={last.createdAt.toISOString()}
              relative={format.relative(last.createdAt)}
              exact={format.dateTime(last.createdAt)}
            />
          </span>
        ),
      cardLabel: t('devices.placed'),
    },
  ];
  const nothing = q ? 'nothing' : 'empty';
  return (
    <>
      <PageHeader title={t('devices.title')} subtitle={t('devices.subtitle')} />
      <PageSearch
        action="/devices"
        q={q}
        words={{
          label: t('devices.search'),
          placeholder: t('devices.placeholder'),
          submit: t('devices.submit'),
          clear: t('devices.clear'),
        }}
        clearTo="/devices"
      />
      <DataTable
        caption={t('devices.caption')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `/devices/${id}`}
        empty={
          <EmptyState
            icon={<Smartphone />}
            title={t(`devices.${nothing}_title`)}
            text={t(`devices.${nothing}_text`)}
          />
        }
      />
      {next !== null && (
        <div className="mt-4">
          <ButtonLink to={`/devices?${new URLSearchParams({ ...(q && { q }), before: String(next) })}`}>
            {t('devices.more')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
