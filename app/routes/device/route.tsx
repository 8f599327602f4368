import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { isStaff } from '~/domain/auth/rules';
import { coverOfDevice } from '~/domain/contracts/cover.server';
import { formatImei } from '~/domain/devices/rules';
import { getDevice } from '~/domain/orders/device-history.server';
import { runningWarranty } from '~/domain/orders/device-rules';
import { CoverNote } from '~/parts/cover-note';
import { Day } from '~/parts/day';
import { RepairMarks } from '~/parts/device-notes';
import { OrderStatus } from '~/parts/status';
import { idOf } from '~/platform/http/id-param';
import { notFound } from '~/platform/http/responses.server';
import { CopyText } from '~/ui/copy-text';
import { type Column, DataTable } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { RelativeTime } from '~/ui/relative-time';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idOf(args.params.id);
  const cover = await coverOfDevice(viewer, id);
  const device = id === null ? null : await getDevice(viewer, id, cover.length > 0);
  if (!device) throw notFound();
  return {
    ...device,
    cover,
    covering: runningWarranty(device.orders, new Date()),
    forOthers: viewer.role !== 'customer',
    back: isStaff(viewer) ? '/devices' : '/orders',
  };
}

type Row = Awaited<ReturnType<typeof loader>>['orders'][number];

export default function DevicePage() {
  const { t } = useTranslation(['intake', 'orders', 'common']);
  const format = useFormat();
  const { name, imei, serial, orders, cover, covering, forOthers, back } = useLoaderData<typeof loader>();
  const day = (at: Date) => (
    <span suppressHydrationWarning>
      <RelativeTime iso={at.toISOString()} relative={format.date(at)} exact={format.dateTime(at)} />
    </span>
  );
  const columns: Column<Row>[] = [
    {
      key: 'order',
      header: t('devices.order'),
      cell: ({ number }) => <span className="tabular">{number}</span>,
      primary: true,
    },
    {
      key: 'status',
      header: t('devices.status'),
      cell: ({ kind, status }) => <OrderStatus kind={kind} status={status} />,
      cardCorner: true,
    },
    {
      key: 'placed',
      header: t('devices.placed'),
      cell: ({ placedAt }) => day(placedAt),
      cardLabel: t('devices.placed'),
    },
    {
      key: 'completed',
      header: t('devices.completed'),
      cell: ({ completedAt }) => (completedAt ? day(completedAt) : '–'),
      cardLabel: t('devices.completed'),
    },
    ...(forOthers
      ? [
          {
            key: 'customer',
            header: t('devices.customer'),
            cell: ({ customer }: Row) => customer,
            cardLabel: t('devices.customer'),
            truncate: true,
          },
        ]
      : []),
    {
      key: 'problem',
      header: t('devices.problem'),
      cell: ({ problem }) => problem.slice(0, 200),
      truncate: true,
      cardLabel: t('devices.problem'),
    },
    {
      key: 'marks',
      header: t('devices.marks'),
      cell: ({ repeatOf, coveredBy, warrantyUntil }) => (
        <div className="flex flex-col gap-1 text-xs whitespace-normal empty:hidden">
          <RepairMarks repeatOf={repeatOf} coveredBy={coveredBy} />
          {warrantyUntil && (
            <p>
              {t('device.warranty_until')} <Day on={warrantyUntil} />
            </p>
          )}
        </div>
      ),
    },
  ];
  const identifier = imei ?? serial;
  return (
    <>
      <PageHeader
        back={{ to: back, label: t(back === '/devices' ? 'devices.back' : 'orders:form.back') }}
        title={name}
        subtitle={
          identifier ? (
            <>
              {imei ? 'IMEI' : t('orders:serial')}{' '}
              <CopyText
                value={imei ? formatImei(imei) : identifier}
                label={t('common:copy')}
                copiedLabel={t('common:copied')}
              />
            </>
          ) : (
            t('devices.unidentified')
          )
        }
      />
      {cover.length > 0 && (
        <div className="mb-4 flex flex-col gap-3">
          <CoverNote cover={cover} />
        </div>
      )}
      {covering && (
        <div className="mb-4">
          <Notice tone="info" title={t('device.covered')}>
            {t('device.covered_until', { number: covering.number })} <Day on={covering.until} />
          </Notice>
        </div>
      )}
      <h2 className="mb-2 text-base">{t('devices.history')}</h2>
      <DataTable
        caption={t('devices.history')}
        columns={columns}
        rows={orders}
        rowKey={({ number }) => number}
        rowTo={({ number }) => `/orders/${number}`}
        empty={null}
      />
    </>
  );
}
