import { Form, useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isSecretAddress } from '~/platform/http/secret-address';
import { LOCALES } from '~/platform/i18n/locale';
import type { loader as rootLoader } from '~/root';
import { PublicFrame } from '~/ui/frame/public-frame';

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;

const CHOICE = 'rounded-sm px-1 py-0.5 hover:text-text aria-current:font-semibold aria-current:text-text';

type Props = { title: ReactNode; subtitle?: ReactNode; wide?: boolean; children: ReactNode };

/** A page without sign-in: the operator's brand, one card, the languages under it; on a guest's page they set no cookie. */
export function PublicPage(props: Props) {
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <PublicFrame
      {...props}
      brand={{ name: root?.brand.name ?? '', ...(root && { logoUrl: root.brand.logoUrl }) }}
      footer={<LanguageSwitch current={root?.language.locale} />}
    />
  );
}

/** The languages; a choice is kept for this browser, or leads to the same guest's page in it. */
export function LanguageSwitch({ current }: { current: string | undefined }) {
  const { t } = useTranslation('auth');
  const { pathname, search } = useLocation();
  if (isSecretAddress(pathname))
    return (
      <nav aria-label={t('language')} className="flex gap-4">
        {LOCALES.map((locale) => (
          <a
            key={locale}
            href={`?lang=${locale}`}
            lang={locale}
            hrefLang={locale}
            aria-current={locale === current || undefined}
            className={CHOICE}
          >
            {LANGUAGE_NAMES[locale]}
          </a>
        ))}
      </nav>
    );
  return (
    <Form
      method="post"
      action="/preferences"
      reloadDocument
      aria-label={t('language')}
      className="flex gap-4"
    >
      <input type="hidden" name="redirectTo" value={`${pathname}${search}`} />
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-current={locale === current || undefined}
          className={`cursor-pointer ${CHOICE}`}
        >
          {LANGUAGE_NAMES[locale]}
        </button>
      ))}
    </Form>
  );
}
