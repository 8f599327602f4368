import { useTranslation } from 'react-i18next';
import type { OfferState } from '~/domain/contracts/rules';
import { StatusBadge } from '~/ui/status-badge';
import { useOfferWords } from './words';

/** The state of an offer: its word in its colour. */
export function OfferStateBadge({ state, waits = false }: { state: OfferState; waits?: boolean }) {
  const { t } = useTranslation('contracts');
  const { tone } = useOfferWords('CHF');
  return (
    <StatusBadge tone={waits ? 'progress' : tone(state)}>
      {t(waits ? 'states.waiting' : `states.${state}`)}
    </StatusBadge>
  );
}
