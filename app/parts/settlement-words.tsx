import { useTranslation } from 'react-i18next';
import type { SettlementState } from '~/domain/billing/rules';
import { formatMoney } from '~/platform/money';
import { useFormat } from '~/ui/format';
import { StatusBadge } from '~/ui/status-badge';
import type { Tone } from '~/ui/tone';

const TONES: Record<SettlementState, Tone> = {
  open: 'waiting',
  invoiced: 'info',
  accepted: 'progress',
  paid: 'success',
  cancelled: 'danger',
};

/** The state of a settlement: its word in its colour. */
export function SettlementStateBadge({ state }: { state: SettlementState }) {
  const { t } = useTranslation('billing');
  return <StatusBadge tone={TONES[state]}>{t(`states.${state}`)}</StatusBadge>;
}

/** An amount in minor units, as the reader writes it. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  const { locale } = useFormat();
  return (
    <span className="tabular whitespace-nowrap" suppressHydrationWarning>
      {formatMoney(minor, currency, locale)}
    </span>
  );
}

/** Words for months. */
export function useMonth(): (month: string) => string {
  const { locale } = useFormat();
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (month) => format.format(new Date(`${month}-15T00:00:00Z`));
}
