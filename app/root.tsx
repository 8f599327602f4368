import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { getViewer } from './domain/auth/session.server';
import { getOperator } from './domain/companies/operator.server';
import { readPreferences, requestLanguage } from './platform/http/language.server';
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
  return {
    language: await requestLanguage(args.request, viewer?.locale),
    theme: viewer?.theme ?? preferences.theme ?? 'system',
    timeZone: operator.timeZone,
    brand: {
      name: operator.name,
      accentCss: accentCss(operator.accent),
      logoUrl: operator.logoKey ? `/brand/logo?v=${operator.updatedAt.getTime()}` : '/logo.svg',
    },
  };
}

export const meta = () => [{ title: 'Repair portal' }];

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  return (
    <html lang={root?.language.locale ?? 'en'} data-theme={root?.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
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
