import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ScanInDetail, ScanRow, UnexpectedRow } from '~/domain/shipments/receive-queries.server';
import { SCAN_VIEWS, type ScanView } from '~/domain/shipments/scan-rules';
import { OrderStatus } from '~/parts/status';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { Pagination } from '~/ui/pagination';
import { RelativeTime } from '~/ui/relative-time';
import { SubmitButton } from '~/ui/submit-button';
import { Tabs } from '~/ui/tabs';
import { UndoButton } from './undo-button';

type Props = { scanIn: ScanInDetail; view: ScanView; page: number; pageSize: number };

/** The devices: those that are missing, are here, or came unannounced; one part at a time. */
export function ScanRows({ scanIn, view, page, pageSize }: Props) {
  const { t } = useTranslation(['shipments', 'orders']);
  const open = scanIn.status === 'confirmed';
  const to = (name: ScanView, at = 0) =>
    `/receive/${scanIn.number}?view=${name}${at > 0 ? `&page=${at + 1}` : ''}`;
  const total = scanIn.tally[view];
  const last = Math.min(total, (page + 1) * pageSize);
  return (
    <section aria-label={t('receive.devices')} className="flex flex-col gap-3">
      <Tabs
        label={t('receive.devices')}
        items={SCAN_VIEWS.map((name) => ({
          to: to(name),
          label: t(`receive.count.${name}`),
          count: scanIn.tally[name],
          active: name === view,
        }))}
      />
      {view === 'unexpected' ? (
        <UnexpectedRows rows={scanIn.unexpected} open={open} />
      ) : (
        <ExpectedRows rows={scanIn.rows} view={view} open={open} />
      )}
      {view !== 'unexpected' && total > pageSize && (
        <Pagination
          {...(page > 0 ? { previousTo: to(view, page - 1) } : {})}
          {...(last < total ? { nextTo: to(view, page + 1) } : {})}
          labels={{
            nav: t('receive.pages'),
            previous: t('receive.previous'),
            next: t('receive.next'),
          }}
          summary={t('receive.range', { from: page * pageSize + 1, to: last, count: total })}
        />
      )}
    </section>
  );
}

function ExpectedRows({ rows, view, open }: { rows: ScanRow[]; view: 'missing' | 'here'; open: boolean }) {
  const { t } = useTranslation(['shipments', 'intake']);
  const format = useFormat();
  const columns: Column<ScanRow>[] = [
    {
      key: 'number',
      header: t('receive.order'),
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
    },
    {
      key: 'device',
      header: t('receive.device'),
      truncate: true,
      cell: (row) => (
        <>
          {row.device}
          {row.identifier && <span className="tabular block text-xs text-muted">{row.identifier}</span>}
        </>
      ),
    },
    {
      key: 'customer',
      header: t('receive.customer'),
      from: 'xl',
      truncate: true,
      cell: (row) => row.customer,
    },
    {
      key: 'accessories',
      header: t('receive.accessories'),
      from: 'xl',
      truncate: true,
      cardLabel: t('receive.accessories'),
      cell: (row) => row.accessories || '–',
    },
    {
      key: 'parcel',
      header: t('receive.parcel_short'),
      align: 'end',
      cardLabel: t('receive.parcel_short'),
      cell: (row) => row.parcel ?? '–',
    },
    view === 'missing'
      ? {
          key: 'mark',
          header: <span className="sr-only">{t('receive.action')}</span>,
          cell: (row) => <Mark row={row} />,
        }
      : {
          key: 'since',
          header: t('receive.since'),
          cell: (row) => (
            <span className="flex flex-wrap items-center justify-between gap-2">
              {row.scannedAt && (
                <span className="text-xs text-muted">
                  {row.scannedBy ? `${row.scannedBy} · ` : ''}
                  <RelativeTime
                    iso={row.scannedAt.toISOString()}
                    relative={format.relative(row.scannedAt)}
                    exact={format.dateTime(row.scannedAt)}
                  />
                </span>
              )}
              <Link
                to={`/orders/${row.number}/intake`}
                className="text-link"
                aria-label={`${t('intake:panel.begin')}: ${row.number}`}
              >
                {t('intake:panel.begin')}
              </Link>
              {open && row.scanId !== null && <UndoButton scanId={row.scanId} what={row.number} />}
            </span>
          ),
        },
  ];
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => row.number}
      rowTo={(row) => `/orders/${row.number}`}
      caption={t(`receive.count.${view}`)}
      empty={<EmptyState title={t(`receive.empty.${view}`)} text={t(`receive.empty_text.${view}`)} />}
    />
  );
}

function Mark({ row }: { row: ScanRow }) {
  const { t } = useTranslation('shipments');
  return (
    <Form method="post" preventScrollReset className="flex justify-end">
      <input type="hidden" name="intent" value="mark" />
      <input type="hidden" name="item" value={row.id} />
      <SubmitButton size="small" variant="secondary" aria-label={t('receive.mark_of', { order: row.number })}>
        {t('receive.mark')}
      </SubmitButton>
    </Form>
  );
}

function UnexpectedRows({ rows, open }: { rows: UnexpectedRow[]; open: boolean }) {
  const { t } = useTranslation('shipments');
  const columns: Column<UnexpectedRow>[] = [
    {
      key: 'order',
      header: t('receive.order'),
      primary: true,
      cell: (row) => <span className="tabular">{row.order?.number ?? row.code}</span>,
    },
    {
      key: 'why',
      header: t('receive.why'),
      truncate: true,
      cell: (row) => (
        <>
          {row.order?.device}
          <span className="block text-xs text-muted">{t(`receive.unexpected_why.${row.why}`)}</span>
        </>
      ),
    },
    {
      key: 'status',
      header: t('receive.state'),
      cardCorner: true,
      cell: (row) => row.order && <OrderStatus kind={row.order.kind} status={row.order.status} />,
    },
    {
      key: 'undo',
      header: <span className="sr-only">{t('receive.action')}</span>,
      cell: (row) => open && <UndoButton scanId={row.id} what={row.code} />,
    },
  ];
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.id)}
      caption={t('receive.count.unexpected')}
      empty={<EmptyState title={t('receive.empty.unexpected')} text={t('receive.empty_text.unexpected')} />}
    />
  );
}
