import { useTranslation } from 'react-i18next';
import type { ShownEndpoint } from '~/domain/webhooks/endpoints.server';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

/** Where it is, what it is told, and as whom. */
export function EndpointDetails({ endpoint }: { endpoint: ShownEndpoint }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { url, types, owner, createdAt, failingSince } = endpoint;
  const time = (iso: string) => <span suppressHydrationWarning>{format.dateTime(iso)}</span>;
  const items: Description[] = [
    { term: t('url'), detail: url },
    { term: t('page.types'), detail: types.length > 0 ? types.join(', ') : t('page.all_types') },
    { term: t('page.owner'), detail: owner.company ? `${owner.name}, ${owner.company}` : owner.name },
    { term: t('created'), detail: time(createdAt) },
    ...(failingSince ? [{ term: t('page.failing_since'), detail: time(failingSince) }] : []),
  ];
  return (
    <Panel title={t('page.details')}>
      <DescriptionList items={items} />
      <p className="mt-3 text-muted">{t('page.owner_text')}</p>
    </Panel>
  );
}
