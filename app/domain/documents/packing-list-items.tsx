import { Text, View } from '@react-pdf/renderer';
import { formatImei } from '~/domain/devices/rules';
import { BarCode } from '~/platform/pdf/bar-code';
import { clip, tableStyle } from './paper-parts';
import { grey, mm, rule, tabular, XDIM } from './paper-style';
import type { PaperItem } from './shipment-paper-data';
import type { PaperWords } from './words';

/** Widths in millimetres; the order's own takes its bar code of 14 characters with its quiet zones. */
const WIDTH = { position: 9, order: 63, device: 49, customer: 44 } as const;
const head = { color: grey, fontSize: 8, lineHeight: 1.3 } as const;
const small = { fontSize: 8, lineHeight: 1.3 } as const;
const cut = { maxLines: 2, textOverflow: 'ellipsis' } as const;

/** The devices of a parcel, with the column heads on every page. */
export function PackedItems({ items, words: { t } }: { items: PaperItem[]; words: PaperWords }) {
  return (
    <View style={tableStyle}>
      <View fixed style={{ flexDirection: 'row', paddingBottom: mm(1), borderBottom: `0.5 solid ${rule}` }}>
        <Text style={{ ...head, width: mm(WIDTH.position) }}>{t('table.position')}</Text>
        <Text style={{ ...head, width: mm(WIDTH.order), paddingLeft: 10 * XDIM }}>{t('shipment.order')}</Text>
        <Text style={{ ...head, width: mm(WIDTH.device) }}>{t('shipment.device')}</Text>
        <Text style={{ ...head, width: mm(WIDTH.customer) }}>{t('shipment.customer')}</Text>
      </View>
      {items.map((item, index) => (
        <Item key={item.number} item={item} position={index + 1} t={t} />
      ))}
    </View>
  );
}

function Item({ item, position, t }: { item: PaperItem; position: number; t: PaperWords['t'] }) {
  const identifiers = [
    item.imei && `${t('order.imei')} ${formatImei(item.imei)}`,
    item.serial && `${t('shipment.serial')} ${clip(item.serial)}`,
  ].filter(Boolean);
  return (
    <View
      wrap={false}
      style={{ flexDirection: 'row', paddingVertical: mm(1.6), borderBottom: `0.5 solid ${rule}` }}
    >
      <Text style={{ width: mm(WIDTH.position), fontFeatureSettings: tabular }}>{position}</Text>
      <View style={{ width: mm(WIDTH.order) }}>
        <BarCode text={item.number} module={XDIM} height={mm(7)} />
        <Text style={{ ...small, paddingLeft: 10 * XDIM, fontFeatureSettings: tabular }}>{item.number}</Text>
      </View>
      <View style={{ width: mm(WIDTH.device), paddingRight: mm(3) }}>
        <Text style={{ fontWeight: 600, ...cut }}>{clip(item.device)}</Text>
        {identifiers.length > 0 ? (
          <Text style={{ ...small, fontFeatureSettings: tabular }}>{identifiers.join('\n')}</Text>
        ) : null}
      </View>
      <View style={{ width: mm(WIDTH.customer) }}>
        <Text style={cut}>{clip(item.customer)}</Text>
        {item.references.length > 0 ? (
          <Text style={{ ...small, ...cut, color: grey }}>{clip(item.references.join(', '))}</Text>
        ) : null}
        {item.accessories ? (
          <Text style={{ ...small, maxLines: 3, textOverflow: 'ellipsis' }}>
            {t('shipment.accessories', { text: clip(item.accessories) })}
          </Text>
        ) : null}
      </View>
    </View>
  );
}
