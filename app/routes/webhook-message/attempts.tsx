import { useTranslation } from 'react-i18next';
import type { ShownMessage } from '~/domain/webhooks/ledger.server';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';

const succeeded = (status: number | null) => status !== null && status >= 200 && status < 300;

/** Each try, newest first: when, the answer's status and how long it took, and how the answer began. */
export function Attempts({ attempts }: Pick<ShownMessage, 'attempts'>) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  return (
    <Panel title={t('message.attempts')}>
      {attempts.length === 0 && <p className="text-muted">{t('message.no_attempts')}</p>}
      <ol className="flex flex-col gap-3">
        {attempts.map(({ id, at, status, milliseconds, answer }) => (
          <li key={id} className="flex flex-col gap-1">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <time dateTime={at} className="tabular text-muted" suppressHydrationWarning>
                {format.dateTime(at)}
              </time>
              <StatusBadge tone={succeeded(status) ? 'success' : 'danger'}>
                {status ?? t('message.no_answer')}
              </StatusBadge>
              <span className="tabular text-muted">
                {t('message.took', { ms: format.number(milliseconds) })}
              </span>
            </span>
            <span className="text-xs whitespace-pre-wrap wrap-anywhere">
              {answer || t('message.no_text')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
