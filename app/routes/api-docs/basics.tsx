import { Link } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { CodeBlock } from './code-block';
import { Method } from './method';
import { RefusalList } from './refusal-list';
import type { Docs } from './route';

/** How to begin, the rules of every request, and everything there is at a glance. */
export function Basics({ docs, basics }: { docs: Docs; basics: NonNullable<Docs['basics']> }) {
  const { t } = useTranslation('api');
  const { base } = docs;
  const first = `curl '${base}/me' \\\n  -H "Authorization: Bearer $API_KEY"`;
  const again = `curl -X POST '${base}/orders' \\\n  -H "Authorization: Bearer $API_KEY" \\\n  -H "Idempotency-Key: 0b6e5b1c-5e1f-4f0e-9d39-b1d5a7f4c9aa" \\\n  -H 'Content-Type: application/json' \\\n  -d @order.json`;
  const problem = JSON.stringify(
    {
      type: `${base}/openapi.json#/x-problems/invalid`,
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'Parts of the request are not right.',
      errors: [{ detail: 'Please fill this in.', pointer: '#/deviceName' }],
    },
    null,
    2,
  );
  return (
    <>
      <header className="pb-6">
        <h1 className="text-xl">{t('docs.title')}</h1>
        <p className="mt-2 max-w-160 text-base text-soft">{t('docs.lead')}</p>
        <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
          <div>
            <dt className="text-xs text-muted">{t('docs.base')}</dt>
            <dd>
              <code className="font-mono wrap-anywhere">{base}</code>
            </dd>
          </div>
          <div>
            <dt className="text-xs text-muted">{t('docs.version')}</dt>
            <dd className="font-mono">1</dd>
          </div>
        </dl>
      </header>
      <Basic id="start" title={t('docs.start')} text={t('docs.start_text')}>
        <div className="space-y-4">
          <CodeBlock title={t('docs.start')} code={first} />
          <ButtonLink to="/api-keys" icon={<KeyRound size={16} aria-hidden />}>
            {t('keys.title')}
          </ButtonLink>
        </div>
      </Basic>
      <Overview contents={docs.contents} />
      <Basic id="scopes" title={t('docs.scopes')} text={t('docs.scopes_text')}>
        <dl className="divide-y divide-line rounded-md border border-line">
          {basics.scopes.map(({ scope, text }) => (
            <div key={scope} className="px-3 py-2">
              <dt className="font-mono text-xs font-semibold">{scope}</dt>
              <dd className="text-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </Basic>
      <Basic id="units" title={t('docs.units')} text={t('docs.description')} />
      <Basic id="pages" title={t('docs.pages')} text={t('docs.pages_text')}>
        <CodeBlock
          title={t('docs.pages')}
          code={`{ "links": { "next": "${base}/orders?limit=50&cursor=new.WzE3…" } }`}
        />
      </Basic>
      <Basic id="idempotency" title={t('docs.idempotency')} text={t('docs.idempotency_text')}>
        <CodeBlock title={t('docs.idempotency')} code={again} />
      </Basic>
      <Basic id="limits" title={t('docs.limits')} text={t('docs.limits_text')}>
        <CodeBlock
          title={t('docs.limits')}
          code={'RateLimit-Policy: "key";q=600;w=60\nRateLimit: "key";r=599;t=60'}
        />
      </Basic>
      <Basic id="errors" title={t('docs.errors')} text={t('docs.errors_text')}>
        <div className="space-y-4">
          <CodeBlock title={t('docs.errors')} code={problem} />
          <RefusalList refusals={basics.refusals} />
        </div>
      </Basic>
    </>
  );
}

type BasicProps = { id: string; title: string; text: string; children?: ReactNode };

function Basic({ id, title, text, children }: BasicProps) {
  return (
    <section
      id={id}
      className="grid scroll-mt-16 gap-x-8 gap-y-4 border-t border-line py-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,460px)]"
    >
      <div>
        <h2 className="text-lg">{title}</h2>
        <p className="mt-2 max-w-160 text-soft">{text}</p>
      </div>
      {children && <div className="min-w-0">{children}</div>}
    </section>
  );
}

/** Every noun with its operations. */
function Overview({ contents }: Pick<Docs, 'contents'>) {
  const { t } = useTranslation('api');
  return (
    <section aria-label={t('docs.contents')} className="border-t border-line py-8">
      <ul className="gap-4 space-y-4 md:columns-2">
        {contents.map(({ noun, title, text, operations }) => (
          <li
            key={noun}
            className="break-inside-avoid rounded-md border border-line bg-surface p-4 shadow-flat"
          >
            <h2 className="text-base">
              <Link to={`/api/${noun}`} className="text-link">
                {title}
              </Link>
            </h2>
            <p className="mt-1 text-soft">{text}</p>
            <ul className="mt-3 space-y-0.5">
              {operations.map(({ id, method, path }) => (
                <li key={id}>
                  <Link to={`/api/${noun}#${id}`} className="flex gap-2 rounded-sm py-0.5 hover:bg-sunken">
                    <span className="w-10 flex-none">
                      <Method method={method} small />
                    </span>
                    <code className="font-mono text-xs leading-5 wrap-anywhere">{path}</code>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
