import { Text, View } from '@react-pdf/renderer';
import { formatImei } from '~/domain/devices/rules';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import { OrderLines } from './order-lines';
import type { OrderPaper, PaperDelivery, PaperDevice, PaperFact } from './order-paper-data';
import { Facts, Prose, Section } from './paper-parts';
import { accentOr, grey, mm } from './paper-style';
import { type PaperWords, paperWords } from './words';

/** Facts longer than this leave the information block for the body. */
const SHORT = 60;

/** The paper of one order as a react-pdf document. */
export default function orderPaper(data: OrderPaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t } = words;
  const title = `${t(`order.title_${paper.kind}`)} ${paper.number}`;
  return (
    <Letter
      title={title}
      language={paper.language}
      operator={paper.operator}
      recipient={paper.recipient}
      info={<Info paper={paper} words={words} />}
      runningHead={`${paper.operator.name} · ${title}`}
      pageLabel={(page, pages) => t('page', { page, pages })}
    >
      <Text style={{ fontSize: 16, fontWeight: 600, lineHeight: 1.25 }}>{title}</Text>
      <Status paper={paper} words={words} />
      <Body paper={paper} words={words} />
    </Letter>
  );
}

interface PartProps {
  paper: OrderPaper;
  words: PaperWords;
}

/** Location and references: short ones stand in the information block, long ones in the body. */
function blockFacts(paper: OrderPaper, { t }: PaperWords, long: boolean): PaperFact[] {
  return [
    { label: t('order.serviceLocation'), value: paper.serviceLocation ?? '' },
    { label: t('order.customerReference'), value: paper.customerReferences.join(', ') },
    { label: t('order.internalReference'), value: paper.internalReferences.join(', ') },
  ].filter(({ value }) => value !== '' && value.length > SHORT === long);
}

function Info({ paper, words }: PartProps) {
  const { t, date, dateTime } = words;
  const facts = [
    { label: t('order.created'), value: date(paper.createdAt) },
    ...(paper.approvedAt ? [{ label: t('order.approved'), value: date(paper.approvedAt) }] : []),
    ...blockFacts(paper, words, false),
  ];
  return (
    <View>
      <BarCode text={paper.number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{paper.number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts facts={facts} labelWidth={mm(30)} />
        <Text style={{ color: grey, marginTop: mm(0.6) }}>
          {t('printed', { date: dateTime(paper.printedAt) })}
        </Text>
      </View>
    </View>
  );
}

function Status({ paper: { status, operator, placedBy }, words: { t } }: PartProps) {
  return (
    <View style={{ marginTop: mm(3), paddingLeft: mm(3), borderLeft: `2 solid ${operator.accent}` }}>
      <Text style={{ fontWeight: 600, color: operator.accent }}>{status.label}</Text>
      {status.meaning ? <Text>{status.meaning}</Text> : null}
      {status.next ? <Text>{t('order.next', { text: status.next })}</Text> : null}
      {placedBy ? (
        <Text style={{ color: grey }}>
          {t('order.placedBy', {
            name: placedBy.name,
            company: placedBy.company,
            customer: placedBy.onBehalfOf,
          })}
        </Text>
      ) : null}
    </View>
  );
}

function Body({ paper, words }: PartProps) {
  const { t, dateTime } = words;
  const contact = [paper.operator.email, paper.operator.phone].filter(Boolean).join(' · ');
  const long = blockFacts(paper, words, true);
  return (
    <>
      <DeviceAndDelivery paper={paper} words={words} />
      {long.length > 0 ? <Facts facts={long} /> : null}
      <Section title={t('order.problem')}>
        <Prose text={paper.problem || t('none')} />
      </Section>
      {paper.answers.length > 0 ? (
        <Section title={t('order.answers')}>
          <Facts facts={paper.answers} labelWidth={mm(70)} />
        </Section>
      ) : null}
      {paper.lines.length > 0 ? (
        <Section title={t('order.lines')}>
          <OrderLines paper={paper} words={words} />
        </Section>
      ) : null}
      {paper.notes.length > 0 ? (
        <Section title={t('order.notes')}>
          {paper.notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes have no key of their own here
            <View key={index} style={{ marginBottom: mm(2) }}>
              <Text
                style={{ color: grey, fontSize: 8, lineHeight: 1.35 }}
              >{`${dateTime(note.at)} · ${note.author}`}</Text>
              <Prose text={note.text} />
            </View>
          ))}
        </Section>
      ) : null}
      {contact ? (
        <Text style={{ marginTop: mm(7), color: grey }}>
          {t('order.questions', { contact, number: paper.number })}
        </Text>
      ) : null}
    </>
  );
}

/** Side by side where there is one device; below each other where there are more. */
function DeviceAndDelivery({ paper: { devices, delivery }, words }: PartProps) {
  const half = devices.length === 1 && delivery !== undefined;
  return (
    <View style={half ? { flexDirection: 'row', gap: mm(8) } : {}}>
      {devices.map((device, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: devices have no key of their own here
        <View key={index} style={half ? { flex: 1 } : {}}>
          <Section title={words.t('order.device')}>
            <Device device={device} words={words} half={half} />
          </Section>
        </View>
      ))}
      {delivery ? (
        <View style={half ? { flex: 1 } : {}}>
          <Section title={words.t('order.delivery')}>
            <Delivery delivery={delivery} words={words} half={half} />
          </Section>
        </View>
      ) : null}
    </View>
  );
}

interface HalfProps {
  words: PaperWords;
  half: boolean;
}

const labelWidth = (half: boolean) => mm(half ? 27 : 45);

function Delivery({ delivery, words: { t }, half }: HalfProps & { delivery: PaperDelivery }) {
  const facts = [
    { label: t('order.deliveryMethod'), value: delivery.method },
    { label: t('order.deliveryAddress'), value: delivery.addressLines.join('\n') },
    { label: t('order.deliveryRemark'), value: delivery.remark ?? '' },
  ].filter(({ value }) => value !== '');
  return <Facts facts={facts} labelWidth={labelWidth(half)} />;
}

function Device({ device, words: { t }, half }: HalfProps & { device: PaperDevice }) {
  const facts = [
    { label: t('order.imei'), value: device.imei ? formatImei(device.imei) : '' },
    { label: t('order.serial'), value: device.serial ?? '' },
    ...(device.facts ?? []),
  ].filter(({ value }) => value !== '');
  return (
    <>
      <Text style={{ fontWeight: 600, marginBottom: mm(0.8) }}>{device.name}</Text>
      <Facts facts={facts} labelWidth={labelWidth(half)} />
    </>
  );
}
