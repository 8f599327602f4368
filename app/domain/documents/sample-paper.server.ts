import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import { lineTotal, totals } from '~/platform/money';
import { getOperator } from '../companies/operator.server';
import type { OperatorForm } from '../companies/schema';
import type { OrderPaper } from './order-paper-data';
import { renderOrderPdf } from './order-pdf.server';
import { paperOperator, readLogo } from './paper-operator.server';
import { paperWords } from './words';

const NUMBER = 'RO-2026-000000';
const DAY = Date.UTC(2026, 2, 2, 8, 15);
const CURRENCY = 'CHF';
const VAT = 810;

/** How the operator looks on papers in place of what is saved. `logo` is a PNG, null for none; absent, the saved one stays. */
type Look = Partial<OperatorForm> & { logo?: Uint8Array | null };

/**
 * An order's paper about an example, as it looks with this look. The number is one that no order has.
 * @returns the A4 PDF; errors as in `renderPdf`
 */
export async function renderSamplePaper({ logo, ...look }: Look, language: Language) {
  const saved = await getOperator();
  const drawn = logo === undefined ? await readLogo(saved) : logo;
  const operator = { ...paperOperator({ ...saved, ...look }), ...(drawn && { logo: drawn }) };
  const { timeZone } = saved;
  return {
    number: NUMBER,
    pdf: await renderOrderPdf({ ...exampleOf(language, timeZone), operator }),
  };
}

function exampleOf({ locale, format }: Language, timeZone: string): Omit<OrderPaper, 'operator'> {
  const { t } = paperWords(locale, format, timeZone);
  const status = translator(locale);
  const line = (description: string, quantity: number, unitPrice: number) => ({
    ...{ description, quantity, unitPrice, net: lineTotal(quantity, unitPrice), rate: VAT },
  });
  const lines = [line(t('sample.part'), 1_000, 12_900), line(t('sample.work'), 750, 12_000)];
  return {
    ...{ language: locale, locale: format, timeZone, printedAt: new Date(), number: NUMBER, kind: 'repair' },
    recipient: ['Muster AG', 'Petra Muster', 'Musterstrasse 1', '8000 Zürich'],
    createdAt: new Date(DAY),
    approvedAt: new Date(DAY),
    status: {
      label: status('statuses:repair.confirmed.label'),
      meaning: status('statuses:repair.confirmed.meaning'),
    },
    customerReferences: ['PO-4711'],
    internalReferences: [],
    devices: [{ name: 'Fairphone 5', imei: '356938035643809' }],
    problem: t('sample.problem'),
    answers: [],
    lines,
    prices: { currency: CURRENCY, totals: totals(lines) },
    notes: [],
  };
}
