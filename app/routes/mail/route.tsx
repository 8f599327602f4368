import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getMail, mailId, readMail } from '~/domain/notifications/mailbox.server';
import { MailState } from '~/parts/mail-state';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const mail = await getMail(mailId(args.params.id));
  if (!mail) throw notFound();
  const { storageKey, ...shown } = mail;
  const content = await readMail(storageKey);
  return {
    mail: shown,
    content: content && { headers: content.headers, text: content.text, hasHtml: content.html !== '' },
  };
}

export default function MailPage() {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const { mail, content } = useLoaderData<typeof loader>();
  const template = mail.template === 'password-reset' ? mail.template : 'order-confirmed';
  const details: Description[] = [
    { term: t('mailbox.recipient'), detail: mail.recipient },
    { term: t('mail.template'), detail: t(`mail.templates.${template}`) },
    { term: t('mailbox.created'), detail: format.dateTime(mail.createdAt) },
    ...(mail.sentAt ? [{ term: t('mail.sent'), detail: format.dateTime(mail.sentAt) }] : []),
    { term: t('mail.message_id'), detail: mail.messageId },
    ...(mail.error ? [{ term: t('mail.error'), detail: mail.error }] : []),
  ];
  return (
    <>
      <PageHeader
        title={mail.subject}
        badge={<MailState state={mail.state} />}
        back={{ to: '/admin/mailbox', label: t('mail.back') }}
        actions={
          content && (
            <ButtonLink
              to={`/admin/mailbox/${mail.id}/source.eml`}
              reloadDocument
              icon={<Download size={16} aria-hidden />}
            >
              {t('mail.download')}
            </ButtonLink>
          )
        }
      />
      <div className="flex max-w-200 flex-col gap-5">
        <Panel title={t('mail.details')}>
          <DescriptionList items={details} />
        </Panel>
        {!content && <Notice title={t(mail.state === 'sent' ? 'mail.handed_over' : 'mail.queued')} />}
        {content?.hasHtml && (
          <Panel title={t('mail.html')} flush>
            <iframe
              title={t('mail.html')}
              src={`/admin/mailbox/${mail.id}/html`}
              sandbox=""
              className="h-160 w-full rounded-b-md bg-white"
            />
          </Panel>
        )}
        {content && (
          <Panel title={t('mail.text')}>
            <pre className="whitespace-pre-wrap wrap-anywhere">{content.text}</pre>
          </Panel>
        )}
        {content && (
          <Panel title={t('mail.headers')}>
            <DescriptionList
              items={content.headers.map(({ name, value }) => ({ term: name, detail: value }))}
            />
          </Panel>
        )}
      </div>
    </>
  );
}
