import { useTranslation } from 'react-i18next';
import type { MailStanding } from '~/domain/notifications/rules';
import { StatusBadge } from '~/ui/status-badge';

const TONES = { queued: 'info', deferred: 'waiting', sent: 'success', failed: 'danger' } as const;

/** Where a mail of the ledger stands. */
export function MailState({ state }: { state: MailStanding }) {
  const { t } = useTranslation('admin');
  return <StatusBadge tone={TONES[state]}>{t(`mailbox.states.${state}`)}</StatusBadge>;
}
