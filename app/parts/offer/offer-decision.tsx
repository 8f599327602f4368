import { useTranslation } from 'react-i18next';
import type { OfferDetail } from '~/domain/contracts/offer-queries.server';
import { DecisionForm, type DecisionProps } from '~/parts/decision-form';
import { OfferLines } from './offer-lines';
import { useOfferWords } from './words';

type Props = DecisionProps & { offer: OfferDetail; outcome: 'accepted' | 'declined' };

/** What is ordered by an offer, or why it is declined, and by whom. */
export function OfferDecision({ offer: { shown }, outcome, ...decision }: Props) {
  const { t } = useTranslation('contracts');
  const { amount } = useOfferWords(shown.currency);
  const accepts = outcome === 'accepted';
  return (
    <DecisionForm
      {...decision}
      outcome={outcome}
      words={{
        reasonHelp: t('decide.reason_help'),
        emailHelp: accepts ? t('decide.email_help') : undefined,
        submit: accepts
          ? t('decide.accept_now', { amount: amount(shown.totals.gross) })
          : t('decide.decline_now'),
        back: t('decide.back'),
      }}
    >
      <OfferLines shown={shown} />
    </DecisionForm>
  );
}
