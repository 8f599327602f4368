import { Text, View } from '@react-pdf/renderer';
import { formatImei } from '~/domain/devices/rules';
import { formatMoney } from '~/platform/money';
import { BarCode } from '~/platform/pdf/bar-code';
import { Letter } from './letter';
import type { PaperOperator } from './order-paper-data';
import { clip, Facts, Prose, Section } from './paper-parts';
import { accentOr, grey, mm } from './paper-style';
import { type PaperWords, paperWords } from './words';

/** A contract's paper. Plain values only: it is handed to another thread. Days are `YYYY-MM-DD`. */
export type ContractPaper = {
  language: 'en' | 'de';
  /** BCP 47, for dates and amounts. */
  locale: string;
  /** IANA, for dates. */
  timeZone: string;
  printedAt: Date;
  operator: PaperOperator;
  /** Name and postal address, up to six lines. */
  recipient: string[];
  number: string;
  state: 'active' | 'ended';
  noticeGivenAt: Date | null;
  /** The customer's number. */
  customer: string;
  currency: string;
  plan: { name: string; description: string };
  terms: {
    startsOn: string;
    endsOn: string;
    renews: boolean;
    renewalMonths: number;
    noticeDays: number;
    /** Net, for a month and a device, in minor units. */
    priceMinor: number;
  };
  devices: { name: string; imei: string | null; serial: string | null }[];
  /** The newest first, each with its number of devices. */
  versions: { version: number; change: string; at: Date; count: number }[];
};

type PartProps = { paper: ContractPaper; words: PaperWords };

/** Terms, devices and versions of a contract as a react-pdf document. */
export default function contractPaper(data: ContractPaper) {
  const paper = { ...data, operator: { ...data.operator, accent: accentOr(data.operator.accent) } };
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { t, dateTime } = words;
  const { operator, plan, devices, versions } = paper;
  const title = `${t('contract.title')} ${paper.number}`;
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
      <Section title={plan.name}>
        {plan.description ? <Prose text={plan.description} /> : null}
        <Terms paper={paper} words={words} />
      </Section>
      {devices.length > 0 ? (
        <Section title={t('contract.devices')}>
          <Facts
            labelWidth={mm(95)}
            facts={devices.map(({ name, imei, serial }) => ({
              label: clip(name),
              value: imei ? formatImei(imei) : (serial ?? ''),
            }))}
          />
        </Section>
      ) : null}
      <Section title={t('contract.versions')}>
        <Facts
          facts={versions.map(({ version, change, at, count }) => ({
            label: t('contract.version', { version }),
            value: [
              t(`contract.changes.${change as 'new'}`),
              t('contract.devices_count', { count }),
              dateTime(new Date(at)),
            ].join(' · '),
          }))}
        />
      </Section>
    </Letter>
  );
}

function Info({ paper: { number, customer, printedAt }, words: { t, date } }: PartProps) {
  return (
    <View>
      <BarCode text={number} width={mm(68)} height={mm(11)} />
      <Text style={{ textAlign: 'center', fontWeight: 600, marginBottom: mm(2.5) }}>{number}</Text>
      <View style={{ marginLeft: mm(3.6), fontSize: 8.5, lineHeight: 1.35 }}>
        <Facts
          labelWidth={mm(30)}
          facts={[
            { label: t('contract.as_of'), value: date(new Date(printedAt)) },
            { label: t('offer.customer'), value: customer },
          ]}
        />
      </View>
    </View>
  );
}

/** A day is the same in every time zone. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** How the contract stands: running, with notice given, or over. */
function Lead({ paper, words: { t, date } }: PartProps) {
  const { operator, state, noticeGivenAt, terms, printedAt } = paper;
  const end = date(noon(terms.endsOn));
  return (
    <View style={{ marginTop: mm(3), paddingLeft: mm(3), borderLeft: `2 solid ${operator.accent}` }}>
      <Text style={{ fontWeight: 600, color: operator.accent }}>
        {t(`contract.${state}`, { date: date(new Date(printedAt)), end })}
      </Text>
      {noticeGivenAt ? (
        <Text style={{ color: grey }}>
          {t('contract.noticed', { date: date(new Date(noticeGivenAt)), end })}
        </Text>
      ) : null}
    </View>
  );
}

function Terms({ paper: { terms, currency, locale }, words: { t, date } }: PartProps) {
  const { startsOn, endsOn, renews, renewalMonths, noticeDays, priceMinor } = terms;
  return (
    <View style={{ marginTop: mm(2) }}>
      <Facts
        facts={[
          { label: t('contract.term'), value: `${date(noon(startsOn))} – ${date(noon(endsOn))}` },
          {
            label: t('contract.renewal'),
            value: renews
              ? t('contract.renews', { count: renewalMonths, days: noticeDays })
              : t('contract.ends'),
          },
          { label: t('contract.price'), value: formatMoney(priceMinor, currency, locale) },
        ]}
      />
    </View>
  );
}
