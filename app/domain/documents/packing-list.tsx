import { Text, View } from '@react-pdf/renderer';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import { PackedItems } from './packing-list-items';
import { clip, Facts, Prose, Section } from './paper-parts';
import { accentOr, grey, mm, rule, XDIM } from './paper-style';
import {
  dayText,
  type PaperAddress,
  type PaperParcel,
  parcelSymbol,
  type ShipmentPaper,
  weightText,
} from './shipment-paper-data';
import { type PaperWords, paperWords } from './words';

interface PartProps {
  paper: ShipmentPaper;
  words: PaperWords;
}

/** The packing list of a shipment, A4, as a react-pdf document. */
export default function packingList(data: ShipmentPaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t } = words;
  const title = `${t('shipment.packingList')} ${paper.number}`;
  return (
    <Letter
      title={title}
      language={paper.language}
      operator={paper.operator}
      recipient={[paper.to.name, ...paper.to.lines].map(clip)}
      info={<Info paper={paper} words={words} />}
      runningHead={[paper.operator.name, title, paper.void ? t('shipment.void') : '']
        .filter(Boolean)
        .join(' · ')}
      pageLabel={(page, pages) => t('page', { page, pages })}
      stamp={paper.void ? t('shipment.void') : undefined}
    >
      <Text style={{ fontSize: 16, fontWeight: 600, lineHeight: 1.25 }}>{title}</Text>
      <Summary paper={paper} words={words} />
      {paper.parcels.map((parcel) => (
        <Parcel key={parcel.code} parcel={parcel} paper={paper} words={words} />
      ))}
      {paper.loose.length > 0 ? (
        <Section title={t('shipment.loose')}>
          <PackedItems items={paper.loose} words={words} />
        </Section>
      ) : null}
      {paper.note ? (
        <Section title={t('shipment.note')}>
          <Prose text={paper.note} />
        </Section>
      ) : null}
      <Signatures words={words} />
    </Letter>
  );
}

function Info({ paper, words: { t, dateTime } }: PartProps) {
  const facts = [
    { label: t('shipment.pickUp'), value: dayText(paper.pickUpOn, paper.locale) },
    { label: t('shipment.method'), value: clip(paper.method) || t('none') },
    { label: t('shipment.version'), value: `${paper.version}` },
  ];
  return (
    <View>
      <BarCode text={paper.number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{paper.number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts facts={facts} labelWidth={mm(30)} />
        <Text style={{ color: grey, marginTop: mm(0.6) }}>
          {t('shipment.issued', { date: dateTime(new Date(paper.issuedAt)) })}
        </Text>
      </View>
    </View>
  );
}

const addressText = ({ name, lines }: PaperAddress) => [name, ...lines].map(clip).join('\n');

/** Who sends what to whom, and how much of it. */
function Summary({ paper, words: { t } }: PartProps) {
  const weights = paper.parcels.flatMap(({ weightGrams }) => weightGrams ?? []);
  const total = weights.length === 0 ? null : weights.reduce((sum, grams) => sum + grams, 0);
  const incomplete = weights.length > 0 && weights.length < paper.parcels.length;
  const devices = paper.parcels.reduce((sum, { items }) => sum + items.length, paper.loose.length);
  const figures = [
    { label: t('shipment.parcels'), value: `${paper.parcels.length}` },
    { label: t('shipment.devices'), value: `${devices}` },
    {
      label: t('shipment.totalWeight'),
      value: incomplete
        ? t('shipment.weightOf', {
            weight: weightText(total, paper.locale),
            weighed: weights.length,
            parcels: paper.parcels.length,
          })
        : weightText(total, paper.locale),
    },
  ];
  const sides = [
    { label: t('shipment.from'), value: addressText(paper.from) },
    { label: t('shipment.to'), value: addressText(paper.to) },
  ];
  return (
    <View wrap={false} style={{ flexDirection: 'row', gap: mm(6), marginTop: mm(3) }}>
      {sides.map(({ label, value }) => (
        <View
          key={label}
          style={{ flex: 1, paddingLeft: mm(3), borderLeft: `2 solid ${paper.operator.accent}` }}
        >
          <Text style={{ color: grey, fontSize: 8, lineHeight: 1.35 }}>{label}</Text>
          <Text style={{ maxLines: 8, textOverflow: 'ellipsis' }}>{value}</Text>
        </View>
      ))}
      <View style={{ flex: 1 }}>
        <Facts facts={figures} labelWidth={mm(26)} />
      </View>
    </View>
  );
}

function Parcel({ parcel, paper, words }: PartProps & { parcel: PaperParcel }) {
  const { t } = words;
  const { symbology, text, hri } = parcelSymbol(parcel);
  return (
    <View style={{ marginTop: mm(6) }}>
      <View
        minPresenceAhead={mm(30)}
        wrap={false}
        style={{
          flexDirection: 'row',
          justifyContent: 'space-between',
          alignItems: 'flex-end',
          paddingBottom: mm(1.5),
          marginBottom: mm(1.5),
          borderBottom: `0.75 solid ${rule}`,
        }}
      >
        <View>
          <Text style={{ fontSize: 10.5, lineHeight: 1.3, fontWeight: 600 }}>
            {t('shipment.parcelOf', { position: parcel.position, parcels: paper.parcels.length })}
          </Text>
          <Text style={{ color: grey }}>
            {[
              t('shipment.deviceCount', { count: parcel.items.length }),
              weightText(parcel.weightGrams, paper.locale),
            ].join(' · ')}
          </Text>
        </View>
        <View style={{ alignItems: 'center', marginRight: -10 * XDIM }}>
          {paper.void ? null : <BarCode symbology={symbology} text={text} module={XDIM} height={mm(9)} />}
          <Text style={{ fontSize: 8, lineHeight: 1.3 }}>{hri}</Text>
        </View>
      </View>
      {parcel.items.length > 0 ? (
        <PackedItems items={parcel.items} words={words} />
      ) : (
        <Text style={{ color: grey }}>{t('shipment.emptyParcel')}</Text>
      )}
    </View>
  );
}

/** Lines to sign on, kept together. */
function Signatures({ words: { t } }: { words: PaperWords }) {
  return (
    <View wrap={false} style={{ flexDirection: 'row', gap: mm(8), marginTop: mm(8), paddingTop: mm(14) }}>
      {[t('shipment.packedBy'), t('shipment.handedOver'), t('shipment.received')].map((label) => (
        <Text
          key={label}
          style={{ flex: 1, borderTop: `0.75 solid ${grey}`, paddingTop: mm(1), color: grey, fontSize: 8 }}
        >
          {label}
        </Text>
      ))}
    </View>
  );
}
