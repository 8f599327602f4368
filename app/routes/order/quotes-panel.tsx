import { Link } from '@remix-run/react';
import { FilePen, FilePlus2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderQuotes, QuoteRow } from '~/domain/quotes/queries.server';
import { QuoteStateBadge } from '~/parts/quote/quote-state';
import { useQuoteWords } from '~/parts/quote/words';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

type Props = { number: string; quotes: OrderQuotes };

/** The quote that waits for the reader's decision, above everything else; nothing for others. */
export function QuoteToDecide({ quotes: { quotes, mayDecide } }: Pick<Props, 'quotes'>) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const open = quotes.find(({ state, validUntil }) => state === 'sent' && validUntil.getTime() > Date.now());
  const words = useQuoteWords(open?.currency ?? 'CHF');
  if (!open || !mayDecide) return null;
  const gross = open.gross === null ? '' : words.amount(open.gross);
  return (
    <div className="mb-4" suppressHydrationWarning>
      <Notice
        tone="waiting"
        title={t('panel.open_title', { number: open.number })}
        actions={
          <ButtonLink to={`/quotes/${open.number}`} variant="primary">
            {t('panel.decide')}
          </ButtonLink>
        }
      >
        {t('panel.open_text', {
          count: open.options,
          options: open.options,
          gross,
          date: format.date(open.validUntil),
        })}
      </Notice>
    </div>
  );
}

/** Every version of the order's quote; the operator's people write the next one. */
export function QuotesPanel({ number, quotes: { quotes, mayWrite } }: Props) {
  const { t } = useTranslation('quotes');
  if (quotes.length === 0 && !mayWrite) return null;
  const draft = quotes.find(({ state }) => state === 'draft');
  const edit = `/orders/${number}/quote`;
  return (
    <Panel id="quotes" title={t('panel.title')}>
      {quotes.length === 0 ? (
        <p className="text-muted">{t('panel.none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {quotes.map((quote) => (
            <Version key={quote.number} quote={quote} />
          ))}
        </ul>
      )}
      {mayWrite && (
        <div className="no-print mt-3">
          <ButtonLink
            to={edit}
            icon={draft ? <FilePen size={16} aria-hidden /> : <FilePlus2 size={16} aria-hidden />}
          >
            {t(draft ? 'panel.go_on' : quotes.length > 0 ? 'panel.revise' : 'panel.write')}
          </ButtonLink>
        </div>
      )}
    </Panel>
  );
}

function Version({ quote }: { quote: QuoteRow }) {
  const { t } = useTranslation('quotes');
  const words = useQuoteWords(quote.currency);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2 first:pt-0">
      <span className="min-w-0">
        <Link to={`/quotes/${quote.number}`} className="text-link tabular">
          {quote.number}
        </Link>{' '}
        <span className="text-muted">· {t('panel.line', { version: quote.version })}</span>
        {quote.gross !== null && quote.kind && (
          <span className="block text-muted" suppressHydrationWarning>
            {words.option({ kind: quote.kind, title: '' })}, {words.amount(quote.gross)}
          </span>
        )}
      </span>
      <QuoteStateBadge state={quote.state} />
    </li>
  );
}
