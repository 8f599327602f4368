import { Form, Link } from '@remix-run/react';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settlementTotals } from '~/domain/billing/rules';
import type { UnsettledOrder } from '~/domain/billing/unsettled.server';
import { Money } from '~/parts/settlement-words';
import { Button } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { useHydrated } from '~/ui/use-hydrated';
import type { ShownAgain } from './create-from-form.server';

type Order = Omit<UnsettledOrder, 'executedAt'> & { executedAt: string | Date };
type Props = {
  group: { currency: string; submissionKey: string; orders: Order[] };
  action: string;
  chosen: string[];
  again: ShownAgain | null;
};

/** The orders of one currency to tick, what they come to, and the button that settles them. */
export function SettleForm({ group, action, chosen, again }: Props) {
  const { t } = useTranslation('billing');
  const hydrated = useHydrated();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(chosen));
  const { currency, orders } = group;
  const picked = orders.filter(({ number }) => ticked.has(number));

  function toggle(number: string, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(number);
    else next.delete(number);
    setTicked(next);
  }

  return (
    <Panel title={t('to_settle.title', { currency })} flush>
      <Form method="post" action={action} aria-label={t('to_settle.title', { currency })}>
        <input type="hidden" name="submissionKey" value={group.submissionKey} />
        <input type="hidden" name="currency" value={currency} />
        <div className="flex flex-col gap-3 p-4">
          <Refused again={again} />
          {hydrated && (
            <Checkbox
              name="all"
              id={`all-${currency}`}
              label={t('to_settle.all', { count: orders.length })}
              checked={picked.length === orders.length}
              onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
                setTicked(new Set(target.checked ? orders.map(({ number }) => number) : []))
              }
            />
          )}
          <Orders
            orders={orders}
            currency={currency}
            ticked={ticked}
            onToggle={hydrated ? toggle : undefined}
          />
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line p-4">
          <Sum orders={picked} currency={currency} />
          <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:flex-col sm:ml-auto">
            {!hydrated && (
              <Button type="submit" name="intent" value="total">
                {t('to_settle.recount')}
              </Button>
            )}
            <SubmitButton>{t('to_settle.create')}</SubmitButton>
          </div>
        </div>
      </Form>
    </Panel>
  );
}

function Sum({ orders, currency }: { orders: Order[]; currency: string }) {
  const { t } = useTranslation('billing');
  const { net, gross } = settlementTotals(orders);
  const parts = [
    [t('totals.net'), net],
    [t('totals.vat'), gross - net],
    [t('totals.gross'), gross],
  ] as const;
  return (
    <div role="status" className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <strong>{t('to_settle.chosen', { count: orders.length })}</strong>
      {parts.map(([label, minor]) => (
        <span key={label}>
          <span className="text-muted">{label}</span> <Money minor={minor} currency={currency} />
        </span>
      ))}
    </div>
  );
}

/** Which orders cannot be settled, and where they stand. */
function Refused({ again }: { again: ShownAgain | null }) {
  const { t } = useTranslation('billing');
  if (again?.empty)
    return (
      <div role="alert">
        <Notice tone="danger" title={t('to_settle.none_chosen')} />
      </div>
    );
  if (!again || again.refused.length === 0) return null;
  return (
    <div role="alert">
      <Notice tone="danger" title={t('to_settle.refused', { count: again.refused.length })}>
        <ul className="mt-1">
          {again.refused.map(({ spId, settlement }) => (
            <li key={spId}>
              {settlement === null ? (
                t('to_settle.refused_gone', { spId })
              ) : (
                <>
                  {t('to_settle.refused_on', { spId })}{' '}
                  <Link to={`/settlements/${settlement}`} className="text-link">
                    {settlement}
                  </Link>
                </>
              )}
            </li>
          ))}
        </ul>
        <p className="mt-1">{t('to_settle.refused_text')}</p>
      </Notice>
    </div>
  );
}

type OrdersProps = {
  orders: Order[];
  currency: string;
  ticked: ReadonlySet<string>;
  onToggle: ((number: string, on: boolean) => void) | undefined;
};

function Orders({ orders, currency, ticked, onToggle }: OrdersProps) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const columns: Column<Order>[] = [
    {
      key: 'spId',
      header: t('item.sp_id'),
      cell: ({ number, spId }) => (
        <label className="flex items-center gap-2.5 py-1">
          <input
            type="checkbox"
            name={`order-${number}`}
            aria-label={t('to_settle.choose', { spId })}
            className="size-4 flex-none"
            {...(onToggle
              ? {
                  checked: ticked.has(number),
                  onChange: ({ target }: ChangeEvent<HTMLInputElement>) => onToggle(number, target.checked),
                }
              : { defaultChecked: ticked.has(number) })}
          />
          <span className="tabular whitespace-nowrap">{spId}</span>
        </label>
      ),
    },
    {
      key: 'order',
      header: t('item.order'),
      cell: ({ number, device }) => (
        <Link to={`/orders/${number}`} className="hover:underline">
          {device || number}
        </Link>
      ),
      cardLabel: t('item.order'),
      truncate: true,
    },
    {
      key: 'customer',
      header: t('item.customer'),
      cell: ({ customer, city }) => [customer, city].filter(Boolean).join(', '),
      cardLabel: t('item.customer'),
      truncate: true,
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
      key: 'fee',
      header: t('item.fee'),
      cell: ({ feeMinor }) => <Money minor={feeMinor} currency={currency} />,
      cardLabel: t('item.fee'),
      align: 'end',
    },
  ];
  return (
    <DataTable
      caption={t('to_settle.caption', { currency })}
      columns={columns}
      rows={orders}
      rowKey={({ number }) => number}
      empty={null}
    />
  );
}
