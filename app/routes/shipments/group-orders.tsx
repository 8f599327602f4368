import { Link } from '@remix-run/react';
import type { ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingOrder } from '~/domain/shipments/waiting.server';
import { Line, Lines, Moment } from '~/parts/order-table/cells';
import { type Column, DataTable } from '~/ui/data-table';

type Props = {
  orders: WaitingOrder[];
  caption: string;
  now: number;
  checked: (number: string) => boolean;
  onToggle?: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** Orders to tick. The number is the label of its box; the device leads to the order. */
export function GroupOrders({ orders, caption, now, checked, onToggle }: Props) {
  const { t } = useTranslation('shipments');
  const columns: Column<WaitingOrder>[] = [
    {
      key: 'number',
      header: t('waiting.number'),
      cell: ({ number }) => (
        <label className="flex items-center gap-2.5 py-1">
          <input
            type="checkbox"
            name="order"
            value={number}
            aria-label={t('waiting.choose_order', { number })}
            className="size-4 flex-none"
            {...(onToggle
              ? { checked: checked(number), onChange: onToggle }
              : { defaultChecked: checked(number) })}
          />
          <span className="tabular whitespace-nowrap">{number}</span>
        </label>
      ),
    },
    {
      key: 'device',
      header: t('waiting.device'),
      truncate: true,
      className: 'md:w-2/5!',
      cell: ({ number, deviceName, imei, serial }) => (
        <Lines>
          <Line label={t('waiting.device')}>
            <Link to={`/orders/${number}`} className="hover:underline">
              {deviceName}
            </Link>
          </Line>
          <Line label={t('waiting.identifier')} second>
            {imei ?? serial ?? null}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'customer',
      header: t('waiting.customer'),
      truncate: true,
      cell: ({ customer, customerReferences }) => (
        <Lines>
          <Line label={t('waiting.customer')}>{customer.name}</Line>
          <Line label={t('waiting.reference')} second>
            {customerReferences.join(', ') || null}
          </Line>
        </Lines>
      ),
    },
    {
      key: 'confirmed',
      header: t('waiting.confirmed'),
      cell: ({ confirmedAt }) => (
        <Line label={t('waiting.confirmed')}>{confirmedAt && <Moment at={confirmedAt} now={now} />}</Line>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={orders}
      rowKey={({ number }) => number}
      empty={null}
    />
  );
}
