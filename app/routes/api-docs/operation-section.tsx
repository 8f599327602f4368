import { ChevronRight, KeyRound, Link2, Repeat } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from './code-block';
import { FieldsTable } from './fields-table';
import { Method } from './method';
import { RefusalList } from './refusal-list';
import type { Docs } from './route';

type Operation = Docs['operations'][number];

/** An operation: what it is for, what it takes and gives, and on the right how it looks on the wire. */
export function OperationSection({ operation }: { operation: Operation }) {
  const { t } = useTranslation('api');
  const { id, method, path, title, text, parameters, body, upload, refusals, example, sample } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16 border-t border-line py-8">
      <div className="grid gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,460px)]">
        <div className="min-w-0 space-y-5">
          <header>
            <h2 id={`${id}-title`} className="group flex items-center gap-2 text-lg">
              {title}
              <a
                href={`#${id}`}
                aria-label={t('docs.link_to', { title })}
                className="text-muted opacity-0 group-hover:opacity-100 focus:opacity-100"
              >
                <Link2 size={16} aria-hidden />
              </a>
            </h2>
            <p className="mt-2 flex flex-wrap items-center gap-2">
              <Method method={method} />
              <code className="font-mono text-sm wrap-anywhere">{path}</code>
            </p>
            {text && <p className="mt-3 max-w-160 text-soft">{text}</p>}
            <Needs operation={operation} />
          </header>
          {parameters.length > 0 && (
            <Part title={t('docs.parameters')}>
              <FieldsTable caption={`${title}: ${t('docs.parameters')}`} rows={parameters} />
            </Part>
          )}
          {body.map(({ title: shape, rows }) => (
            <Part
              key={shape}
              title={[t(upload ? 'docs.body_form' : 'docs.body'), shape].filter(Boolean).join(' · ')}
            >
              <FieldsTable caption={`${title}: ${t('docs.body')} ${shape}`} rows={rows} />
            </Part>
          ))}
          <AnswerFields operation={operation} />
          {refusals.length > 0 && (
            <Folded title={t('docs.refusals')} count={refusals.length}>
              <RefusalList refusals={refusals} />
            </Folded>
          )}
        </div>
        <div className="min-w-0 space-y-4 xl:sticky xl:top-20 xl:self-start">
          <CodeBlock title={`${t('docs.example')}: ${title}`} code={example} />
          {sample && <CodeBlock title={`${t('docs.answer')}: ${operation.status}`} code={sample} />}
        </div>
      </div>
    </section>
  );
}

/** Which scope it needs, and whether a key against repeats. */
function Needs({ operation: { scope, idempotency } }: { operation: Operation }) {
  const { t } = useTranslation('api');
  const named = scope !== null && scope !== 'any';
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      <span className="inline-flex items-center gap-1.5">
        <KeyRound size={14} aria-hidden />
        {named ? t('docs.scope', { scope }) : t(scope === 'any' ? 'docs.any_scope' : 'docs.no_scope')}
      </span>
      {idempotency && (
        <span className="inline-flex items-center gap-1.5">
          <Repeat size={14} aria-hidden />
          {t(idempotency === 'required' ? 'docs.key_required' : 'docs.key_optional')}
        </span>
      )}
    </p>
  );
}

function AnswerFields({ operation: { title, status, files, answer } }: { operation: Operation }) {
  const { t } = useTranslation('api');
  const types = files?.join(', ');
  const inWords = types === '*/*' ? t('docs.answer_any') : types && t('docs.answer_file', { types });
  const said = status === 204 ? t('docs.answer_none') : inWords;
  if (said)
    return (
      <Part title={t('docs.answer')}>
        <p className="text-soft">{said}</p>
      </Part>
    );
  return answer.map(({ rows }) => (
    <Folded key={title} title={t('docs.answer')} count={rows.length}>
      <FieldsTable caption={`${title}: ${t('docs.answer')}`} rows={rows} />
    </Folded>
  ));
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-2 text-sm">{title}</h3>
      {children}
    </div>
  );
}

/** A part that opens on a press. */
function Folded({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <details className="group/part">
      <summary className="flex min-h-9 items-center gap-1.5 text-sm font-semibold">
        <ChevronRight size={16} aria-hidden className="transition-transform group-open/part:rotate-90" />
        <h3 className="text-sm">{title}</h3>
        <span className="tabular font-normal text-muted">{count}</span>
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
