import { Form, Link, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchStatus } from '~/domain/search/status.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

const EVERY_MS = 2000;

/** Starts a rebuild of the index and shows how far it is; with script it follows by itself. */
export function Rebuild({ rebuild, available }: Pick<SearchStatus, 'rebuild' | 'available'>) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const [params] = useSearchParams();
  // The job that was asked for begins a moment later.
  useReload(rebuild !== null || params.get('rebuild') === 'asked');
  return (
    <Panel title={t('admin.rebuild')}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{t('admin.rebuild_text')}</p>
        {rebuild ? (
          <div className="flex flex-col gap-2">
            <p role="status">
              {t('admin.running', { done: format.number(rebuild.done), total: format.number(rebuild.total) })}
            </p>
            <progress
              className="progress-bar"
              aria-label={t('admin.running_label')}
              value={rebuild.done}
              max={Math.max(rebuild.total, 1)}
            />
            <DescriptionList
              items={[{ term: t('admin.started'), detail: format.dateTime(rebuild.startedAt) }]}
            />
            <noscript>
              <Link to="/admin/search" className="text-link">
                {t('admin.reload')}
              </Link>
            </noscript>
          </div>
        ) : (
          <Form method="post">
            <SubmitButton disabled={!available}>{t('admin.rebuild_start')}</SubmitButton>
          </Form>
        )}
      </div>
    </Panel>
  );
}

/** Reads the page's data again every 2 seconds while `wanted`, as long as the page is looked at. */
function useReload(wanted: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [wanted, revalidate]);
}
