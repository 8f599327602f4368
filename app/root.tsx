import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { getViewer } from './domain/auth/session.server';
import { getOperator } from './domain/companies/operator.server';
import { ownStatusWords } from './domain/orders/status-texts.server';
import { readPreferences, requestLanguage } from './platform/http/language.server';
import { putOwnWords } from './platform/i18n/own-words';
import './styles/app.css';
import { PageProblem } from './parts/page-problem';
import { accentCss } from './ui/accent';
import { FormatProvider } from './ui/format';
import { useNonce } from './ui/nonce';

export async function loader(args: LoaderFunctionArgs) {
  const [viewer, operator, preferences] = await Promise.all([
    getViewer(args),
    getOperator(),
    readPreferences(args.request),
  ]);
  const language = await requestLanguage(args.request, viewer?.locale);
  return {
    language,
    statusWords: await ownStatusWords(language.locale),
    theme: viewer?.theme ?? preferences.theme ?? 'system',
    timeZone: operator.timeZone,
    brand: {
      name: operator.name,
      accentCss: accentCss(operator.accent),
      logoUrl: operator.logoKey ? `/brand/logo?v=${operator.updatedAt.getTime()}` : '/logo.svg',
    },
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  const { i18n } = useTranslation();
  const name = root?.brand.name ?? 'Repair portal';
  useEffect(() => {
    const heading = document.querySelector('h1')?.textContent;
    document.title = heading ? `${heading} · ${name}` : name;
  });
  // The server has put them already; here they come with the page.
  if (root && typeof document !== 'undefined') putOwnWords(i18n, 'statuses', root.statusWords);
  return (
    <html lang={root?.language.locale ?? 'en'} data-theme={root?.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {/* The page's heading comes before it: in the server's markup, and with the page that follows. */}
        <title suppressHydrationWarning>{name}</title>
        <Links />
        {root && (
          <style
            nonce={nonce}
            suppressHydrationWarning
            // biome-ignore lint/security/noDangerouslySetInnerHtml: made by accentCss from a checked colour
            dangerouslySetInnerHTML={{ __html: root.brand.accentCss }}
          />
        )}
      </head>
      <body>
        <FormatProvider locale={root?.language.format ?? 'en-GB'} timeZone={root?.timeZone ?? 'UTC'}>
          {children}
        </FormatProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <PageProblem />;
}
