import { Image, Text, View } from '@react-pdf/renderer';
import { BarCode, QrCode } from '~/platform/pdf/bar-code';
import { clip, imageOf, Stamp } from './paper-parts';
import { grey, mm, pageStyle, rule } from './paper-style';
import {
  dayText,
  type PaperAddress,
  type PaperParcel,
  parcelSymbol,
  type ShipmentPaper,
  weightText,
} from './shipment-paper-data';
import type { PaperWords } from './words';

/** A6, ISO 216. */
export const A6 = { width: mm(105), height: mm(148) };

/** X-dimension of a logistics label, 0.495 mm (GS1 General Specifications, 5.12.3.5), and what our longer number has room for. */
const MODULE = { 'gs1-128': mm(0.495), code128: mm(0.37) };
const BAR_HEIGHT = { 'gs1-128': mm(32), code128: mm(28) };

const oneLine = { maxLines: 1, textOverflow: 'ellipsis' } as const;
const small = { fontSize: 7.5, lineHeight: 1.3 } as const;

interface LabelProps {
  paper: ShipmentPaper;
  parcel: PaperParcel;
  words: PaperWords;
}

/** The label of one parcel, A6: sender, receiver, what it is, and its codes. A void one has no code that could be scanned. */
export function Label({ paper, parcel, words }: LabelProps) {
  const { symbology, text, hri } = parcelSymbol(parcel);
  return (
    <View style={{ ...labelStyle, width: A6.width, height: A6.height }}>
      <Sender paper={paper} words={words} />
      <Receiver to={paper.to} words={words} />
      <View style={{ flexDirection: 'row', flexGrow: 1, paddingTop: mm(3), gap: mm(3) }}>
        <Facts paper={paper} parcel={parcel} words={words} />
        <View style={{ width: mm(32), alignItems: 'center' }}>
          {paper.void ? null : <QrCode text={parcel.url} side={mm(32)} />}
          <Text style={{ ...small, color: grey }}>{words.t('shipment.receivingDesk')}</Text>
          {parcel.sscc ? <Text style={small}>{parcel.code}</Text> : null}
        </View>
      </View>
      <View style={{ alignItems: 'center', height: mm(38), justifyContent: 'flex-end' }}>
        {paper.void ? null : (
          <BarCode
            symbology={symbology}
            text={text}
            module={MODULE[symbology]}
            height={BAR_HEIGHT[symbology]}
          />
        )}
        <Text style={{ fontSize: 11, lineHeight: 1.3, fontWeight: 600, marginTop: mm(1) }}>{hri}</Text>
      </View>
      {paper.void ? <Stamp text={words.t('shipment.void')} size={52} /> : null}
    </View>
  );
}

const labelStyle = {
  fontFamily: pageStyle.fontFamily,
  fontSize: 9,
  lineHeight: 1.35,
  color: '#000000',
  fontFeatureSettings: { calt: false },
  paddingHorizontal: mm(7),
  paddingVertical: mm(7),
} as const;

function Sender({ paper: { from, operator }, words: { t } }: Pick<LabelProps, 'paper' | 'words'>) {
  return (
    <View style={{ flexDirection: 'row', gap: mm(4), height: mm(17), overflow: 'hidden' }}>
      <View style={{ flex: 1 }}>
        <Text style={{ ...small, color: grey }}>{t('shipment.from')}</Text>
        <Text style={{ ...small, ...oneLine, fontWeight: 600 }}>{clip(from.name)}</Text>
        {from.lines.slice(0, 3).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an address have no other key
          <Text key={index} style={{ ...small, ...oneLine }}>
            {clip(line)}
          </Text>
        ))}
      </View>
      <Mark operator={operator} />
    </View>
  );
}

function Mark({ operator }: Pick<ShipmentPaper, 'operator'>) {
  const logo = imageOf(operator.logo);
  return logo ? (
    <Image
      src={logo}
      style={{ width: mm(34), height: mm(11), objectFit: 'contain', objectPosition: 'right top' }}
    />
  ) : (
    <Text style={{ ...small, maxLines: 2, width: mm(34), textAlign: 'right', fontWeight: 600 }}>
      {clip(operator.name)}
    </Text>
  );
}

function Receiver({ to, words: { t } }: { to: PaperAddress; words: PaperWords }) {
  const lineSize = to.lines.length > 3 ? 10.5 : 12.5;
  return (
    <View
      style={{
        height: mm(37),
        overflow: 'hidden',
        borderTop: '1 solid #000000',
        borderBottom: '1 solid #000000',
        paddingVertical: mm(2),
      }}
    >
      <Text style={{ ...small, color: grey }}>{t('shipment.to')}</Text>
      <Text style={{ fontSize: 15, lineHeight: 1.2, fontWeight: 600, maxLines: 2, textOverflow: 'ellipsis' }}>
        {clip(to.name)}
      </Text>
      {to.lines.slice(0, 4).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an address have no other key
        <Text key={index} style={{ ...oneLine, fontSize: lineSize, lineHeight: 1.2 }}>
          {clip(line)}
        </Text>
      ))}
    </View>
  );
}

function Facts({ paper, parcel, words: { t } }: LabelProps) {
  const facts = [
    [t('shipment.shipment'), paper.number],
    [t('shipment.weight'), weightText(parcel.weightGrams, paper.locale)],
    [t('shipment.pickUp'), dayText(paper.pickUpOn, paper.locale)],
    [t('shipment.method'), clip(paper.method) || t('none')],
  ];
  return (
    <View style={{ flex: 1 }}>
      <Text style={{ ...small, color: grey }}>{t('shipment.parcel')}</Text>
      <Text style={{ fontSize: 24, lineHeight: 1.1, fontWeight: 600, marginBottom: mm(1.5) }}>
        {`${parcel.position} / ${paper.parcels.length}`}
      </Text>
      {facts.map(([label, value]) => (
        <View
          key={label}
          style={{ flexDirection: 'row', borderTop: `0.5 solid ${rule}`, paddingVertical: mm(0.5) }}
        >
          <Text style={{ ...small, width: mm(21), color: grey }}>{label}</Text>
          <Text style={{ ...small, ...oneLine, flex: 1, fontWeight: 600 }}>{value}</Text>
        </View>
      ))}
    </View>
  );
}
