import { useTranslation } from 'react-i18next';
import { Panel } from '~/ui/panel';

const RULES = ['answer', 'verify', 'repeat', 'retry', 'stop'] as const;

/** What a machine that is told of things has to do. */
export function Receiving() {
  const { t } = useTranslation('webhooks');
  return (
    <Panel title={t('receive_title')}>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {RULES.map((rule) => (
          <li key={rule} className="wrap-anywhere">
            {t(`receive.${rule}`)}
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <a href="https://www.standardwebhooks.com/" rel="noreferrer" className="underline underline-offset-3">
          {t('receive_link')}
        </a>
      </p>
    </Panel>
  );
}
