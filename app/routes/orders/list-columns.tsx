import { useTranslation } from 'react-i18next';
import type { Sort } from '~/domain/orders/list.server';
import { isFinal } from '~/domain/orders/rules';
import { OrderStatus } from '~/parts/status';
import { CopyText } from '~/ui/copy-text';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { SortHeader } from '~/ui/sort-header';
import { type ListState, sortPath } from './list-url';
import type { OrderList } from './load-list.server';

type Row = OrderList['page']['rows'][number];

/** Several identifiers in one cell: the first to copy, the others counted and told on hover. */
function Identifiers({ values, label }: { values: string[]; label: string }) {
  const { t } = useTranslation();
  const [first, ...others] = values;
  if (first === undefined) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-2">
      <CopyText value={first} label={label} copiedLabel={t('copied')} />
      {others.length > 0 && (
        <span className="text-xs text-muted" title={others.join(', ')}>
          +{others.length}
        </span>
      )}
    </span>
  );
}

function Moment({ at, now }: { at: Date | string; now: number }) {
  const format = useFormat();
  const iso = new Date(at).toISOString();
  return (
    <span className="text-soft">
      <RelativeTime iso={iso} relative={format.relative(at, now)} exact={format.dateTime(at)} />
    </span>
  );
}

function Due({ row, now }: { row: Row; now: number }) {
  const { t } = useTranslation('orders');
  if (!row.dueAt || isFinal(row.kind, row.status)) return null;
  if (new Date(row.dueAt).getTime() >= now) return <Moment at={row.dueAt} now={now} />;
  return (
    <span className="font-medium whitespace-nowrap text-danger-text [&_.text-soft]:text-danger-text">
      {t('list.overdue')} <Moment at={row.dueAt} now={now} />
    </span>
  );
}

function Device({ row }: { row: Row }) {
  const { t } = useTranslation('orders');
  const identifier = row.imei ?? row.serial;
  return (
    <span className="flex min-w-0 flex-col max-md:items-start">
      <span className="truncate">{row.deviceName || t('list.no_device')}</span>
      {identifier && <span className="tabular truncate text-xs text-muted">{identifier}</span>}
    </span>
  );
}

/** The columns of the list for its reader: customers see whose order it is and staff see where, unless it is all the same. */
export function useColumns({ state, role, locations, now }: OrderList): Column<Row>[] {
  const { t } = useTranslation('orders');
  const { t: common } = useTranslation();
  const title = (key: ColumnKey) => t(`list.columns.${key}`);
  const titled = (key: ColumnKey) => ({ key, header: title(key), cardLabel: title(key) });
  const sortable = (key: ColumnKey, sort: Sort) => ({
    ...titled(key),
    ...sortHeader(state, sort, title(key)),
  });
  const identifiers = (key: ColumnKey, values: (row: Row) => string[]): Column<Row> => ({
    ...titled(key),
    cell: (row) =>
      values(row).length > 0 ? <Identifiers values={values(row)} label={common('copy')} /> : null,
  });
  const columns: (Column<Row> | false)[] = [
    {
      ...titled('number'),
      cardLabel: undefined,
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
      aside: (row) => (
        <CopyText value={row.number} label={t('list.copy_number')} copiedLabel={common('copied')} iconOnly />
      ),
    },
    {
      ...titled('status'),
      cardLabel: undefined,
      cardCorner: true,
      cell: (row) => <OrderStatus kind={row.kind} status={row.status} />,
    },
    { ...sortable('device', 'device'), truncate: true, cell: (row) => <Device row={row} /> },
    role !== 'customer' && { ...titled('customer'), truncate: true, cell: (row) => row.customerName },
    identifiers('customer_reference', (row) => row.customerReferences),
    identifiers('internal_reference', (row) => row.internalReferences),
    identifiers('tracking', (row) => row.trackingNumbers),
    (role === 'administrator' || role === 'technician') &&
      locations.length > 1 && { ...titled('location'), from: 'xl', cell: (row) => row.locationName },
    { ...sortable('created', 'created'), cell: (row) => <Moment at={row.createdAt} now={now} /> },
    {
      ...sortable('updated', 'updated'),
      from: 'xl',
      cell: (row) => <Moment at={row.statusSince} now={now} />,
    },
    state.tab !== 'completed' && { ...sortable('due', 'due'), cell: (row) => <Due row={row} now={now} /> },
  ];
  return columns.filter((column) => column !== false);
}

type ColumnKey =
  | 'number'
  | 'status'
  | 'device'
  | 'customer'
  | 'customer_reference'
  | 'internal_reference'
  | 'tracking'
  | 'location'
  | 'created'
  | 'updated'
  | 'due';

function sortHeader(state: ListState, sort: Sort, title: string) {
  const direction = state.direction === 'asc' ? ('ascending' as const) : ('descending' as const);
  const sorted = state.sort === sort ? direction : undefined;
  return {
    sorted,
    header: (
      <SortHeader to={sortPath(state, sort)} sorted={sorted}>
        {title}
      </SortHeader>
    ),
  };
}
