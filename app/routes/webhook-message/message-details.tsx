import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownMessage } from '~/domain/webhooks/ledger.server';
import { CopyText } from '~/ui/copy-text';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

/** When it was made, where it goes, and when it went. */
export function MessageDetails({ message }: { message: ShownMessage }) {
  const { t } = useTranslation(['webhooks', 'common']);
  const format = useFormat();
  const { id, type, order, endpoint, createdAt, sentAt, nextAt } = message;
  const time = (iso: string) => <span suppressHydrationWarning>{format.dateTime(iso)}</span>;
  const items: Description[] = [
    {
      term: t('message.id'),
      detail: <CopyText value={id} label={t('message.copy_id')} copiedLabel={t('common:copied')} />,
    },
    { term: t('type'), detail: type ?? '' },
    ...(order
      ? [
          {
            term: t('ledger.order'),
            detail: (
              <Link to={`/orders/${order}`} className="underline underline-offset-3">
                {order}
              </Link>
            ),
          },
        ]
      : []),
    { term: t('url'), detail: endpoint.url },
    { term: t('message.created'), detail: time(createdAt) },
    ...(sentAt ? [{ term: t('message.sent'), detail: time(sentAt) }] : []),
    ...(nextAt ? [{ term: t('message.next'), detail: time(nextAt) }] : []),
  ];
  return (
    <Panel title={t('message.details')}>
      <DescriptionList items={items} />
    </Panel>
  );
}
