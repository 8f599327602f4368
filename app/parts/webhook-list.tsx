import { Plus, Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShownEndpoint } from '~/domain/webhooks/endpoints.server';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';
import type { Tone } from '~/ui/tone';

type Props = { endpoints: ShownEndpoint[]; removed: boolean; everybody: boolean };

/** Endpoints, one's own or everybody's; each leads to its messages. */
export function WebhookList({ endpoints, removed, everybody }: Props) {
  const { t } = useTranslation(['webhooks', 'admin', 'common']);
  const columns = useColumns(everybody);
  const other = everybody ? { to: '/webhooks', text: t('own') } : null;
  const add = (
    <ButtonLink to="/webhooks/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t('add')}
    </ButtonLink>
  );
  const back = everybody
    ? { to: '/admin', label: t('admin:hub.title') }
    : { to: '/account', label: t('common:account.settings') };
  return (
    <>
      <PageHeader
        title={t(everybody ? 'all_title' : 'title')}
        subtitle={t(everybody ? 'all_subtitle' : 'subtitle')}
        back={back}
        actions={other ? <ButtonLink to={other.to}>{other.text}</ButtonLink> : endpoints.length > 0 && add}
      />
      {removed && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('removed')} />
        </div>
      )}
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={endpoints}
        rowKey={({ id }) => String(id)}
        rowTo={({ id }) => `/webhooks/${id}`}
        empty={
          <EmptyState
            icon={<Webhook />}
            title={t('empty_title')}
            text={t(everybody ? 'all_empty' : 'empty_text')}
            {...(!everybody && { action: add })}
          />
        }
      />
    </>
  );
}

function useColumns(everybody: boolean): Column<ShownEndpoint>[] {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const owner: Column<ShownEndpoint> = {
    key: 'owner',
    header: t('owner'),
    cell: ({ owner: { name, company } }) => (
      <span className="whitespace-normal wrap-anywhere">{company ? `${name}, ${company}` : name}</span>
    ),
    cardLabel: t('owner'),
  };
  return [
    {
      key: 'url',
      header: t('url'),
      cell: ({ url, description }) => (
        <span className="whitespace-normal wrap-anywhere">{description || url}</span>
      ),
      aside: ({ url, description }) =>
        description && <span className="text-muted wrap-anywhere max-md:hidden">{new URL(url).host}</span>,
      primary: true,
    },
    ...(everybody ? [owner] : []),
    {
      key: 'state',
      header: t('state'),
      cell: (endpoint) => <EndpointState endpoint={endpoint} />,
      cardLabel: t('state'),
    },
    {
      key: 'created',
      header: t('created'),
      cell: ({ createdAt }) => <span suppressHydrationWarning>{format.date(createdAt)}</span>,
      cardLabel: t('created'),
      from: 'lg',
    },
  ];
}

const TONES = {
  on: 'success',
  failing: 'waiting',
  off: 'neutral',
  stopped: 'danger',
  nobody: 'danger',
} as const satisfies Record<string, Tone>;

function stateOf({ active, stoppedBecause, failingSince, ownerActive }: ShownEndpoint): keyof typeof TONES {
  if (!ownerActive) return 'nobody';
  if (stoppedBecause) return 'stopped';
  if (!active) return 'off';
  return failingSince ? 'failing' : 'on';
}

/** Whether an endpoint is told of things, and if not, why. */
export function EndpointState({ endpoint }: { endpoint: ShownEndpoint }) {
  const { t } = useTranslation('webhooks');
  const state = stateOf(endpoint);
  return <StatusBadge tone={TONES[state]}>{t(`states.${state}`)}</StatusBadge>;
}
