import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { ImportPage } from './load-import.server';

const EVERY_MS = 1000;

/** How far the job is; with script it follows by itself. */
export function Progress({
  shown,
}: {
  shown: Pick<ImportPage, 'state' | 'kind' | 'done' | 'total' | 'token'>;
}) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { state, kind, done, total, token } = shown;
  useEverySecond();
  const title = state === 'checking' ? t('progress.checking') : t(`progress.creating_${kind}`);
  return (
    <Panel title={title}>
      <div className="flex flex-col gap-2">
        <p role="status" className="tabular">
          {t('progress.of', { done: format.number(done), total: format.number(total) })}
        </p>
        <progress className="progress-bar" aria-label={title} value={done} max={Math.max(total, 1)} />
        <p className="text-muted">{t('progress.leave')}</p>
        <noscript>
          <Link to={`/imports/${token}`} className="text-link">
            {t('progress.reload')}
          </Link>
        </noscript>
      </div>
    </Panel>
  );
}

/** Reads the page's data again every second, as long as the page is looked at. */
function useEverySecond(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
}
