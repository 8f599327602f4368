import { Form, Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchStatus } from '~/domain/search/status.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

const EVERY_MS = 2000;

/** Starts a rebuild of the index, shows how far it is and how the last one went; with script it follows by itself. */
export function Rebuild({ status: { rebuild, rebuilds, available } }: { status: SearchStatus }) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { asked, last } = rebuilds;
  const underWay = rebuild !== null || asked !== null;
  useReload(underWay);
  const by = (name: string | null) => name ?? t('admin.by_itself');
  const running = [
    ...(asked
      ? [{ term: t('admin.asked_by'), detail: `${by(asked.by)}, ${format.dateTime(asked.at)}` }]
      : []),
    ...(rebuild ? [{ term: t('admin.started'), detail: format.dateTime(rebuild.startedAt) }] : []),
  ];
  const before = last && [
    { term: t('admin.last'), detail: format.dateTime(last.endedAt) },
    { term: t('admin.asked_by'), detail: by(last.by) },
    {
      term: t('admin.took'),
      detail: t('admin.took_for', {
        seconds: format.number(last.seconds),
        documents: format.number(last.documents),
      }),
    },
  ];
  return (
    <Panel title={t('admin.rebuild')}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{t('admin.rebuild_text')}</p>
        {underWay && (
          <div className="flex flex-col gap-2">
            <p role="status">
              {rebuild
                ? t('admin.running', {
                    done: format.number(rebuild.done),
                    total: format.number(rebuild.total),
                  })
                : t('admin.asked')}
            </p>
            {rebuild && (
              <progress
                className="progress-bar"
                aria-label={t('admin.running_label')}
                value={rebuild.done}
                max={Math.max(rebuild.total, 1)}
              />
            )}
            <DescriptionList items={running} />
            <noscript>
              <Link to="/admin/search" className="text-link">
                {t('admin.reload')}
              </Link>
            </noscript>
          </div>
        )}
        {before && !underWay && <DescriptionList items={before} />}
        {rebuild === null && (
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
