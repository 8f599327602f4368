import { Download, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { FormActions } from '~/ui/forms/form-actions';
import { Notice } from '~/ui/notice';
import type { Received } from './receive-file';
import type { ExportState } from './use-export';

/** The button that starts the export, how far it is while it runs, and what became of it. */
export function ExportProgress({ state, cancel }: { state: ExportState; cancel: () => void }) {
  const { t } = useTranslation('orders');
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.state !== 'idle') status.current?.scrollIntoView({ block: 'center' });
  }, [state.state]);
  return (
    <>
      <div ref={status} role="status" className="mb-4 max-w-160 empty:mb-0">
        {state.state === 'running' && <Running received={state.received} cancel={cancel} />}
        {state.state === 'cancelled' && <Notice tone="neutral" title={t('export.progress.cancelled')} />}
        {state.state === 'failed' && (
          <Notice tone="danger" title={state.message ?? t('export.progress.failed')}>
            {state.message === null && t('export.progress.failed_text')}
          </Notice>
        )}
        {state.state === 'done' && <Done {...state} />}
      </div>
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          icon={<Download size={16} aria-hidden="true" />}
          busy={state.state === 'running'}
        >
          {t('export.submit')}
        </Button>
      </FormActions>
    </>
  );
}

function Running({ received, cancel }: { received: Received | null; cancel: () => void }) {
  const { t } = useTranslation('orders');
  const { number } = useFormat();
  const title = t('export.progress.title');
  const value = received ? { value: received.rows, max: Math.max(received.total, 1) } : {};
  return (
    <Notice
      tone="progress"
      title={title}
      actions={
        <Button size="small" icon={<X size={16} aria-hidden="true" />} onClick={cancel}>
          {t('export.progress.cancel')}
        </Button>
      }
    >
      {/* A screen reader would read every number. */}
      <p aria-hidden="true" className="tabular">
        {received &&
          t('export.progress.rows', { rows: number(received.rows), total: number(received.total) })}
        {'\u00a0'}
      </p>
      <progress className="progress-bar mt-1" aria-label={title} {...value} />
    </Notice>
  );
}

function Done({ rows, name, url }: { rows: number; name: string; url: string }) {
  const { t } = useTranslation('orders');
  const { number } = useFormat();
  return (
    <Notice tone="success" title={t('export.progress.done', { count: rows, rows: number(rows) })}>
      <a className="text-link" href={url} download={name}>
        {t('export.progress.again', { name })}
      </a>
    </Notice>
  );
}
