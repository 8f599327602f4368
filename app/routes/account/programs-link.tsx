import { KeyRound, Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import { WEBHOOK_ROLES } from '~/domain/webhooks/rules';
import { ButtonLink } from '~/ui/button';
import { Panel } from '~/ui/panel';

/** The way to the keys of the API and to webhooks. */
export function ProgramsLink({ role }: { role: Role }) {
  const { t } = useTranslation('api');
  const hooks = (WEBHOOK_ROLES as readonly Role[]).includes(role);
  return (
    <Panel title={t('keys.account_title')}>
      <p className="mb-4 text-muted">{t(hooks ? 'keys.account_text' : 'keys.account_keys')}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/api-keys" icon={<KeyRound size={16} aria-hidden />}>
          {t('keys.title')}
        </ButtonLink>
        {hooks && (
          <ButtonLink to="/webhooks" icon={<Webhook size={16} aria-hidden />}>
            {t('keys.webhooks')}
          </ButtonLink>
        )}
      </div>
    </Panel>
  );
}
