import { Link } from '@remix-run/react';
import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ITEMS_MAX } from '~/domain/billing/rules';
import { useMonth } from '~/parts/settlement-words';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import type { ShownAgain } from './create-from-form.server';
import type { SettlementsPage } from './load-settlements.server';
import { pathOf } from './paths';
import { SettleForm } from './settle-form';

type Props = {
  page: Pick<SettlementsPage, 'tab' | 'month' | 'partnerId' | 'page'>;
  toSettle: NonNullable<SettlementsPage['toSettle']>;
  again: ShownAgain | null;
  /** What was ticked before its person had to sign in again. */
  kept: { chosen: string[]; currency: string } | null;
};

/** A partner's executed orders that are not settled: a month is chosen with all of its orders, or they are ticked. */
export function ToSettle({ page, toSettle, again, kept }: Props) {
  const { t } = useTranslation('billing');
  const { groups, months, orders } = toSettle;
  if (months.length === 0)
    return (
      <div className="data-table-box">
        <EmptyState
          icon={<ReceiptText />}
          title={t('to_settle.empty_title')}
          text={t('to_settle.empty_text')}
        />
      </div>
    );
  return (
    <>
      <p className="max-w-160 text-soft">{t('to_settle.intro')}</p>
      <Months page={page} months={months} />
      {orders.length >= ITEMS_MAX && (
        <p className="text-muted">{t('to_settle.capped', { max: ITEMS_MAX })}</p>
      )}
      {groups.length > 1 && <p className="text-muted">{t('to_settle.currencies')}</p>}
      {groups.map((group) => {
        const before = [again, kept].find((one) => one?.currency === group.currency);
        return (
          <SettleForm
            key={`${group.currency}-${page.month}`}
            group={group}
            action={pathOf(page)}
            chosen={before?.chosen ?? (page.month === null ? [] : group.orders.map(({ number }) => number))}
            again={again?.currency === group.currency ? again : null}
          />
        );
      })}
    </>
  );
}

function Months({ page, months }: Pick<Props, 'page'> & { months: Props['toSettle']['months'] }) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const name = useMonth();
  const counts = new Map<string, number>();
  for (const { month, count } of months) counts.set(month, (counts.get(month) ?? 0) + count);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const choices = [
    { month: null, label: t('to_settle.all_months'), count: all },
    ...[...counts].map(([month, count]) => ({ month, label: name(month), count })),
  ];
  return (
    <nav aria-label={t('to_settle.months')}>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ month, label, count }) => (
          <li key={month ?? 'all'}>
            <Link
              to={pathOf(page, { month })}
              preventScrollReset
              aria-current={month === page.month ? 'true' : undefined}
              className="chip inline-flex min-h-8 items-center gap-2 px-3"
              data-set={month === page.month ? '' : undefined}
            >
              <span suppressHydrationWarning>{label}</span>
              <span className="tabular text-muted">{format.number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
