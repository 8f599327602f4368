import { Form } from '@remix-run/react';
import { BookOpen, KeyRound, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedKey } from '~/domain/api/own-keys.server';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';

type Props = { keys: ListedKey[]; revoked: boolean; everybody: boolean };

/** Keys of the API, one's own or everybody's, each with the way to end it. */
export function ApiKeyList({ keys, revoked, everybody }: Props) {
  const { t } = useTranslation(['api', 'admin', 'common']);
  const columns = useColumns(everybody);
  const add = (
    <ButtonLink to="/api-keys/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t('keys.add')}
    </ButtonLink>
  );
  const back = everybody
    ? { to: '/admin', label: t('admin:hub.title') }
    : { to: '/account', label: t('common:account.settings') };
  const own = <ButtonLink to="/api-keys">{t('keys.own')}</ButtonLink>;
  return (
    <>
      <PageHeader
        title={t(everybody ? 'keys.all_title' : 'keys.title')}
        subtitle={t(everybody ? 'keys.all_subtitle' : 'keys.subtitle')}
        back={back}
        actions={
          everybody ? (
            own
          ) : (
            <>
              <ButtonLink to="/api" icon={<BookOpen size={16} aria-hidden />}>
                {t('keys.docs')}
              </ButtonLink>
              {keys.length > 0 && add}
            </>
          )
        }
      />
      {revoked && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('keys.revoked')} />
        </div>
      )}
      <DataTable
        caption={t('keys.caption')}
        columns={columns}
        rows={keys}
        rowKey={({ id }) => String(id)}
        empty={
          <EmptyState
            icon={<KeyRound />}
            title={t('keys.empty_title')}
            text={t(everybody ? 'keys.all_empty' : 'keys.empty_text')}
            {...(!everybody && { action: add })}
          />
        }
      />
    </>
  );
}

const TONES = { usable: 'success', expired: 'neutral', revoked: 'neutral' } as const;

function useColumns(everybody: boolean): Column<ListedKey>[] {
  const { t } = useTranslation('api');
  const format = useFormat();
  const wrapped = (text: string) => <span className="whitespace-normal wrap-anywhere">{text}</span>;
  const day = (iso: string | null, none: string) => (
    <span suppressHydrationWarning>{iso ? format.date(iso) : none}</span>
  );
  const owner: Column<ListedKey> = {
    key: 'owner',
    header: t('keys.owner'),
    cell: ({ owner: { name, company } }) => wrapped(company ? `${name}, ${company}` : name),
    cardLabel: t('keys.owner'),
  };
  return [
    {
      key: 'name',
      header: t('keys.name'),
      cell: ({ name, prefix }) => (
        <span className="flex flex-col">
          {wrapped(name || prefix)}
          <span className="tabular text-xs font-normal text-muted">{prefix}…</span>
        </span>
      ),
      primary: true,
    },
    ...(everybody ? [owner] : []),
    {
      key: 'scopes',
      header: t('keys.scopes'),
      cell: ({ scopes }) => wrapped(scopes.join(', ')),
      cardLabel: t('keys.scopes'),
      from: 'lg',
    },
    {
      key: 'used',
      header: t('keys.last_used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <span suppressHydrationWarning>
            <RelativeTime
              iso={lastUsedAt}
              relative={format.relative(lastUsedAt)}
              exact={format.dateTime(lastUsedAt)}
            />
          </span>
        ) : (
          t('keys.never_used')
        ),
      cardLabel: t('keys.last_used'),
    },
    {
      key: 'made',
      header: t('keys.made'),
      cell: ({ createdAt }) => day(createdAt, ''),
      cardLabel: t('keys.made'),
      from: 'lg',
    },
    {
      key: 'expires',
      header: t('keys.expires'),
      cell: ({ expiresAt }) => day(expiresAt, t('keys.never')),
      cardLabel: t('keys.expires'),
    },
    {
      key: 'state',
      header: t('keys.state'),
      cell: (key) =>
        key.state === 'usable' ? (
          <Revoke apiKey={key} />
        ) : (
          <StatusBadge tone={TONES[key.state]}>{t(`keys.states.${key.state}`)}</StatusBadge>
        ),
      cardLabel: t('keys.state'),
    },
  ];
}

/** Ends a key; asks before it does. */
function Revoke({ apiKey: { id, name, prefix } }: { apiKey: ListedKey }) {
  const { t } = useTranslation('api');
  return (
    <details>
      <summary
        className="cursor-pointer pointer-coarse:py-2"
        aria-label={t('keys.revoke_one', { name: name || prefix })}
      >
        <StatusBadge tone={TONES.usable}>{t('keys.states.usable')}</StatusBadge> {t('keys.revoke')} …
      </summary>
      <Form method="post" className="mt-2 flex flex-col items-start gap-2">
        <input type="hidden" name="id" value={id} />
        <p className="whitespace-normal text-muted">{t('keys.revoke_text')}</p>
        <SubmitButton variant="danger" size="small">
          {t('keys.revoke')}
        </SubmitButton>
      </Form>
    </details>
  );
}
