import { useTranslation } from 'react-i18next';
import { Notice } from '~/ui/notice';
import type { Tone } from '~/ui/tone';
import type { Settlement } from './settlement';

const TONES: Record<Settlement['state'], Tone> = {
  open: 'info',
  invoiced: 'progress',
  accepted: 'progress',
  paid: 'success',
  cancelled: 'danger',
};

/** What the state means, and who acts next. */
export function NextStep({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation('billing');
  const { state, own, number, cancelReason } = settlement;
  const side = own ? 'partner' : 'operator';
  return (
    <Notice tone={TONES[state]} title={t(`next.${state}.title`)}>
      {state === 'cancelled' && cancelReason
        ? t('next.cancelled.reason', { reason: cancelReason })
        : t(`next.${state}.${side}`, { number })}
    </Notice>
  );
}
