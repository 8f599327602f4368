import { useTranslation } from 'react-i18next';
import type { OptionKind, QuoteState } from '~/domain/quotes/rules';
import { formatMoney } from '~/platform/money';
import { useFormat } from '~/ui/format';
import type { Tone } from '~/ui/tone';

const TONES: Record<QuoteState, Tone> = {
  draft: 'neutral',
  sent: 'waiting',
  accepted: 'success',
  declined: 'danger',
  withdrawn: 'neutral',
  expired: 'danger',
  superseded: 'neutral',
};

/** The words of quotes in the reader's language; amounts in minor units. */
export function useQuoteWords(currency: string) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  return {
    amount: (minor: number) => formatMoney(minor, currency, format.locale),
    percent: (basisPoints: number) => `${format.number(basisPoints / 100)} %`,
    state: (state: QuoteState) => ({ label: t(`states.${state}`), tone: TONES[state] }),
    /** What an option is: its kind, and the words that its writer gave it. */
    option: ({ kind, title }: { kind: OptionKind; title: string }) =>
      [t(`kinds.${kind}`), title].filter(Boolean).join(' – '),
  };
}

/** The titles of the pages on which a quote is shown and decided on. */
export function useDecisionTitle() {
  const { t } = useTranslation('quotes');
  return {
    quote: (number: string) => t('title', { number }),
    decision: (agrees: boolean) => t(agrees ? 'confirm_title' : 'decline_title'),
  };
}
