import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listMails } from '~/domain/notifications/mailbox.server';
import { MailState } from '~/parts/mail-state';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { RelativeTime } from '~/ui/relative-time';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const before = new URL(args.request.url).searchParams.get('before') ?? '';
  const from = /^\d{1,9}$/.test(before) ? Number(before) : null;
  return { ...(await listMails(from)), older: from !== null };
}

type Row = Awaited<ReturnType<typeof loader>>['mails'][number];

export default function Mailbox() {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const { mails, next, older } = useLoaderData<typeof loader>();
  const columns: Column<Row>[] = [
    {
      key: 'subject',
      header: t('mailbox.subject'),
      cell: (mail) => <span className="whitespace-normal wrap-anywhere">{mail.subject}</span>,
      primary: true,
    },
    {
      key: 'recipient',
      header: t('mailbox.recipient'),
      cell: (mail) => <span className="whitespace-normal wrap-anywhere">{mail.recipient}</span>,
      cardLabel: t('mailbox.recipient'),
    },
    {
      key: 'state',
      header: t('mailbox.state'),
      cell: (mail) => <MailState state={mail.state} />,
      cardLabel: t('mailbox.state'),
    },
    {
      key: 'created',
      header: t('mailbox.created'),
      cell: ({ createdAt }) => (
        <RelativeTime
          iso={createdAt}
          relative={format.relative(createdAt)}
          exact={format.dateTime(createdAt)}
        />
      ),
      cardLabel: t('mailbox.created'),
    },
  ];
  return (
    <>
      <PageHeader title={t('mailbox.title')} subtitle={t('mailbox.subtitle')} />
      <DataTable
        caption={t('mailbox.caption')}
        columns={columns}
        rows={mails}
        rowKey={(mail) => String(mail.id)}
        rowTo={(mail) => `/admin/mailbox/${mail.id}`}
        empty={
          <EmptyState icon={<Inbox />} title={t('mailbox.empty_title')} text={t('mailbox.empty_text')} />
        }
      />
      <div className="mt-4 flex flex-wrap gap-2">
        {older && <ButtonLink to="/admin/mailbox">{t('mailbox.newest')}</ButtonLink>}
        {next !== null && <ButtonLink to={`/admin/mailbox?before=${next}`}>{t('mailbox.older')}</ButtonLink>}
      </div>
    </>
  );
}
