import { Text, View } from '@react-pdf/renderer';
import { formatMoney, type Totals } from '~/platform/money';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import { TotalsBlock } from './order-lines';
import type { PaperOperator } from './order-paper-data';
import { clip, Facts, Section, tableStyle } from './paper-parts';
import { accentOr, grey, mm, rule, tabular } from './paper-style';
import { type PaperWords, paperWords } from './words';

/** A settlement's paper. Plain values only: it is handed to another thread. Amounts in minor units, rates in basis points. */
export type SettlementPaper = {
  language: 'en' | 'de';
  /** BCP 47, for dates and amounts. */
  locale: string;
  /** IANA, for dates. */
  timeZone: string;
  operator: PaperOperator;
  /** Name and postal address of the partner, up to six lines. */
  recipient: string[];
  number: string;
  createdAt: Date;
  currency: string;
  items: { spId: string; description: string; executedAt: Date; net: number; rate: number }[];
  totals: Totals;
};

const WIDTH = { position: 10, spId: 24, executed: 24, rate: 14, net: 27 } as const;

/** The paper of a settlement as a react-pdf document: which orders its partner invoices, and that it is no invoice. */
export default function settlementPaper(data: SettlementPaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t } = words;
  const title = `${t('settlement.title')} ${paper.number}`;
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
      <Text style={{ fontSize: 16, fontWeight: 600, lineHeight: 1.25, marginTop: mm(3) }}>{title}</Text>
      <NoInvoice paper={paper} words={words} />
      <Section title={t('settlement.items')}>
        <Items paper={paper} words={words} />
        <TotalsBlock
          paper={paper}
          prices={{ currency: paper.currency, totals: paper.totals }}
          words={words}
        />
      </Section>
      <Section title={t('settlement.to')}>
        <Text>{[paper.operator.name, ...paper.operator.addressLines].join('\n')}</Text>
      </Section>
    </Letter>
  );
}

type PartProps = { paper: SettlementPaper; words: PaperWords };

function Info({ paper: { number, createdAt, items }, words: { t, date } }: PartProps) {
  return (
    <View>
      <BarCode text={number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts
          labelWidth={mm(30)}
          facts={[
            { label: t('settlement.number'), value: number },
            { label: t('settlement.created'), value: date(createdAt) },
            { label: t('settlement.orders'), value: String(items.length) },
          ]}
        />
      </View>
    </View>
  );
}

/** In both languages, the partner's first: who keeps its books may read either. */
function NoInvoice({ paper, words }: PartProps) {
  const other = paper.language === 'de' ? 'en' : 'de';
  const { t } = paperWords(other, paper.locale, paper.timeZone);
  return (
    <View style={{ marginTop: mm(3), paddingLeft: mm(3), borderLeft: `2 solid ${paper.operator.accent}` }}>
      <Text style={{ fontWeight: 600, color: paper.operator.accent }}>
        {words.t('settlement.no_invoice')}
      </Text>
      <Text>{words.t('settlement.quote', { number: paper.number })}</Text>
      <Text style={{ fontWeight: 600, color: grey, marginTop: mm(1.5) }}>{t('settlement.no_invoice')}</Text>
      <Text style={{ color: grey }}>{t('settlement.quote', { number: paper.number })}</Text>
    </View>
  );
}

const head = { color: grey, fontSize: 8, lineHeight: 1.3 } as const;
const right = { textAlign: 'right', fontFeatureSettings: tabular } as const;

/** The orders, with the column heads on every page. */
function Items({ paper, words: { t, date, rate } }: PartProps) {
  return (
    <View style={tableStyle}>
      <View fixed style={{ flexDirection: 'row', paddingBottom: mm(1), borderBottom: `0.5 solid ${rule}` }}>
        <Text style={{ ...head, width: mm(WIDTH.position) }}>{t('table.position')}</Text>
        <Text style={{ ...head, width: mm(WIDTH.spId) }}>{t('settlement.sp_id')}</Text>
        <Text style={{ ...head, flex: 1 }}>{t('table.description')}</Text>
        <Text style={{ ...head, width: mm(WIDTH.executed) }}>{t('settlement.executed')}</Text>
        <Text style={{ ...head, ...right, width: mm(WIDTH.rate) }}>{t('table.vatRate')}</Text>
        <Text style={{ ...head, ...right, width: mm(WIDTH.net) }}>{t('settlement.fee')}</Text>
      </View>
      {paper.items.map((item, index) => (
        <View
          key={item.spId}
          wrap={false}
          style={{ flexDirection: 'row', paddingVertical: mm(1.1), borderBottom: `0.5 solid ${rule}` }}
        >
          <Text style={{ width: mm(WIDTH.position), fontFeatureSettings: tabular }}>{index + 1}</Text>
          <Text style={{ width: mm(WIDTH.spId), fontWeight: 600, fontFeatureSettings: tabular }}>
            {item.spId}
          </Text>
          <Text style={{ flex: 1, paddingRight: mm(3) }}>{clip(item.description)}</Text>
          <Text style={{ width: mm(WIDTH.executed), fontFeatureSettings: tabular }}>
            {date(item.executedAt)}
          </Text>
          <Text style={{ ...right, width: mm(WIDTH.rate) }}>{rate(item.rate)}</Text>
          <Text style={{ ...right, width: mm(WIDTH.net) }}>
            {formatMoney(item.net, paper.currency, paper.locale)}
          </Text>
        </View>
      ))}
    </View>
  );
}
