import { Form, useLocation, useRouteLoaderData } from '@remix-run/react';
import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALES } from '~/platform/i18n/locale';
import type { loader as rootLoader } from '~/root';
import { Avatar } from '~/ui/avatar';
import { Menu, MenuButton, MenuHeading, MenuLink, MenuSeparator } from '~/ui/menu';

const THEMES = [
  { value: 'system', icon: <Monitor size={16} aria-hidden /> },
  { value: 'light', icon: <Sun size={16} aria-hidden /> },
  { value: 'dark', icon: <Moon size={16} aria-hidden /> },
] as const;

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;

type Props = { viewer: { name: string; email: string; company: string | null } };

/** Who is signed in, their language and look, and the way out. */
export function AccountMenu({ viewer }: Props) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <Menu button={<Avatar name={viewer.name} />} buttonLabel={t('account.menu', { name: viewer.name })}>
      <MenuHeading>
        {viewer.name}
        <br />
        {viewer.company ?? viewer.email}
      </MenuHeading>
      <MenuLink to="/account" icon={<Settings size={16} aria-hidden />}>
        {t('account.settings')}
      </MenuLink>
      <MenuSeparator />
      <Form method="post" action="/preferences" reloadDocument>
        <input type="hidden" name="redirectTo" value={`${pathname}${search}`} />
        <MenuHeading>{t('account.language')}</MenuHeading>
        {LOCALES.map((locale) => (
          <MenuButton key={locale} name="locale" value={locale} current={root?.language.locale === locale}>
            <span lang={locale}>{LANGUAGE_NAMES[locale]}</span>
          </MenuButton>
        ))}
        <MenuHeading>{t('account.theme')}</MenuHeading>
        {THEMES.map(({ value, icon }) => (
          <MenuButton key={value} name="theme" value={value} icon={icon} current={root?.theme === value}>
            {t(`account.themes.${value}`)}
          </MenuButton>
        ))}
      </Form>
      <MenuSeparator />
      <Form method="post" action="/logout">
        <MenuButton icon={<LogOut size={16} aria-hidden />}>{t('account.sign_out')}</MenuButton>
      </Form>
    </Menu>
  );
}
