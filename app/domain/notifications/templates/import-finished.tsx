import { Text } from '@react-email/components';
import type { Translate } from '~/platform/i18n/i18n';
import type { ImportFinishedData } from './index';
import { MailButton } from './mail-button';
import { type MailBrand, MailFrame, textStyle } from './mail-frame';

type Props = {
  t: Translate;
  locale: string;
  brand: MailBrand;
  onAccent: string;
  data: ImportFinishedData;
  url: string;
};

/** Tells that the orders of an imported file were created, and how many rows were not taken. */
export function ImportFinished({ t, locale, brand, onAccent, data, url }: Props) {
  return (
    <MailFrame
      locale={locale}
      brand={brand}
      preview={t('mails:import_finished.preview', { file: data.fileName })}
      title={t('mails:import_finished.title', { count: data.created })}
      footer={t('mails:import_finished.footer', { brand: brand.name })}
    >
      <Text style={textStyle}>
        {t('mails:import_finished.text', { file: data.fileName, account: data.account, count: data.total })}
      </Text>
      {data.notTaken > 0 && (
        <Text style={textStyle}>{t('mails:import_finished.not_taken', { count: data.notTaken })}</Text>
      )}
      <MailButton
        href={url}
        label={t('mails:import_finished.open')}
        color={brand.accent}
        onColor={onAccent}
        fallback={t('mails:fallback')}
      />
    </MailFrame>
  );
}
