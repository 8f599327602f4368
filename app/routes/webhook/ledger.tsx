import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedMessage, MessageFilter } from '~/domain/webhooks/ledger.server';
import { WEBHOOK_STATES } from '~/domain/webhooks/rules';
import { WebhookMessageState } from '~/parts/webhook-message-state';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { RelativeTime } from '~/ui/relative-time';
import { filterParams, ledgerPath } from './filter';
import type { WebhookPage } from './route';

/** What was and is to be sent to the endpoint, newest first. */
export function Ledger({ page }: { page: WebhookPage }) {
  const { t } = useTranslation('webhooks');
  const columns = useColumns();
  const { endpoint, messages, next, older, filter } = page;
  const filtered = filterParams(filter).length > 0;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages" className="mb-3 text-base">
        {t('ledger.title')}
      </h2>
      <div className="mb-4">
        <Filters page={page} />
      </div>
      <DataTable
        caption={t('ledger.caption')}
        columns={columns}
        rows={messages}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/webhooks/${endpoint.id}/messages/${id}`}
        empty={
          <EmptyState
            icon={<Send />}
            title={t(filtered ? 'ledger.none_title' : 'ledger.empty_title')}
            text={t(filtered ? 'ledger.none_text' : 'ledger.empty_text')}
            {...(filtered && {
              action: <ButtonLink to={`/webhooks/${endpoint.id}`}>{t('ledger.all')}</ButtonLink>,
            })}
          />
        }
      />
      {(older || next !== null) && (
        <div className="mt-4 flex flex-wrap gap-2">
          {older && <ButtonLink to={ledgerPath(endpoint.id, filter)}>{t('ledger.newest')}</ButtonLink>}
          {next !== null && (
            <ButtonLink to={ledgerPath(endpoint.id, filter, next)}>{t('ledger.older')}</ButtonLink>
          )}
        </div>
      )}
    </section>
  );
}

function Filters({ page: { endpoint, filter, types, counts } }: { page: WebhookPage }) {
  const { t } = useTranslation('webhooks');
  const chip = (name: 'state' | 'type', off: Partial<MessageFilter>) => ({
    label: t(`ledger.${name}`),
    clear: { to: ledgerPath(endpoint.id, { ...filter, ...off }), label: t(`ledger.clear_${name}`) },
    action: `/webhooks/${endpoint.id}`,
    keep: filterParams({ ...filter, ...off }),
    applyLabel: t('ledger.apply'),
  });
  const states = WEBHOOK_STATES.map((state) => ({
    value: state,
    label: `${t(`ledger.states.${state}`)} (${counts[state]})`,
  }));
  const kinds = [...types, 'webhook.test'].map((type) => ({ value: type, label: type }));
  return (
    <FilterBar label={t('ledger.filters')}>
      <FilterChip
        {...chip('state', { state: null })}
        value={filter.state ? t(`ledger.states.${filter.state}`) : undefined}
      >
        <Field name="state" label={t('ledger.state')}>
          <Select options={states} placeholder={t('ledger.any')} defaultValue={filter.state ?? ''} />
        </Field>
      </FilterChip>
      <FilterChip {...chip('type', { type: null })} value={filter.type ?? undefined}>
        <Field name="type" label={t('ledger.type')}>
          <Select options={kinds} placeholder={t('ledger.any')} defaultValue={filter.type ?? ''} />
        </Field>
      </FilterChip>
    </FilterBar>
  );
}

function useColumns(): Column<ListedMessage>[] {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const when = (iso: string) => (
    <span suppressHydrationWarning>
      <RelativeTime iso={iso} relative={format.relative(iso)} exact={format.dateTime(iso)} />
    </span>
  );
  const answer = ({ last, state, nextAt }: ListedMessage) => (
    <span className="whitespace-normal wrap-anywhere">
      {last && (last.status === null ? last.answer || t('ledger.no_answer') : last.status)}
      {last && state === 'queued' && nextAt && (
        <span className="block text-xs text-muted" suppressHydrationWarning>
          {t('ledger.next', { when: format.relative(nextAt) })}
        </span>
      )}
    </span>
  );
  return [
    { key: 'type', header: t('ledger.type'), cell: ({ type }) => type ?? '–', primary: true },
    {
      key: 'order',
      header: t('ledger.order'),
      cell: ({ order }) => <span className="tabular">{order ?? '–'}</span>,
      cardLabel: t('ledger.order'),
    },
    {
      key: 'state',
      header: t('ledger.state'),
      cell: (message) => <WebhookMessageState message={message} />,
      cardLabel: t('ledger.state'),
    },
    { key: 'answer', header: t('ledger.answer'), cell: answer, cardLabel: t('ledger.answer') },
    {
      key: 'tries',
      header: t('ledger.tries'),
      cell: ({ tries }) => tries,
      cardLabel: t('ledger.tries'),
      align: 'end',
      from: 'lg',
    },
    {
      key: 'time',
      header: t('ledger.time'),
      cell: ({ createdAt }) => when(createdAt),
      cardLabel: t('ledger.time'),
    },
  ];
}
