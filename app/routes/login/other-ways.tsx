import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PasskeyButton } from '~/parts/passkey-button';
import { ButtonLink } from '~/ui/button';

type Props = { redirectTo: string; provider: { name: string } | null };

/** Signing in without the password: by passkey, or, for staff, with the provider of identities. */
export function OtherWays({ redirectTo, provider }: Props) {
  const { t } = useTranslation('security');
  return (
    <div className="flex flex-col gap-3">
      <PasskeyButton redirectTo={redirectTo} autofill />
      {provider && (
        <>
          <ButtonLink
            to={`/login/oidc?${new URLSearchParams({ redirectTo })}`}
            reloadDocument
            icon={<Building2 size={16} aria-hidden />}
          >
            {t('oidc.use', { name: provider.name || t('oidc.default') })}
          </ButtonLink>
          <p className="text-muted">{t('oidc.staff')}</p>
        </>
      )}
    </div>
  );
}
