import { Text } from '@react-email/components';
import type { Translate } from '~/platform/i18n/i18n';
import type { OrderConfirmedData } from './index';
import { MailButton } from './mail-button';
import { type MailBrand, MailFrame, textStyle } from './mail-frame';

type Props = {
  t: Translate;
  locale: string;
  brand: MailBrand;
  onAccent: string;
  data: OrderConfirmedData;
  url: string;
};

const cell = { ...textStyle, margin: 0, padding: '4px 0', verticalAlign: 'top' } as const;

/** Tells that a service order was approved, what it holds, and where the device goes. */
export function OrderConfirmed({ t, locale, brand, onAccent, data, url }: Props) {
  const rows = [
    [t('mails:order_confirmed.number'), data.number],
    [t('mails:order_confirmed.customer'), data.customer],
    [t('mails:order_confirmed.device'), [data.device, data.identifier].filter(Boolean).join(' · ')],
    [t('mails:order_confirmed.problem'), data.problem],
    [t('mails:order_confirmed.references'), data.references.join(', ')],
    [t('mails:order_confirmed.location'), `${data.location.name}, ${data.location.address}`],
  ].filter(([, value]) => value !== '');
  return (
    <MailFrame
      locale={locale}
      brand={brand}
      preview={t('mails:order_confirmed.preview', { device: data.device })}
      title={t('mails:order_confirmed.title', { number: data.number })}
      footer={t('mails:order_confirmed.footer', { brand: brand.name })}
    >
      <Text style={textStyle}>
        {t(data.automatic ? 'mails:order_confirmed.text_automatic' : 'mails:order_confirmed.text')}
      </Text>
      <table role="presentation" cellPadding={0} cellSpacing={0} width="100%" style={{ margin: '0 0 20px' }}>
        <tbody>
          {rows.map(([term, value]) => (
            <tr key={term}>
              <td style={{ ...cell, color: '#60646c', width: '34%', paddingRight: 12 }}>{term}: </td>
              <td style={{ ...cell, whiteSpace: 'pre-line', wordBreak: 'break-word' }}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text style={textStyle}>{t('mails:order_confirmed.next', { location: data.location.name })}</Text>
      <MailButton
        href={url}
        label={t('mails:order_confirmed.open')}
        color={brand.accent}
        onColor={onAccent}
        fallback={t('mails:fallback')}
      />
    </MailFrame>
  );
}
