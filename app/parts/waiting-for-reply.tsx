import { useTranslation } from 'react-i18next';
import type { WaitingForReply as Waiting } from '~/domain/messages/waiting.server';
import { useFormat } from '~/ui/format';
import { StatusBadge } from '~/ui/status-badge';

const HOUR = 60;
/** From so many hours on minutes say nothing any more. */
const HOURS_ONLY = 10;

/** How long somebody has been waiting for an answer, counted in opening hours; since when on hover. */
export function WaitingForReply({ since, minutes }: Waiting) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const unit = (value: number, of: 'hour' | 'minute') =>
    new Intl.NumberFormat(format.locale, { style: 'unit', unit: of, unitDisplay: 'short' }).format(value);
  const hours = Math.floor(minutes / HOUR);
  const rest = minutes % HOUR;
  const time =
    hours === 0
      ? unit(rest, 'minute')
      : rest === 0 || hours >= HOURS_ONLY
        ? unit(hours, 'hour')
        : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
  return (
    <span title={t('conversation.waiting_since', { when: format.dateTime(since) })} suppressHydrationWarning>
      <StatusBadge tone="waiting">
        {minutes === 0 ? t('conversation.waiting_closed') : t('conversation.waiting', { time })}
      </StatusBadge>
    </span>
  );
}
