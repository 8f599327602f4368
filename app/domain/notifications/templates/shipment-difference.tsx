import { Text } from '@react-email/components';
import type { Translate } from '~/platform/i18n/i18n';
import type { ShipmentDifferenceData } from './index';
import { MailButton } from './mail-button';
import { type MailBrand, MailFrame, quietStyle, textStyle } from './mail-frame';

type Props = {
  t: Translate;
  locale: string;
  brand: MailBrand;
  onAccent: string;
  data: ShipmentDifferenceData;
  url: string;
};

/** Tells that a shipment did not hold what was announced: which devices are missing and which came unannounced. */
export function ShipmentDifference({ t, locale, brand, onAccent, data, url }: Props) {
  const { shipment, from, to, expected, missing, unexpected } = data;
  return (
    <MailFrame
      locale={locale}
      brand={brand}
      preview={t('mails:shipment_difference.preview', { missing, unexpected })}
      title={t('mails:shipment_difference.title', { shipment })}
      footer={t('mails:shipment_difference.footer', { brand: brand.name })}
    >
      <Text style={textStyle}>{t('mails:shipment_difference.text', { from, to, count: expected })}</Text>
      {missing > 0 && (
        <Devices
          title={t('mails:shipment_difference.missing', { count: missing })}
          lines={data.missingDevices}
          more={moreText(missing - data.missingDevices.length)}
        />
      )}
      {unexpected > 0 && (
        <Devices
          title={t('mails:shipment_difference.unexpected', { count: unexpected })}
          lines={data.unexpectedDevices}
          more={moreText(unexpected - data.unexpectedDevices.length)}
        />
      )}
      {missing > 0 && <Text style={quietStyle}>{t('mails:shipment_difference.later')}</Text>}
      <MailButton
        href={url}
        label={t('mails:shipment_difference.open')}
        color={brand.accent}
        onColor={onAccent}
        fallback={t('mails:fallback')}
      />
    </MailFrame>
  );

  function moreText(count: number): string | null {
    return count > 0 ? t('mails:shipment_difference.more', { count }) : null;
  }
}

function Devices({ title, lines, more }: { title: string; lines: string[]; more: string | null }) {
  return (
    <>
      <Text style={{ ...textStyle, fontWeight: 600, marginBottom: 4 }}>{title}</Text>
      {lines.map((line) => (
        <Text key={line} style={{ ...textStyle, margin: '0 0 2px', wordBreak: 'break-word' }}>
          {line}
        </Text>
      ))}
      {more && <Text style={{ ...quietStyle, margin: '0 0 2px' }}>{more}</Text>}
      <Text style={{ ...textStyle, margin: '0 0 8px' }} />
    </>
  );
}
