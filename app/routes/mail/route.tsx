import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getMail, mailId, readMail } from '~/domain/notifications/mailbox.server';
import { newSendKey, resendAsked } from '~/domain/notifications/resend-mail.server';
import { MailState } from '~/parts/mail-state';
import { RefusalNotice } from '~/parts/refusal-notice';
import { ResendMail } from '~/parts/resend-mail';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Attempts } from './attempts';
import { MailContent } from './content';
import { MailDetails } from './details';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const mail = await getMail(mailId(args.params.id));
  if (!mail) throw notFound();
  const { storageKey, ...shown } = mail;
  const content = await readMail(storageKey);
  return {
    mail: shown,
    sendKey: newSendKey(),
    sentAgain: new URL(args.request.url).searchParams.has('sent-again'),
    content: content && { headers: content.headers, text: content.text, hasHtml: content.html !== '' },
  };
}

export type ShownMail = Awaited<ReturnType<typeof loader>>['mail'];
export type ShownContent = NonNullable<Awaited<ReturnType<typeof loader>>['content']>;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const viewer = await requireRole(args, 'administrator');
  const id = await resendAsked(viewer, await readForm(args.request));
  return redirect(`/admin/mailbox/${id}?sent-again`, 303);
});

export default function MailPage() {
  const { t } = useTranslation('admin');
  const { mail, content, sendKey, sentAgain } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const over = mail.state === 'sent' || mail.state === 'failed';
  return (
    <>
      <PageHeader
        title={mail.subject}
        badge={<MailState state={mail.state} />}
        back={{ to: '/admin/mailbox', label: t('mail.back') }}
        actions={
          <>
            {content && (
              <ButtonLink
                to={`/admin/mailbox/${mail.id}/source.eml`}
                reloadDocument
                icon={<Download size={16} aria-hidden />}
              >
                {t('mail.download')}
              </ButtonLink>
            )}
            {over && mail.template && <ResendMail mail={mail} sendKey={sendKey} />}
          </>
        }
      />
      <div className="flex max-w-200 flex-col gap-5">
        <RefusalNotice answer={answer} />
        {!answer && sentAgain && <Notice tone="success" role="status" title={t('mail.sent_again')} />}
        <MailDetails mail={mail} />
        {mail.attempts.length > 0 && <Attempts attempts={mail.attempts} />}
        {content ? (
          <MailContent id={mail.id} content={content} />
        ) : (
          <Notice title={t(over ? 'mail.no_copy' : 'mail.queued')} />
        )}
      </div>
    </>
  );
}
