import type { QuoteState } from '~/domain/quotes/rules';
import { StatusBadge } from '~/ui/status-badge';
import { useQuoteWords } from './words';

/** The state of a quote: its word in its colour. */
export function QuoteStateBadge({ state }: { state: QuoteState }) {
  const { label, tone } = useQuoteWords('CHF').state(state);
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
