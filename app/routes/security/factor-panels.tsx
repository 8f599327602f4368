import { LifeBuoy, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';

/** The authenticator app: on or off, and the way to change that. */
export function AppPanel({ since }: { since: string | null }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  return (
    <Panel
      title={t('app.title')}
      actions={
        <StatusBadge tone={since ? 'success' : 'neutral'}>
          {since ? t('app.state_on') : t('app.state_off')}
        </StatusBadge>
      }
    >
      <p className="mb-4 text-soft">{since ? t('app.since', { day: format.date(since) }) : t('app.about')}</p>
      <ButtonLink
        to="/account/security/app"
        variant={since ? 'secondary' : 'primary'}
        icon={<Smartphone size={16} aria-hidden />}
      >
        {since ? t('app.turn_off') : t('app.set_up')}
      </ButtonLink>
    </Panel>
  );
}

/** How many recovery codes are left, and the way to new ones. */
export function CodesPanel({ left }: { left: number }) {
  const { t } = useTranslation('security');
  return (
    <Panel title={t('codes.title')}>
      <p className="mb-4 text-soft">{t('codes.about')}</p>
      {left < 4 ? (
        <div className="mb-4">
          <Notice tone="waiting" title={t('codes.left', { count: left })} />
        </div>
      ) : (
        <p className="mb-4">{t('codes.left', { count: left })}</p>
      )}
      <ButtonLink to="/account/security/codes" icon={<LifeBuoy size={16} aria-hidden />}>
        {t('codes.make')}
      </ButtonLink>
    </Panel>
  );
}
