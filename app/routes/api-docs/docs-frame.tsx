import { Link, useRouteLoaderData } from '@remix-run/react';
import { FileJson } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '~/parts/public-page';
import type { loader as rootLoader } from '~/root';
import { cx } from '~/ui/cx';
import { Brand } from '~/ui/frame/brand';
import { Method } from './method';
import type { Docs } from './route';

const SKIP =
  'absolute top-2 left-2 z-10 -translate-y-20 rounded-sm bg-surface px-3 py-2 shadow-flat focus:translate-y-0';

/** The brand, where one is, what there is, and the page itself. */
export function DocsFrame({ docs, children }: { docs: Docs; children: ReactNode }) {
  const { t } = useTranslation(['api', 'common']);
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <div className="min-h-dvh">
      <a href="#main" className={SKIP}>
        {t('common:nav.skip')}
      </a>
      <header className="sticky top-0 z-5 border-b border-line bg-surface">
        <div className="mx-auto flex min-h-14 max-w-360 flex-wrap items-center gap-x-4 gap-y-1 px-4 lg:px-8">
          <Link
            to="/api"
            className="flex min-w-0 items-center gap-2.5 font-semibold [&>img]:size-7 [&>img]:object-contain"
          >
            <Brand name={root?.brand.name ?? ''} {...(root && { logoUrl: root.brand.logoUrl })} />
            <span className="rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent-text">
              API v1
            </span>
          </Link>
          <div className="ml-auto flex items-center gap-4 text-muted">
            <a href="/api/v1/openapi.json" className="inline-flex items-center gap-1.5 hover:text-text">
              <FileJson size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('docs.openapi')}</span>
            </a>
            <Link to="/" className="hover:text-text">
              {t('docs.to_portal')}
            </Link>
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-360 gap-x-10 px-4 lg:grid-cols-[232px_minmax(0,1fr)] lg:px-8">
        <details className="mt-4 rounded-md border border-line bg-surface lg:hidden">
          <summary className="px-4 py-3 font-medium">{t('docs.contents')}</summary>
          <div className="px-2 pb-3">
            <Contents docs={docs} />
          </div>
        </details>
        <aside className="sticky top-14 hidden max-h-[calc(100dvh-56px)] self-start overflow-y-auto py-8 lg:block">
          <Contents docs={docs} />
        </aside>
        <main id="main" tabIndex={-1} className="min-w-0 py-6 lg:py-8">
          {children}
          <footer className="mt-12 border-t border-line pt-4 text-muted">
            <LanguageSwitch current={root?.language.locale} />
          </footer>
        </main>
      </div>
    </div>
  );
}

const ENTRY = 'flex min-h-9 items-center rounded-sm px-2 font-medium hover:bg-sunken';

/** The basics and every noun; below the one that is shown, what can be done with it. */
function Contents({ docs }: { docs: Docs }) {
  const { t } = useTranslation('api');
  const current = (active: boolean) => (active ? ('page' as const) : undefined);
  const look = (active: boolean) => cx(ENTRY, active ? 'bg-accent-soft text-accent-text' : 'text-soft');
  return (
    <nav aria-label={t('docs.contents')}>
      <ul className="space-y-0.5">
        <li>
          <Link to="/api" aria-current={current(docs.noun === null)} className={look(docs.noun === null)}>
            {t('docs.basics')}
          </Link>
        </li>
        {docs.contents.map(({ noun, title, operations }) => (
          <li key={noun}>
            <Link
              to={`/api/${noun}`}
              aria-current={current(docs.noun === noun)}
              className={look(docs.noun === noun)}
            >
              {title}
            </Link>
            {docs.noun === noun && (
              <ul className="my-1 ml-2 border-l border-line">
                {operations.map(({ id, method, title: name }) => (
                  <li key={id}>
                    <a
                      href={`#${id}`}
                      className="-ml-px flex min-h-8 items-center gap-2 border-l border-transparent py-1 pl-3 text-muted hover:border-line-strong hover:text-text"
                    >
                      <span className="min-w-0 flex-1">{name}</span>
                      <Method method={method} small />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
