import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MailOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listMailTexts } from '~/domain/notifications/mail-texts.server';
import { requestLanguage } from '~/platform/http/language.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { StatusBadge } from '~/ui/status-badge';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  return { mails: await listMailTexts(locale) };
}

type Row = Awaited<ReturnType<typeof loader>>['mails'][number];

export default function MailTexts() {
  const { t } = useTranslation(['words', 'admin']);
  const { mails } = useLoaderData<typeof loader>();
  const columns: Column<Row>[] = [
    {
      key: 'subject',
      header: t('mails.subject'),
      primary: true,
      cell: ({ subject }) => <span className="whitespace-normal">{subject}</span>,
    },
    {
      key: 'template',
      header: t('mails.kind'),
      cardLabel: t('mails.kind'),
      cell: ({ template }) => t(`admin:mail.templates.${template}` as 'admin:mail.templates.order-news'),
    },
    {
      key: 'own',
      header: t('statuses.own'),
      cardLabel: t('statuses.own'),
      cell: ({ own }) =>
        own.length > 0 && (
          <StatusBadge tone="info">
            {t('mails.own', { languages: own.map((locale) => t(`languages.${locale}`)).join(', ') })}
          </StatusBadge>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('mails.title')}
        subtitle={t('mails.subtitle')}
        back={{ to: '/admin', label: t('back') }}
      />
      <DataTable
        caption={t('mails.title')}
        columns={columns}
        rows={mails}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/admin/mails/${id}`}
        empty={<EmptyState icon={<MailOpen />} title={t('mails.title')} />}
      />
    </>
  );
}
