import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import type { ShownEvent } from './route';

/** So many details stand open, the others on demand. */
const OPEN = 3;

/** The columns of the audit log: when, who, what, about what. */
export function useAuditColumns(): Column<ShownEvent>[] {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return [
    {
      key: 'what',
      header: t('columns.what'),
      primary: true,
      cell: (event) => <What event={event} />,
    },
    {
      key: 'at',
      header: t('columns.at'),
      cardLabel: t('columns.at'),
      cell: ({ at }) => (
        <time dateTime={at.toISOString()} className="tabular whitespace-nowrap">
          {format.dateTime(at)}
        </time>
      ),
    },
    {
      key: 'person',
      header: t('columns.person'),
      cardLabel: t('columns.person'),
      cell: ({ actor, email }) => (
        <span className="block whitespace-normal wrap-anywhere" title={email ?? undefined}>
          {actor ?? t('portal')}
        </span>
      ),
    },
    {
      key: 'about',
      header: t('columns.about'),
      cardLabel: t('columns.about'),
      cell: (event) => <About event={event} />,
    },
    {
      key: 'request',
      header: t('columns.request'),
      cardLabel: t('columns.request'),
      from: 'xl',
      cell: ({ requestId }) =>
        requestId && (
          <code className="text-xs text-muted" title={requestId}>
            {requestId.slice(0, 8)}
          </code>
        ),
    },
  ];
}

function What({ event: { what, details } }: { event: ShownEvent }) {
  const { t } = useTranslation('audit');
  const [open, folded] = [details.slice(0, OPEN), details.slice(OPEN)];
  return (
    <div className="max-w-160 font-normal whitespace-normal wrap-anywhere">
      <span className="font-medium">{what}</span>
      {open.length > 0 && <Details details={open} />}
      {folded.length > 0 && (
        <details>
          <summary className="text-sm text-muted">{t('more', { count: folded.length })}</summary>
          <Details details={folded} />
        </details>
      )}
    </div>
  );
}

function Details({ details }: Pick<ShownEvent, 'details'>) {
  const { t } = useTranslation('audit');
  const value = (text: string) => (text === '' ? t('nothing') : text);
  return (
    <ul className="text-sm text-soft">
      {details.map(({ field, from, to }) => (
        <li key={field}>
          {field}: {from === undefined ? value(to) : `${value(from)} → ${value(to)}`}
        </li>
      ))}
    </ul>
  );
}

function About({ event: { order, shipment, company, companyId, companyKind } }: { event: ShownEvent }) {
  const links = [
    order && ([`/orders/${encodeURIComponent(order)}`, order] as const),
    shipment && ([`/shipments/${encodeURIComponent(shipment)}`, shipment] as const),
  ].filter((link) => !!link);
  return (
    <span className="flex flex-col items-start">
      {links.map(([to, label]) => (
        <Link key={to} to={to} className="text-link tabular">
          {label}
        </Link>
      ))}
      {company && (
        <span className="whitespace-normal">
          {companyKind === 'customer' ? (
            <Link to={`/customers/${companyId}`} className="text-link">
              {company}
            </Link>
          ) : (
            company
          )}
        </span>
      )}
    </span>
  );
}
