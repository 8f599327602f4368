import { Text } from '@react-email/components';
import { z } from 'zod';
import { createUserToken } from '../../auth/user-token.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate } from './template';

/** Carries the link to set a new password. It is of no use after its hour, so it is tried for half of one. */
export const passwordReset = defineTemplate({
  data: z.object({ userId: z.number(), name: z.string() }),
  tries: 8,
  subject: (t) => t('mails:password_reset.subject'),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'password_reset.subject', intro: 'password_reset.text' }),
    values: ({ name }) => ({ name }),
    sample: () => ({ userId: 0, name: 'Petra Muster' }),
  },
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
        <Intro context={context}>{t('mails:password_reset.text')}</Intro>
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
