import { useTranslation } from 'react-i18next';
import type { ShownEndpoint } from '~/domain/webhooks/endpoints.server';
import { Notice } from '~/ui/notice';
import { IntentButton } from './intent-button';

/** Why nothing is sent, or why it does not arrive, and what to do. */
export function EndpointNotices({ endpoint }: { endpoint: ShownEndpoint }) {
  const { t } = useTranslation('webhooks');
  const { active, stoppedBecause, failingSince, ownerActive } = endpoint;
  if (!ownerActive)
    return (
      <Notice tone="danger" title={t('page.owner_gone')}>
        {t('page.owner_gone_text')}
      </Notice>
    );
  if (!active) {
    const why = stoppedBecause ?? 'off';
    return (
      <Notice
        tone={stoppedBecause ? 'danger' : 'neutral'}
        title={t(`page.stopped.${why}`)}
        actions={
          <IntentButton intent="on" variant="primary">
            {t('page.switch_on')}
          </IntentButton>
        }
      >
        {t(`page.stopped_text.${why}`)}
      </Notice>
    );
  }
  if (!failingSince) return null;
  return (
    <Notice tone="waiting" title={t('page.failing')}>
      {t('page.failing_text')}
    </Notice>
  );
}
