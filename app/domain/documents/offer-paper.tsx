import { Text, View } from '@react-pdf/renderer';
import { netOf } from '~/domain/contracts/rules';
import { identifierOf, type OfferContent } from '~/domain/contracts/shown';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import { OrderLines } from './order-lines';
import type { PaperOperator } from './order-paper-data';
import { Facts, Prose, Section } from './paper-parts';
import { accentOr, grey, mm } from './paper-style';
import { type PaperWords, paperWords } from './words';

/** An offer's paper. Plain values only: it is handed to another thread. */
export type OfferPaper = {
  language: 'en' | 'de';
  /** BCP 47, for dates and amounts. */
  locale: string;
  /** IANA, for dates. */
  timeZone: string;
  operator: PaperOperator;
  /** Name and postal address, up to six lines. */
  recipient: string[];
  offer: OfferContent;
  validUntil: Date;
  /** Who agreed to it when; absent as long as nobody has. */
  decision?: { name: string; email: string; at: Date };
};

type PartProps = { paper: OfferPaper; words: PaperWords };

/** The paper of an offer, or of what was agreed, as a react-pdf document. */
export default function offerPaper(data: OfferPaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t } = words;
  const { offer, operator } = paper;
  const title = `${t(paper.decision ? 'offer.title_agreed' : 'offer.title')} ${offer.number}`;
  const contact = [operator.email, operator.phone].filter(Boolean).join(' · ');
  return (
    <Letter
      title={title}
      language={paper.language}
      operator={operator}
      recipient={paper.recipient}
      info={<Info paper={paper} words={words} />}
      runningHead={`${operator.name} · ${title}`}
      pageLabel={(page, pages) => t('page', { page, pages })}
    >
      <Text style={{ fontSize: 16, fontWeight: 600, lineHeight: 1.25, marginTop: mm(3) }}>{title}</Text>
      <Lead paper={paper} words={words} />
      {offer.devices.length > 0 ? (
        <Section title={t('offer.devices')}>
          {offer.devices.map((device) => (
            <View key={device.item} wrap={false} style={{ marginBottom: mm(2) }}>
              <Text style={{ fontWeight: 600 }}>
                {[device.name, identifierOf(device)].filter(Boolean).join(' · ')}
              </Text>
              {device.problem ? <Prose text={device.problem} /> : null}
            </View>
          ))}
        </Section>
      ) : null}
      {offer.lines.length > 0 ? <Lines paper={paper} words={words} /> : null}
      {contact ? (
        <Text style={{ marginTop: mm(5), color: grey }}>
          {t('quote.questions', { contact, number: offer.number })}
        </Text>
      ) : null}
    </Letter>
  );
}

function Info({ paper: { offer, validUntil }, words: { t, date } }: PartProps) {
  const facts = [
    { label: t('offer.date'), value: date(new Date(offer.madeAt)) },
    { label: t('quote.valid_until'), value: date(new Date(validUntil)) },
    { label: t('offer.customer'), value: offer.customer.number },
    { label: t('offer.contract'), value: offer.contract ?? '' },
    { label: t('order.serviceLocation'), value: offer.location?.name ?? '' },
  ].filter(({ value }) => value !== '');
  return (
    <View>
      <BarCode text={offer.number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{offer.number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts facts={facts} labelWidth={mm(30)} />
      </View>
    </View>
  );
}

/** What the paper says first: until when the offer is valid, or who agreed to it when. */
function Lead({ paper: { operator, offer, validUntil, decision }, words: { t, date, dateTime } }: PartProps) {
  return (
    <View style={{ marginTop: mm(3), paddingLeft: mm(3), borderLeft: `2 solid ${operator.accent}` }}>
      <Text style={{ fontWeight: 600, color: operator.accent }}>
        {decision
          ? t('offer.agreed_by', {
              name: decision.name,
              email: decision.email,
              date: dateTime(new Date(decision.at)),
            })
          : t('offer.valid', { date: date(new Date(validUntil)) })}
      </Text>
      {offer.title ? <Text style={{ color: grey }}>{offer.title}</Text> : null}
    </View>
  );
}

/** Services and plans with their prices and, under each plan, what it is bound to. */
function Lines({ paper, words }: PartProps) {
  const { t } = words;
  const { offer } = paper;
  const nameOf = (item: number | null) => offer.devices.find((device) => device.item === item)?.name;
  const described = (line: OfferContent['lines'][number]) => {
    const device = nameOf(line.forItem);
    const { plan, onsite } = line;
    const terms =
      plan &&
      t(plan.renews ? 'offer.plan_renews' : 'offer.plan_ends', {
        months: plan.termMonths,
        renewal: plan.renewalMonths,
        days: plan.noticeDays,
      });
    return [
      line.description,
      device ? t('offer.for_device', { device }) : '',
      onsite ? t('offer.onsite', { type: onsite.name }) : '',
      terms ?? '',
    ]
      .filter(Boolean)
      .join('\n');
  };
  return (
    <Section title={t('offer.lines')}>
      <OrderLines
        words={words}
        paper={{
          locale: paper.locale,
          lines: offer.lines.map((line) => ({
            description: described(line),
            quantity: line.quantityThousandths,
            unitPrice: line.unitPriceMinor,
            net: netOf(line),
            rate: line.vatBasisPoints,
          })),
          prices: { currency: offer.currency, totals: offer.totals },
        }}
      />
    </Section>
  );
}
