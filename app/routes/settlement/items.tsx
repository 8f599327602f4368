import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Money } from '~/parts/settlement-words';
import { type Column, DataTable } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { Settlement } from './settlement';

/** The orders of a settlement as they were frozen, and what they come to. */
export function Items({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { items, currency, totals } = settlement;
  const rate = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 2 });
  const columns: Column<Settlement['items'][number]>[] = [
    {
      key: 'spId',
      header: t('item.sp_id'),
      cell: ({ spId, order }) => (
        <Link to={`/orders/${order}`} className="text-link tabular whitespace-nowrap">
          {spId}
        </Link>
      ),
    },
    {
      key: 'description',
      header: t('item.description'),
      cell: ({ description }) => description,
      cardLabel: t('item.description'),
      className: 'md:w-1/2!',
    },
    {
      key: 'executed',
      header: t('item.executed'),
      cell: ({ executedAt }) => (
        <span className="whitespace-nowrap" suppressHydrationWarning>
          {format.date(executedAt)}
        </span>
      ),
      cardLabel: t('item.executed'),
    },
    {
      key: 'vat',
      header: t('item.vat'),
      cell: ({ vatBasisPoints }) => (
        <span className="tabular" suppressHydrationWarning>
          {rate.format(vatBasisPoints / 10_000)}
        </span>
      ),
      cardLabel: t('item.vat'),
      align: 'end',
    },
    {
      key: 'fee',
      header: t('item.fee'),
      cell: ({ feeMinor }) => <Money minor={feeMinor} currency={currency} />,
      cardLabel: t('item.fee'),
      align: 'end',
    },
  ];
  const sums = [
    { key: 'net', label: t('totals.net'), minor: totals.net },
    ...totals.vat.map(({ rate: basisPoints, vat }) => ({
      key: `vat ${basisPoints}`,
      label: t('totals.vat_rate', { rate: rate.format(basisPoints / 10_000) }),
      minor: vat,
    })),
    { key: 'gross', label: t('totals.gross'), minor: totals.gross },
  ];
  return (
    <Panel title={t('page.items', { count: items.length })}>
      <DataTable
        caption={t('page.items', { count: items.length })}
        columns={columns}
        rows={items}
        rowKey={({ spId }) => spId}
        empty={null}
      />
      <dl className="ml-auto grid max-w-88 gap-1 pt-4 md:pr-4">
        {sums.map(({ key, label, minor }) => (
          <div
            key={key}
            className={
              key === 'gross'
                ? 'flex justify-between gap-4 border-t border-line pt-2 font-semibold'
                : 'flex justify-between gap-4'
            }
          >
            <dt suppressHydrationWarning>{label}</dt>
            <dd>
              <Money minor={minor} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
