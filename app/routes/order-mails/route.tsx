import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listMailsOfOrder } from '~/domain/notifications/mailbox.server';
import { newSendKey, resendAsked } from '~/domain/notifications/resend-mail.server';
import { getOrder } from '~/domain/orders/detail.server';
import { useMailColumns } from '~/parts/mail-columns';
import { RefusalNotice } from '~/parts/refusal-notice';
import { ResendMail } from '~/parts/resend-mail';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  return {
    number: order.number,
    administers: viewer.role === 'administrator',
    mails: (await listMailsOfOrder(viewer, order.id)) ?? [],
    sendKey: newSendKey(),
    sentAgain: new URL(args.request.url).searchParams.has('sent-again'),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['mails'][number];

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireRole(args, 'technician', 'administrator');
  const order = await getOrder(viewer, args.params.number ?? '');
  if (!order) throw notFound();
  await resendAsked(viewer, await readForm(args.request), order.id);
  return redirect(`/orders/${order.number}/mails?sent-again`, 303);
});

export default function OrderMails() {
  const { t } = useTranslation('admin');
  const { number, administers, mails, sendKey, sentAgain } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const columns: Column<Row>[] = [
    ...useMailColumns(),
    {
      key: 'resend',
      header: <span className="sr-only">{t('mail.resend')}</span>,
      cell: (mail) =>
        mail.state === 'sent' || mail.state === 'failed' ? (
          <ResendMail mail={mail} sendKey={sendKey} />
        ) : null,
      align: 'end',
    },
  ];
  return (
    <>
      <PageHeader
        title={t('order_mails.title', { number })}
        subtitle={t('order_mails.subtitle')}
        back={{ to: `/orders/${number}`, label: t('order_mails.back') }}
      />
      <RefusalNotice answer={answer} />
      {!answer && sentAgain && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('mail.sent_again')} />
        </div>
      )}
      <DataTable
        caption={t('mailbox.caption')}
        columns={columns}
        rows={mails}
        rowKey={(mail) => String(mail.id)}
        {...(administers && { rowTo: (mail: Row) => `/admin/mailbox/${mail.id}` })}
        empty={<EmptyState icon={<Inbox />} title={t('mailbox.empty_title')} text={t('order_mails.empty')} />}
      />
    </>
  );
}
