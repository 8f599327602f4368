import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listMails } from '~/domain/notifications/mailbox.server';
import { useMailColumns } from '~/parts/mail-columns';
import { idOf } from '~/platform/http/id-param';
import { ButtonLink } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { filterOf, filterParams, mailboxPath } from './filter';
import { MailboxFilters } from './filters';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const params = new URL(args.request.url).searchParams;
  const [filter, from] = [filterOf(params), idOf(params.get('before'))];
  return { ...(await listMails(filter, from)), filter, older: from !== null };
}

export default function Mailbox() {
  const { t } = useTranslation('admin');
  const { mails, next, older, filter } = useLoaderData<typeof loader>();
  const columns = useMailColumns();
  const filtered = filterParams(filter).length > 0;
  return (
    <>
      <PageHeader
        title={t('mailbox.title')}
        subtitle={t('mailbox.subtitle')}
        back={{ to: '/admin', label: t('hub.title') }}
      />
      <MailboxFilters filter={filter} />
      <DataTable
        caption={t('mailbox.caption')}
        columns={columns}
        rows={mails}
        rowKey={(mail) => String(mail.id)}
        rowTo={(mail) => `/admin/mailbox/${mail.id}`}
        empty={
          <EmptyState
            icon={<Inbox />}
            title={t(filtered ? 'mailbox.none_title' : 'mailbox.empty_title')}
            text={t(filtered ? 'mailbox.none_text' : 'mailbox.empty_text')}
            {...(filtered && {
              action: <ButtonLink to="/admin/mailbox">{t('mailbox.all')}</ButtonLink>,
            })}
          />
        }
      />
      <div className="mt-4 flex flex-wrap gap-2">
        {older && <ButtonLink to={mailboxPath(filter)}>{t('mailbox.newest')}</ButtonLink>}
        {next !== null && <ButtonLink to={mailboxPath(filter, next)}>{t('mailbox.older')}</ButtonLink>}
      </div>
    </>
  );
}
