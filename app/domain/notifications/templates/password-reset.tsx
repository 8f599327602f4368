import { Text } from '@react-email/components';
import type { Translate } from '~/platform/i18n/i18n';
import { MailButton } from './mail-button';
import { type MailBrand, MailFrame, quietStyle, textStyle } from './mail-frame';

type Props = { t: Translate; locale: string; brand: MailBrand; onAccent: string; name: string; url: string };

/** Carries the link to set a new password. */
export function PasswordReset({ t, locale, brand, onAccent, name, url }: Props) {
  return (
    <MailFrame
      locale={locale}
      brand={brand}
      preview={t('mails:password_reset.preview')}
      title={t('mails:password_reset.title')}
      footer={t('mails:password_reset.footer', { brand: brand.name })}
    >
      <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
      <Text style={textStyle}>{t('mails:password_reset.text')}</Text>
      <MailButton
        href={url}
        label={t('mails:password_reset.open')}
        color={brand.accent}
        onColor={onAccent}
        fallback={t('mails:fallback')}
      />
      <Text style={quietStyle}>{t('mails:password_reset.ignore')}</Text>
    </MailFrame>
  );
}
