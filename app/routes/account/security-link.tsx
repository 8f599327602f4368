import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { Panel } from '~/ui/panel';

/** The way to authenticator app, passkeys and recovery codes. */
export function SecurityLink() {
  const { t } = useTranslation('security');
  return (
    <Panel title={t('link.title')}>
      <p className="mb-4 text-muted">{t('link.text')}</p>
      <ButtonLink to="/account/security" icon={<ShieldCheck size={16} aria-hidden />}>
        {t('link.open')}
      </ButtonLink>
    </Panel>
  );
}
