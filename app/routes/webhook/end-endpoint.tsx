import { useTranslation } from 'react-i18next';
import { IntentButton } from './intent-button';

/** Switches the endpoint off, or removes it; asks before it does. */
export function EndEndpoint({ active }: { active: boolean }) {
  const { t } = useTranslation('webhooks');
  return (
    <details className="no-print rounded-md border border-line bg-surface px-4 py-3 shadow-flat">
      <summary className="cursor-pointer text-sm font-semibold pointer-coarse:py-2">
        {t(active ? 'page.end' : 'page.remove')} …
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        {active && (
          <div className="flex flex-col gap-3">
            <p className="text-muted">{t('page.end_text')}</p>
            <IntentButton intent="off">{t('page.switch_off')}</IntentButton>
          </div>
        )}
        <div className="flex flex-col gap-3">
          <p className="text-muted">{t('page.remove_text')}</p>
          <IntentButton intent="remove" variant="danger">
            {t('page.remove')}
          </IntentButton>
        </div>
      </div>
    </details>
  );
}
