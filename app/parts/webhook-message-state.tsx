import { useTranslation } from 'react-i18next';
import type { ListedMessage } from '~/domain/webhooks/ledger.server';
import { StatusBadge } from '~/ui/status-badge';

const TONES = { queued: 'info', retrying: 'waiting', sent: 'success', failed: 'danger' } as const;

/** Where a message stands: waiting for its first try or a further one, sent, or given up. */
export function WebhookMessageState({ message }: { message: Pick<ListedMessage, 'state' | 'last'> }) {
  const { t } = useTranslation('webhooks');
  const state = message.state === 'queued' && message.last ? 'retrying' : message.state;
  return <StatusBadge tone={TONES[state]}>{t(`ledger.states.${state}`)}</StatusBadge>;
}
