import { useTranslation } from 'react-i18next';
import type { ListedMail } from '~/domain/notifications/mailbox.server';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { MailState } from './mail-state';

/** What a list of mails shows of each: what, to whom, where it stands, what the mail server said, and when. */
export function useMailColumns(): Column<ListedMail>[] {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const wrapped = (text: string) => <span className="whitespace-normal wrap-anywhere">{text}</span>;
  return [
    { key: 'subject', header: t('mailbox.subject'), cell: ({ subject }) => wrapped(subject), primary: true },
    {
      key: 'recipient',
      header: t('mailbox.recipient'),
      cell: ({ recipient }) => wrapped(recipient),
      cardLabel: t('mailbox.recipient'),
    },
    {
      key: 'state',
      header: t('mailbox.state'),
      cell: (mail) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <MailState state={mail.state} />
          {mail.repeats !== null && <span className="text-xs text-muted">{t('mailbox.repeat')}</span>}
          {mail.resentAs !== null && <span className="text-xs text-muted">{t('mailbox.resent')}</span>}
        </span>
      ),
      cardLabel: t('mailbox.state'),
    },
    {
      key: 'answer',
      header: t('mailbox.answer'),
      cell: ({ answer, state }) =>
        answer ? wrapped(answer) : <span className="text-muted">{t(`mailbox.no_answer.${state}`)}</span>,
      cardLabel: t('mailbox.answer'),
      from: 'lg',
    },
    {
      key: 'created',
      header: t('mailbox.created'),
      cell: ({ createdAt }) => (
        <span suppressHydrationWarning>
          <RelativeTime
            iso={createdAt}
            relative={format.relative(createdAt)}
            exact={format.dateTime(createdAt)}
          />
        </span>
      ),
      cardLabel: t('mailbox.created'),
    },
  ];
}
