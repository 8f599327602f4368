import { RemixBrowser } from '@remix-run/react';
import i18next from 'i18next';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { isLocale, NAMESPACES } from './platform/i18n/locale';

const texts = { en: () => import('./locales/en'), de: () => import('./locales/de') };

async function hydrate() {
  const locale = isLocale(document.documentElement.lang) ? document.documentElement.lang : 'en';
  const { default: resources } = await texts[locale]();
  await i18next.use(initReactI18next).init({
    lng: locale,
    ns: NAMESPACES,
    defaultNS: 'common',
    resources: { [locale]: resources },
    interpolation: { escapeValue: false },
  });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18next}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

// A load in whose place another came is no error.
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') event.preventDefault();
});

void hydrate();
