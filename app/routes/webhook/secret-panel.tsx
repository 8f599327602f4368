import { useTranslation } from 'react-i18next';
import type { ShownEndpoint } from '~/domain/webhooks/endpoints.server';
import { CopyText } from '~/ui/copy-text';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { IntentButton } from './intent-button';

type Props = { endpoint: ShownEndpoint; secret: string | null };

/** The secret that signs: shown when it is asked for, and changed with a day in which both sign. */
export function SecretPanel({ endpoint: { previousUntil }, secret }: Props) {
  const { t } = useTranslation(['webhooks', 'common']);
  const format = useFormat();
  return (
    <Panel title={t('page.secret')}>
      <div className="flex flex-col gap-3">
        <p className="text-muted">{t('page.secret_text')}</p>
        {secret ? (
          <p role="status" className="wrap-anywhere">
            <CopyText value={secret} label={t('page.copy_secret')} copiedLabel={t('common:copied')} />
          </p>
        ) : (
          <IntentButton intent="secret">{t('page.show_secret')}</IntentButton>
        )}
        {previousUntil && (
          <p suppressHydrationWarning>{t('page.rotating', { until: format.dateTime(previousUntil) })}</p>
        )}
        <details>
          <summary className="cursor-pointer font-medium pointer-coarse:py-2">{t('page.rotate')} …</summary>
          <div className="mt-3 flex flex-col gap-3">
            <p className="text-muted">{t('page.rotate_text')}</p>
            <IntentButton intent="rotate" variant="danger" fields={{ rotatedAfter: previousUntil ?? '' }}>
              {t('page.rotate')}
            </IntentButton>
          </div>
        </details>
      </div>
    </Panel>
  );
}
