import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { HistoryMarks } from '~/domain/orders/device-rules';
import { Notice } from '~/ui/notice';
import { Day } from './day';

/** Orders by their numbers, each a link. */
function OrderLinks({ numbers }: { numbers: string[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {numbers.map((number) => (
        <Link key={number} to={`/orders/${number}`} className="text-link tabular">
          {number}
        </Link>
      ))}
    </span>
  );
}

/** Warns of orders for the same device that are open beside this one. */
export function OpenOrders({ numbers }: { numbers: string[] }) {
  const { t } = useTranslation('intake');
  if (numbers.length === 0) return null;
  return (
    <Notice tone="waiting" title={t('device.open_title', { count: numbers.length })}>
      <OrderLinks numbers={numbers} />
    </Notice>
  );
}

type Marks = Pick<HistoryMarks, 'repeatOf' | 'coveredBy'>;

/** That the device came back soon after a repair, and that its warranty still runs. */
export function RepairMarks({ repeatOf, coveredBy }: Marks) {
  const { t } = useTranslation('intake');
  return (
    <>
      {repeatOf && (
        <p>
          <strong className="font-semibold text-danger-text">{t('device.repeat')}</strong>{' '}
          {t('device.repeat_days', { count: repeatOf.days, number: repeatOf.number })}
        </p>
      )}
      {coveredBy && (
        <p>
          <strong className="font-semibold">{t('device.covered')}</strong>{' '}
          {t('device.covered_until', { number: coveredBy.number })} <Day on={coveredBy.until} />
        </p>
      )}
    </>
  );
}

/** The same in a list, in few words. */
export function DeviceWarning({
  warning,
}: {
  warning: { open: string | null; repeatOf: string | null } | null;
}) {
  const { t } = useTranslation('intake');
  if (!warning) return null;
  return (
    <span className="flex flex-col text-xs whitespace-normal">
      {warning.open && (
        <span className="text-waiting-text">{t('device.also_open', { number: warning.open })}</span>
      )}
      {warning.repeatOf && (
        <span className="text-danger-text">{t('device.repeat_after', { number: warning.repeatOf })}</span>
      )}
    </span>
  );
}
