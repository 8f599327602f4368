import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import type { ShownMail } from './route';

const TONES = { started: 'neutral', sent: 'success', deferred: 'waiting', failed: 'danger' } as const;

/** Each try to hand a mail over, newest first, with the mail server's answer. */
export function Attempts({ attempts }: Pick<ShownMail, 'attempts'>) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  return (
    <Panel title={t('mail.attempts')}>
      <ol className="flex flex-col gap-2">
        {attempts.map(({ id, at, outcome, answer }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <time dateTime={at} className="tabular text-muted" suppressHydrationWarning>
              {format.dateTime(at)}
            </time>
            <StatusBadge tone={TONES[outcome]}>{t(`mail.outcomes.${outcome}`)}</StatusBadge>
            <span className="min-w-0 wrap-anywhere">
              {answer || (outcome === 'sent' ? t('mailbox.no_answer.sent') : '')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
