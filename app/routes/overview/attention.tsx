import { Link } from '@remix-run/react';
import { FilePen, FileText, MessageCircle, MessageCircleQuestion, PackageSearch, Truck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/cx';
import { useFormat } from '~/ui/format';
import type { Overview } from './load-overview.server';

type Name = keyof Overview['attention'];

const ICONS: Record<Name, ReactNode> = {
  drafts: <FilePen size={16} />,
  quotes: <FileText size={16} />,
  decisions: <MessageCircleQuestion size={16} />,
  unread: <MessageCircle size={16} />,
  waiting: <Truck size={16} />,
  differences: <PackageSearch size={16} />,
};

/** What waits for the reader: counts that lead to their lists. */
export function Attention({ overview }: { overview: Overview }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const { attention, limits, difference, role } = overview;
  const to: Record<Name, string> = {
    quotes: '/quotes',
    decisions: '/orders?status=awaiting_decision',
    unread: '/orders?unread=1',
    differences: difference ? `/shipments/${difference}` : '/shipments?tab=arrived',
    waiting: '/shipments?tab=waiting',
    drafts: '/orders?status=draft',
  };
  const names = (Object.keys(to) as Name[]).filter((name) => {
    // Most decisions are on quotes; the others are shown where there are any.
    if (name === 'decisions') return attention.decisions > 0;
    return name !== 'drafts' || role === 'reseller';
  });
  const most: Partial<Record<Name, number>> = limits;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="mb-2 text-sm">
        {t(role === 'reseller' ? 'attention.title' : 'attention.title_all')}
      </h2>
      <ul className="grid grid-cols-2 gap-2 sm:gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {names.map((name) => {
          const count = attention[name];
          const capped = count === most[name] ? '+' : '';
          return (
            <li key={name} className="min-w-0">
              <Link
                to={to[name]}
                className="flex h-full flex-col gap-1 rounded-md border border-line bg-surface px-3 py-3 shadow-flat hover:border-line-strong hover:bg-sunken sm:px-4"
              >
                <span
                  className={cx(
                    'flex items-center justify-between',
                    count > 0 ? 'text-accent-text' : 'text-muted',
                  )}
                >
                  <span className="text-xl font-semibold tabular-nums">
                    {format.number(count)}
                    {capped}
                  </span>
                  <span aria-hidden="true">{ICONS[name]}</span>
                </span>
                <span className="text-soft">{t(`attention.${name}`, { count })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
