import { useTranslation } from 'react-i18next';
import type { QuoteDetail } from '~/domain/quotes/queries.server';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import type { Tone } from '~/ui/tone';
import { useQuoteWords } from './words';

/** What has become of a quote: who decided what and when, or why nobody can any more. Nothing while it is open. */
export function QuoteOutcome({ quote, just }: { quote: QuoteDetail; just: boolean }) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const { decision, state, shown, endedAt } = quote;
  const words = useQuoteWords(shown.currency);
  const role = just ? ('status' as const) : undefined;
  if (decision) {
    const at = format.dateTime(decision.at);
    const said = { name: decision.name, email: decision.email, at };
    const title = decision.agreed
      ? t(`agreed.${decision.agreed.option.kind}`, { amount: words.amount(decision.agreed.totals.gross) })
      : t('declined');
    return (
      <div suppressHydrationWarning>
        <Notice tone={decision.agreed ? 'success' : 'danger'} role={role} title={title}>
          <p>{t(decision.automatic ? 'decided_automatically' : 'decided_by', said)}</p>
          {decision.reason && (
            <p className="whitespace-pre-wrap wrap-anywhere">
              {t('reason_was', { reason: decision.reason })}
            </p>
          )}
        </Notice>
      </div>
    );
  }
  if (state === 'draft' || state === 'sent') return null;
  const tone: Tone = state === 'expired' ? 'danger' : 'neutral';
  const date = format.date(state === 'expired' ? shown.validUntil : (endedAt ?? shown.validUntil));
  return (
    <div suppressHydrationWarning>
      <Notice tone={tone} role={role} title={t(`ended.${state as 'expired'}`, { date })}>
        {t(`ended_text.${state as 'expired'}`)}
      </Notice>
    </div>
  );
}
