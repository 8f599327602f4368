import { Form } from '@remix-run/react';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  mail: { id: number; recipient: string };
  /** Names this press: the same one twice sends once. */
  sendKey: string;
};

/** Sends a mail of the ledger once more, by the action of the page it stands on. */
export function ResendMail({ mail, sendKey }: Props) {
  const { t } = useTranslation('admin');
  return (
    <Form method="post">
      <input type="hidden" name="mail" value={mail.id} />
      <input type="hidden" name="key" value={`${sendKey}-${mail.id}`} />
      <SubmitButton
        variant="secondary"
        icon={<Send size={16} aria-hidden />}
        aria-label={t('mail.resend_to', { recipient: mail.recipient })}
      >
        {t('mail.resend')}
      </SubmitButton>
    </Form>
  );
}
