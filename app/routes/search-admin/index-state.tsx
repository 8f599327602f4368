import { useTranslation } from 'react-i18next';
import type { SearchStatus } from '~/domain/search/status.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

/** Which engine answers and how far its index is behind the database. */
export function IndexState({ status }: { status: SearchStatus }) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { engine, configured, orders, documents, waiting, lagSeconds, lastError, version } = status;
  const ofIndex = [
    {
      term: t('admin.documents'),
      detail: documents === null ? t('admin.documents_unknown') : format.number(documents),
    },
    { term: t('admin.waiting'), detail: waiting === 0 ? t('admin.waiting_none') : format.number(waiting) },
    {
      term: t('admin.lag'),
      detail: waiting === 0 ? t('admin.lag_none') : t('admin.seconds', { count: lagSeconds }),
    },
    {
      term: t('admin.error'),
      detail: lastError ? `${lastError.message} (${format.dateTime(lastError.at)})` : t('admin.error_none'),
    },
    ...(version ? [{ term: t('admin.version'), detail: version }] : []),
  ];
  return (
    <Panel title={t('admin.state')}>
      <DescriptionList
        items={[
          { term: t('admin.engine'), detail: t(`admin.engines.${engine}`) },
          { term: t('admin.orders'), detail: format.number(orders) },
          ...(configured ? ofIndex : []),
        ]}
      />
    </Panel>
  );
}
