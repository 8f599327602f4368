import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { Panel } from '~/ui/panel';

/** The way to what one is told of by mail. */
export function NotificationsLink() {
  const { t } = useTranslation('account');
  return (
    <Panel title={t('notifications.title')}>
      <p className="mb-4 text-muted">{t('notifications.subtitle')}</p>
      <ButtonLink to="/account/notifications" icon={<Mail size={16} aria-hidden />}>
        {t('notifications.choose')}
      </ButtonLink>
    </Panel>
  );
}
