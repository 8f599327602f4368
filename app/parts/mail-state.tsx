import { useTranslation } from 'react-i18next';
import { StatusBadge } from '~/ui/status-badge';

const TONES = { queued: 'waiting', sent: 'success', failed: 'danger' } as const;

/** Where a mail of the ledger stands. */
export function MailState({ state }: { state: string }) {
  const { t } = useTranslation('admin');
  const known = state === 'sent' || state === 'failed' ? state : 'queued';
  return <StatusBadge tone={TONES[known]}>{t(`mailbox.states.${known}`)}</StatusBadge>;
}
