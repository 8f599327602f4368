import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import type { Sort } from '~/domain/orders/list.server';
import { type ListState, sortPath } from '~/parts/list-url';
import { OrderStatus } from '~/parts/status';
import { CopyText } from '~/ui/copy-text';
import type { Column } from '~/ui/data-table';
import { SortHeader } from '~/ui/sort-header';
import { Due, dueOf, Identifiers, Line, Lines, Moment, type Row, Unread } from './cells';

interface OrderTable {
  /** The address by whose change the table is sorted; null where it stands in an order of its own. */
  state: ListState | null;
  role: Role;
  locations: readonly unknown[];
  now: number;
}

/** The columns of orders for their reader. A column has two lines, and its head names both. */
export function useColumns({ state, role, locations, now }: OrderTable): Column<Row>[] {
  const { t } = useTranslation('orders');
  const { t: common } = useTranslation();
  const head = (...titles: Title[]) => columnHead(state, titles);
  const name = {
    number: t('list.columns.number'),
    status: t('list.columns.status'),
    due: t('list.columns.due'),
    device: t('list.columns.device'),
    identifier: t('list.columns.identifier'),
    customer: t('list.columns.customer'),
    location: t('list.columns.location'),
    customerReference: t('list.columns.customer_reference'),
    internalReference: t('list.columns.internal_reference'),
    tracking: t('list.columns.tracking'),
    created: t('list.columns.created'),
    updated: t('list.columns.updated'),
  };
  const copying = (values: string[]) =>
    values.length > 0 ? <Identifiers values={values} label={common('copy')} /> : null;
  const several = (role === 'administrator' || role === 'technician') && locations.length > 1;
  const open = state?.tab !== 'completed';

  const columns: (Column<Row> | false)[] = [
    {
      key: 'number',
      ...head({ title: name.number }),
      primary: true,
      cell: (row) => <span className="tabular">{row.number}</span>,
      aside: (row) => (
        <>
          <CopyText
            value={row.number}
            label={t('list.copy_number')}
            copiedLabel={common('copied')}
            iconOnly
          />
          <Unread count={row.unread} />
        </>
      ),
    },
    {
      key: 'status',
      ...head({ title: name.status }, ...(open ? [{ title: name.due, sort: 'due' as const }] : [])),
      cardCorner: true,
      cell: (row) => {
        const due = dueOf(row);
        return (
          <span className="flex flex-col items-start gap-1">
            <OrderStatus kind={row.kind} status={row.status} />
            {due && (
              <span className="pl-2 text-xs whitespace-nowrap text-soft max-md:hidden">
                <Due row={row} at={due} now={now} />
              </span>
            )}
          </span>
        );
      },
    },
    {
      key: 'device',
      ...head({ title: name.device, sort: 'device' }, { title: name.identifier }),
      truncate: true,
      className: 'md:w-4/5!',
      cell: (row) => (
        <Lines>
          <Line label={name.device}>{row.deviceName || null}</Line>
          <Line label={name.identifier} second>
            {copying([row.imei ?? row.serial ?? ''].filter(Boolean))}
          </Line>
        </Lines>
      ),
    },
    role !== 'customer' && {
      key: 'customer',
      ...head({ title: name.customer }, ...(several ? [{ title: name.location }] : [])),
      truncate: true,
      cell: (row) => (
        <Lines>
          <Line label={name.customer}>{row.customerName}</Line>
          {several && (
            <Line label={name.location} second>
              {row.locationName}
            </Line>
          )}
        </Lines>
      ),
    },
    {
      key: 'references',
      ...head({ title: name.customerReference }, { title: name.internalReference }),
      className: 'md:max-w-36',
      cell: (row) => (
        <Lines>
          <Line label={name.customerReference}>{copying(row.customerReferences)}</Line>
          <Line label={name.internalReference} second>
            {copying(row.internalReferences)}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'tracking',
      ...head({ title: name.tracking }),
      className: 'md:max-w-33',
      cell: (row) => (
        <Lines>
          <Line label={name.tracking} second>
            {copying(row.trackingNumbers)}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'dates',
      ...head({ title: name.created, sort: 'created' }, { title: name.updated, sort: 'updated' }),
      cell: (row) => {
        const due = dueOf(row);
        return (
          <Lines>
            <Line label={name.created}>
              <Moment at={row.createdAt} now={now} />
            </Line>
            <Line label={name.updated} second>
              <Moment at={row.statusSince} now={now} />
            </Line>
            {due && (
              <span className="md:hidden">
                <Line label={name.due} second>
                  <Due row={row} at={due} now={now} />
                </Line>
              </span>
            )}
          </Lines>
        );
      },
    },
  ];
  return columns.filter((column) => column !== false);
}

type Title = { title: string; sort?: Sort };

/** The titles of a column's lines; those that sort are links, and all that remains of the head above cards. */
function columnHead(state: ListState | null, titles: Title[]): Pick<Column<Row>, 'header' | 'sorted'> {
  const direction = state?.direction === 'asc' ? ('ascending' as const) : ('descending' as const);
  const sorted = (sort: Sort | undefined) => (sort && sort === state?.sort ? direction : undefined);
  const lines: ReactNode[] = titles.map(({ title, sort }) =>
    sort && state ? (
      <SortHeader key={title} to={sortPath(state, sort)} sorted={sorted(sort)}>
        {title}
      </SortHeader>
    ) : (
      <span key={title} className="max-md:sr-only">
        {title}
      </span>
    ),
  );
  return {
    sorted: sorted(titles.find(({ sort }) => sorted(sort))?.sort),
    header: <span className="flex flex-col items-start max-md:flex-row max-md:gap-4">{lines}</span>,
  };
}
