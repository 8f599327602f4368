import { Text } from '@react-email/components';
import { z } from 'zod';
import { createUserToken } from '../../auth/user-token.server';
import { MailButton } from './mail-button';
import { MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate } from './template';

/** Carries the link to set a new password. It is of no use after its hour, so it is tried for half of one. */
export const passwordReset = defineTemplate({
  data: z.object({ userId: z.number(), name: z.string() }),
  tries: 8,
  subject: (t) => t('mails:password_reset.subject'),
  secret: (tx, { userId }) => createUserToken(tx, userId, 'password-reset'),
  draw: (context, { name }, token) => {
    const { t, brand } = context;
    return (
      <MailFrame
        context={context}
        preview={t('mails:password_reset.preview')}
        title={t('mails:password_reset.title')}
        footer={t('mails:password_reset.footer', { brand: brand.name })}
      >
        <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
        <Text style={textStyle}>{t('mails:password_reset.text')}</Text>
        <MailButton
          context={context}
          path={`/reset-password/${token}`}
          label={t('mails:password_reset.open')}
        />
        <Text style={quietStyle}>{t('mails:password_reset.ignore')}</Text>
      </MailFrame>
    );
  },
});
