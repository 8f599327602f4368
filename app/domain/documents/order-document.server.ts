import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { listMessages, type ShownMessage } from '../messages/messages.server';
import { getOrder, type OrderDetail } from '../orders/detail.server';
import { intakeOf } from '../orders/intake.server';
import { answersAndGates } from '../orders/schema';
import { freshStatusTexts } from '../orders/status-texts.server';
import type { OrderPaper, PaperLine } from './order-paper-data';
import { renderOrderPdf } from './order-pdf.server';
import { type Operator, paperOperator, readLogo, recipientLines } from './paper-operator.server';
import { type PaperWords, paperWords } from './words';

/**
 * The paper of an order as this viewer may see it, in their language, with times in the service location's zone: prices only
 * for those who see prices, public notes only. Null when there is no such order for them, or only a draft of it.
 */
export async function renderOrderDocument(viewer: Viewer, number: string, language: Language) {
  const order = number.includes('\0') ? null : await getOrder(viewer, number);
  if (!order || order.status === 'draft') return null;
  const [operator, messages, intake] = await Promise.all([
    getOperator(),
    listMessages(viewer, order.id),
    intakeOf(viewer, order),
    freshStatusTexts(),
  ]);
  const notes = messages.filter(({ kind }) => kind === 'public_note');
  const logo = await readLogo(operator);
  const paper = orderPaper({ viewer, order, notes, intake: intake.last, operator, logo, language });
  return { number: order.number, pdf: await renderOrderPdf(paper) };
}

type Sources = {
  viewer: Viewer;
  order: OrderDetail;
  notes: ShownMessage[];
  intake: { condition: string; accessories: string } | null;
  operator: Operator;
  logo: Uint8Array | null;
  language: Language;
};

function orderPaper({ viewer, order, notes, intake, operator, logo, language }: Sources): OrderPaper {
  const words = paperWords(language.locale, language.format, order.location.timeZone);
  const { submission, customer, createdBy } = order;
  return {
    language: language.locale,
    locale: language.format,
    timeZone: order.location.timeZone,
    printedAt: new Date(),
    operator: { ...paperOperator(operator), ...(logo ? { logo } : {}) },
    recipient: recipientLines(customer, operator, language),
    kind: order.kind,
    number: order.number,
    createdAt: order.createdAt,
    ...(submission ? { approvedAt: submission.approvedAt } : {}),
    status: statusInWords(viewer, order, language, words),
    serviceLocation: order.location.name,
    customerReferences: order.customerReferences,
    internalReferences: viewer.guest ? [] : order.internalReferences,
    ...(order.onBehalf
      ? { placedBy: { name: createdBy.name, company: operator.name, onBehalfOf: customer.name } }
      : {}),
    devices: [
      {
        name: order.deviceName,
        ...(order.imei ? { imei: order.imei } : {}),
        ...(order.serial ? { serial: order.serial } : {}),
        facts: [
          { label: words.t('order.condition'), value: intake?.condition ?? '' },
          { label: words.t('order.accessories'), value: intake?.accessories ?? '' },
        ],
      },
    ],
    problem: order.problem,
    answers: answers(order, language),
    ...delivery(order),
    ...priced(order, words),
    notes: notes.map(({ createdAt, author, body }) => ({ at: createdAt, author, text: body })),
  };
}

/** The paper speaks to the one who ordered; a partner's speaks to the partner. */
function statusInWords(
  viewer: Viewer,
  order: OrderDetail,
  { locale }: Language,
  words: PaperWords,
): OrderPaper['status'] {
  const t = translator(locale);
  const ending = viewer.role === 'partner' ? '_staff' : '';
  const say = (part: string) => String(t(`statuses:${order.kind}.${order.status}.${part}${ending}` as never));
  const { next } = order.rule;
  const actor = next && t(`statuses:next.${next === 'customer' && !ending ? 'you' : next}`);
  const due = actor && order.dueAt && words.t('order.nextBy', { actor, date: words.date(order.dueAt) });
  return { label: say('label'), meaning: say('meaning'), ...(actor ? { next: due || actor } : {}) };
}

function answers({ submission }: OrderDetail, { locale, format }: Language): OrderPaper['answers'] {
  const t = translator(locale);
  const day = new Intl.DateTimeFormat(format, { dateStyle: 'medium', timeZone: 'UTC' });
  return (submission ? answersAndGates(submission.content) : []).map(({ label, kind, value, shown }) => {
    if (kind === 'yes_no') return { label, value: t(value === 'yes' ? 'common:yes' : 'common:no') };
    return { label, value: kind === 'date' ? day.format(new Date(`${value}T00:00:00Z`)) : shown };
  });
}

function delivery({ submission }: OrderDetail): Pick<OrderPaper, 'delivery'> {
  const wanted = submission?.content.delivery;
  if (!wanted) return {};
  const { name, street, postalCode, city, country } = wanted.address ?? {};
  const lines = [name, street, [postalCode, city].filter(Boolean).join(' '), country];
  return { delivery: { method: wanted.method, addressLines: lines.filter((line) => !!line).map(String) } };
}

/** Products and services; without any amount for those who see no prices. */
function priced(
  { money, sold, currency }: OrderDetail,
  words: PaperWords,
): Pick<OrderPaper, 'lines' | 'prices'> {
  const described = (line: OrderDetail['sold'][number]): Pick<PaperLine, 'description' | 'quantity'> => ({
    description: line.warranty ? words.t('order.warrantyLine', { text: line.description }) : line.description,
    quantity: line.quantityThousandths,
  });
  if (!money) return { lines: sold.map((line) => ({ ...described(line), unitPrice: 0, net: 0, rate: 0 })) };
  return {
    lines: money.lines.map((line) => ({
      ...described(line),
      unitPrice: line.unitPriceMinor,
      net: line.net,
      rate: line.rate,
    })),
    prices: { currency, totals: money.totals },
  };
}
