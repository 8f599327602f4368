import { Text, View } from '@react-pdf/renderer';
import { formatImei } from '~/domain/devices/rules';
import { lineNet } from '~/domain/orders/rules';
import { agreedLines, optionTotals } from '~/domain/quotes/rules';
import type { ShownOption, ShownQuote } from '~/domain/quotes/shown';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import { OrderLines } from './order-lines';
import type { PaperOperator } from './order-paper-data';
import { Facts, Prose, Section } from './paper-parts';
import { accentOr, grey, mm } from './paper-style';
import { type PaperWords, paperWords } from './words';

/** A quote's paper. Plain values only: it is handed to another thread. */
export type QuotePaper = {
  language: 'en' | 'de';
  /** BCP 47, for dates and amounts. */
  locale: string;
  /** IANA, for dates. */
  timeZone: string;
  operator: PaperOperator;
  /** Name and postal address, up to six lines. */
  recipient: string[];
  quote: ShownQuote;
  /** A word across the sheet for what nobody can agree to. */
  stamp?: 'draft' | 'withdrawn' | 'expired' | 'superseded';
  /** Absent as long as nobody has decided. */
  decision?: {
    outcome: 'accepted' | 'declined';
    name: string;
    email: string;
    at: Date;
    automatic: boolean;
    reason: string;
    /** What was agreed to: an option with the optional lines that were chosen. */
    option: ShownOption | null;
    lineIds: number[];
  };
};

/** The paper of a quote, or of what was decided on it, as a react-pdf document. */
export default function quotePaper(data: QuotePaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t } = words;
  const title = `${t(paper.decision ? `quote.title_${paper.decision.outcome}` : 'quote.title')} ${paper.quote.number}`;
  return (
    <Letter
      title={title}
      language={paper.language}
      operator={paper.operator}
      recipient={paper.recipient}
      info={<Info paper={paper} words={words} />}
      runningHead={`${paper.operator.name} · ${title}`}
      pageLabel={(page, pages) => t('page', { page, pages })}
      stamp={paper.stamp && t(`quote.stamps.${paper.stamp}`)}
    >
      <Text style={{ fontSize: 16, fontWeight: 600, lineHeight: 1.25, marginTop: mm(3) }}>{title}</Text>
      <Lead paper={paper} words={words} />
      {paper.quote.message ? (
        <Section title={t('quote.message')}>
          <Prose text={paper.quote.message} />
        </Section>
      ) : null}
      {paper.decision?.option ? (
        <Option
          paper={paper}
          words={words}
          option={paper.decision.option}
          heading={t('quote.agreed')}
          chosen={paper.decision.lineIds}
        />
      ) : (
        paper.quote.options.map((option, index) => (
          <Option
            key={option.id}
            paper={paper}
            words={words}
            option={option}
            heading={paper.quote.options.length > 1 ? t('quote.option', { number: index + 1 }) : ''}
            chosen={null}
          />
        ))
      )}
      <Contact paper={paper} words={words} />
    </Letter>
  );
}

type PartProps = { paper: QuotePaper; words: PaperWords };

function Info({ paper: { quote }, words: { t, date } }: PartProps) {
  const { order } = quote;
  const facts = [
    { label: t('quote.version'), value: String(quote.version) },
    { label: t('quote.sent'), value: quote.sentAt ? date(new Date(quote.sentAt)) : '' },
    { label: t('quote.valid_until'), value: date(new Date(quote.validUntil)) },
    { label: t('quote.order'), value: order.number },
    { label: t('order.device'), value: order.device },
    { label: t('order.imei'), value: order.imei ? formatImei(order.imei) : '' },
    { label: t('order.serial'), value: order.serial ?? '' },
  ].filter(({ value }) => value !== '');
  return (
    <View>
      <BarCode text={quote.number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{quote.number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts facts={facts} labelWidth={mm(30)} />
      </View>
    </View>
  );
}

/** What the paper says first: until when the quote is valid, or who decided what and when. */
function Lead({ paper: { operator, quote, decision }, words: { t, date, dateTime } }: PartProps) {
  const named = decision && {
    name: decision.name,
    email: decision.email,
    date: dateTime(decision.at),
  };
  const said = () => {
    if (!decision) return t('quote.valid', { date: date(new Date(quote.validUntil)) });
    if (decision.automatic) return t('quote.by_itself', named);
    return t(`quote.by_${decision.outcome}`, named);
  };
  return (
    <View style={{ marginTop: mm(3), paddingLeft: mm(3), borderLeft: `2 solid ${operator.accent}` }}>
      <Text style={{ fontWeight: 600, color: operator.accent }}>{said()}</Text>
      {decision?.reason ? <Prose text={t('quote.reason', { reason: decision.reason })} /> : null}
      <Text style={{ color: grey }}>
        {t('quote.for', { order: quote.order.number, customer: quote.customer })}
      </Text>
    </View>
  );
}

type OptionProps = PartProps & {
  option: ShownOption;
  heading: string;
  /** The optional lines that were chosen; null while nothing is. */
  chosen: number[] | null;
};

function Option({ paper, words, option, heading, chosen }: OptionProps) {
  const { t } = words;
  const kind = t(`quote.kinds.${option.kind}`);
  const title = [heading, kind, option.title].filter(Boolean).join(' · ');
  const shown = chosen === null ? option.lines : agreedLines(option.lines, chosen);
  const marked = (line: ShownOption['lines'][number]) => {
    const described = line.warranty ? t('order.warrantyLine', { text: line.description }) : line.description;
    return line.optional && chosen === null ? t('quote.optional_line', { text: described }) : described;
  };
  return (
    <Section title={title}>
      <OrderLines
        words={words}
        paper={{
          locale: paper.locale,
          lines: shown.map((line) => ({
            description: marked(line),
            quantity: line.quantityThousandths,
            unitPrice: line.unitPriceMinor,
            net: lineNet(line),
            rate: line.vatBasisPoints,
          })),
          prices: { currency: paper.quote.currency, totals: optionTotals(option.lines, chosen ?? []) },
        }}
      />
      {chosen === null && option.lines.some(({ optional }) => optional) ? (
        <Text style={{ marginTop: mm(2), color: grey }}>{t('quote.optional_note')}</Text>
      ) : null}
    </Section>
  );
}

function Contact({ paper: { operator, quote }, words: { t } }: PartProps) {
  const contact = [operator.email, operator.phone].filter(Boolean).join(' · ');
  if (!contact) return null;
  return (
    <Text style={{ marginTop: mm(5), color: grey }}>
      {t('quote.questions', { contact, number: quote.number })}
    </Text>
  );
}
