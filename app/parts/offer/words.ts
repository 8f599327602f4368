import { useTranslation } from 'react-i18next';
import type { OfferState } from '~/domain/contracts/rules';
import type { ShownLine } from '~/domain/contracts/shown';
import { formatMoney } from '~/platform/money';
import { useFormat } from '~/ui/format';
import type { Tone } from '~/ui/tone';

const TONES: Record<OfferState, Tone> = {
  draft: 'neutral',
  sent: 'waiting',
  viewed: 'waiting',
  accepted: 'success',
  declined: 'danger',
  withdrawn: 'neutral',
  expired: 'danger',
};

/** The words of offers in the reader's language; amounts in minor units. */
export function useOfferWords(currency: string) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  return {
    amount: (minor: number) => formatMoney(minor, currency, format.locale),
    percent: (basisPoints: number) => `${format.number(basisPoints / 100)} %`,
    tone: (state: OfferState) => TONES[state],
    /** What a service plan is bound to, in a sentence. */
    terms: ({ termMonths, renews, renewalMonths, noticeDays }: NonNullable<ShownLine['plan']>) =>
      renews
        ? t('plan.terms_renewing', { count: termMonths, renewal: renewalMonths, days: noticeDays })
        : t('plan.terms_ending', { count: termMonths }),
  };
}
