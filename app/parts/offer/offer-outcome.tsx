import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import type { Tone } from '~/ui/tone';

/** How an offer stands, in words that say what that means and what comes next. */
export function OfferOutcome({ offer, just }: { offer: OfferDetail; just: boolean }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { decision, state, validUntil, times } = offer;
  const said = decision && { name: decision.name, email: decision.email, at: format.dateTime(decision.at) };
  const waits = decision?.outcome === 'accepted' && (state === 'sent' || state === 'viewed');
  const tones: Partial<Record<typeof state, Tone>> = {
    accepted: 'success',
    declined: 'danger',
    expired: 'danger',
    draft: 'neutral',
    withdrawn: 'neutral',
  };
  const date = format.date(state === 'withdrawn' && times.ended ? times.ended : validUntil);
  const key = waits ? 'waiting' : state;
  return (
    <div suppressHydrationWarning>
      <Notice
        tone={waits ? 'progress' : (tones[state] ?? 'waiting')}
        role={just ? 'status' : undefined}
        title={t(`outcome.${key}.title`, { date })}
      >
        <p>{t(`outcome.${key}.text`, { date })}</p>
        {said && (
          <p>{t(decision.outcome === 'accepted' ? 'outcome.agreed_by' : 'outcome.declined_by', said)}</p>
        )}
        {decision?.reason && (
          <p className="whitespace-pre-wrap wrap-anywhere">
            {t('outcome.reason', { reason: decision.reason })}
          </p>
        )}
        {offer.needsOperator && state !== 'accepted' && (
          <p>{t(offer.operatorAgreed ? 'outcome.operator_agreed' : 'outcome.needs_operator')}</p>
        )}
      </Notice>
    </div>
  );
}
