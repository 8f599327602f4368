import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { statusRule } from '~/domain/orders/rules';
import { OrderStatus, useStatusWords } from '~/parts/status';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import type { Overview } from './load-overview.server';

/** What is late: how much, and the orders that are due longest. */
export function Late({ overview: { late, now } }: { overview: Overview }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const words = useStatusWords();
  if (late.total === 0)
    return (
      <Panel title={t('late.title')}>
        <p className="text-soft">{t('late.none')}</p>
      </Panel>
    );
  return (
    <Panel
      title={t('late.some', { count: late.total, total: format.number(late.total) })}
      flush
      actions={
        <Link to="/orders?due=overdue&sort=due-asc" className="text-link">
          {t('late.all')}
        </Link>
      }
    >
      <ul className="divide-y divide-line">
        {late.orders.map((order) => {
          const next = words.next(statusRule(order.kind, order.status).next);
          return (
            <li
              key={order.number}
              className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto] md:grid-cols-[auto_minmax(0,1fr)_13rem_16rem] md:items-center"
            >
              <Link
                to={`/orders/${order.number}`}
                className="tabular font-medium whitespace-nowrap hover:text-accent-text"
              >
                {order.number}
              </Link>
              <span className="truncate text-soft max-md:order-last max-sm:order-none sm:max-md:col-span-2">
                {order.device} · {order.customer}
              </span>
              <span>
                <OrderStatus kind={order.kind} status={order.status} />
              </span>
              <span className="text-xs text-danger-text max-md:order-last md:text-right">
                <RelativeTime
                  iso={new Date(order.dueAt).toISOString()}
                  relative={t('late.due', { time: format.relative(order.dueAt, now) })}
                  exact={format.dateTime(order.dueAt)}
                />
                {next && ` · ${next}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
