import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import type { ShownMail } from './route';

/** To whom a mail goes, what it is about, and which mails it repeats or was repeated by. */
export function MailDetails({ mail }: { mail: ShownMail }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const link = (to: string, text: string) => (
    <Link to={to} className="underline underline-offset-3">
      {text}
    </Link>
  );
  const waits = mail.state === 'queued' ? mail.collectsUntil : null;
  const details: (Description | false | null)[] = [
    { term: t('mailbox.recipient'), detail: mail.recipient },
    mail.template && { term: t('mail.template'), detail: t(`mail.templates.${mail.template}`) },
    mail.order !== null && { term: t('mailbox.order'), detail: link(`/orders/${mail.order}`, mail.order) },
    { term: t('mailbox.created'), detail: format.dateTime(mail.createdAt) },
    waits !== null && { term: t('mail.collects'), detail: format.dateTime(waits) },
    mail.sentAt !== null && { term: t('mail.sent'), detail: format.dateTime(mail.sentAt) },
    mail.answer !== '' && {
      term: t(mail.state === 'sent' ? 'mailbox.answer' : 'mail.error'),
      detail: mail.answer,
    },
    { term: t('mail.message_id'), detail: mail.messageId },
    mail.repeats !== null && {
      term: t('mail.repeats'),
      detail: link(`/admin/mailbox/${mail.repeats}`, t('mail.number', { id: mail.repeats })),
    },
    mail.resentAs !== null && {
      term: t('mail.resent_as'),
      detail: link(`/admin/mailbox/${mail.resentAs}`, t('mail.number', { id: mail.resentAs })),
    },
  ];
  return (
    <Panel title={t('mail.details')}>
      <DescriptionList items={details.filter((detail): detail is Description => Boolean(detail))} />
    </Panel>
  );
}
