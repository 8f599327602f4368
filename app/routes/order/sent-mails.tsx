import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ListedMail } from '~/domain/notifications/mailbox.server';
import { MailState } from '~/parts/mail-state';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';

const SHOWN = 4;

/** The latest mails about an order and how they went; nothing for those who may not know. */
export function SentMails({ number, mails }: { number: string; mails: ListedMail[] | null }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  if (!mails) return null;
  return (
    <Panel
      id="mails"
      title={t('order_mails.panel')}
      actions={
        mails.length > 0 && (
          <ButtonLink to={`/orders/${number}/mails`} variant="quiet" size="small">
            {t('order_mails.all', { count: mails.length })}
          </ButtonLink>
        )
      }
    >
      {mails.length === 0 ? (
        <p className="text-muted">{t('order_mails.none')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {mails.slice(0, SHOWN).map((mail) => (
            <li key={mail.id} className="flex flex-col gap-0.5">
              <span className="flex items-start justify-between gap-3">
                <span className="min-w-0 wrap-anywhere">{mail.recipient}</span>
                <MailState state={mail.state} />
              </span>
              <span className="text-xs text-muted wrap-anywhere">
                {mail.subject}
                {' · '}
                <span suppressHydrationWarning>
                  <RelativeTime
                    iso={mail.sentAt ?? mail.createdAt}
                    relative={format.relative(mail.sentAt ?? mail.createdAt)}
                    exact={format.dateTime(mail.sentAt ?? mail.createdAt)}
                  />
                </span>
              </span>
              {mail.state === 'failed' && (
                <span className="text-xs text-danger-text wrap-anywhere">{mail.answer}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {mails.some(({ state }) => state === 'failed') && (
        <p className="mt-3">
          <Link to={`/orders/${number}/mails`} className="underline underline-offset-3">
            {t('order_mails.failed')}
          </Link>
        </p>
      )}
    </Panel>
  );
}
