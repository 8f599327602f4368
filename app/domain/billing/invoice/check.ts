import { currencyExponent } from '~/platform/money';
import type { ReadInvoice } from './read-invoice';

/** What an invoice must agree with; amounts in minor units of the currency. */
export type Expected = {
  number: string;
  spIds: string[];
  partner: string;
  currency: string;
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
};

/** What is compared, in the order in which it is shown. */
export const CHECKS = [
  'kind',
  'billing_id',
  'sp_ids',
  'foreign_sp_ids',
  'currency',
  'net',
  'vat',
  'gross',
  'seller',
] as const;
export type CheckName = (typeof CHECKS)[number];

export const CHECK_RESULTS = ['agrees', 'differs', 'hint', 'by_hand'] as const;

/**
 * One comparison. `hint`: it differs, and does not count; `by_hand`: nobody but a person can tell. Amounts are in minor
 * units where they could be read, else as they stand in the invoice.
 */
export type Check = {
  name: CheckName;
  result: (typeof CHECK_RESULTS)[number];
  expected: string[];
  found: string[];
};

/** UNTDID 1001: what EN 16931 counts as credit notes, which no settlement is invoiced with. */
const CREDIT_NOTES = [
  '81',
  '83',
  '261',
  '262',
  '296',
  '308',
  '381',
  '396',
  '420',
  '458',
  '502',
  '503',
  '532',
];

/** As people write an SP-ID, and exactly as the portal gives it. */
const SP_ID = /\bSP[-\u2010-\u2013 ]?(\d{1,12})\b/gi;
const OWN_SP_ID = /\bSP-(\d{6,12})\b/gi;

/** Every SP-ID in these texts once, with the prefix and the zeros of ours. */
function spIdsIn(texts: readonly string[], pattern: RegExp): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(pattern)]);
  return [...new Set(found.map(([, digits = '']) => `SP-${digits.replace(/^0+/, '').padStart(6, '0')}`))];
}

/** True when one of the texts has the billing ID in it, whatever stands between its parts. */
function quotes(texts: readonly string[], number: string): boolean {
  const [prefix, year, serial] = number.split('-');
  const pattern = new RegExp(`\\b${prefix}[-\\u2010-\\u2013 ]?${year}[-\\u2010-\\u2013 ]?${serial}\\b`, 'i');
  return texts.some((text) => pattern.test(text));
}

/** An amount as XML writes it (xsd:decimal) in minor units; null when it is none or has digits that the currency lacks. */
export function minorOf(amount: string | null, currency: string): number | null {
  const match = /^([+-]?)(\d{1,13})(?:\.(\d*))?$/.exec(amount ?? '');
  if (!match || !/^[A-Z]{3}$/.test(currency)) return null;
  const exponent = currencyExponent(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return null;
  const minor = Number(`${match[2]}${fraction.padEnd(exponent, '0')}`);
  return match[1] === '-' ? -minor : minor;
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Compares an invoice that could be read with its settlement. */
export function checkInvoice(expected: Expected, invoice: ReadInvoice): Check[] {
  const texts = [...invoice.references, ...invoice.lines.flat()];
  const named = spIdsIn(texts, SP_ID);
  const missing = expected.spIds.filter((id) => !named.includes(id));
  const foreign = spIdsIn(texts, OWN_SP_ID).filter((id) => !expected.spIds.includes(id));
  const compare = (name: CheckName, agrees: boolean, wanted: string[], found: string[]): Check => ({
    name,
    result: agrees ? 'agrees' : 'differs',
    expected: wanted,
    found,
  });
  const amount = (name: 'net' | 'vat' | 'gross', wanted: number): Check => {
    const written = invoice[name];
    const minor = minorOf(written, expected.currency);
    // An invoice without VAT need not say that it is nothing (BT-110 is optional).
    const agrees = minor === wanted || (name === 'vat' && written === null && wanted === 0);
    return compare(name, agrees, [String(wanted)], [String(minor ?? written ?? '')].filter(Boolean));
  };
  const seller = plain(invoice.seller) === plain(expected.partner);
  return [
    compare(
      'kind',
      invoice.typeCode !== '' && !CREDIT_NOTES.includes(invoice.typeCode),
      ['380'],
      [invoice.typeCode].filter(Boolean),
    ),
    compare(
      'billing_id',
      quotes(texts, expected.number),
      [expected.number],
      quotes(texts, expected.number) ? [expected.number] : invoice.references.slice(0, 5),
    ),
    compare(
      'sp_ids',
      missing.length === 0,
      expected.spIds,
      expected.spIds.filter((id) => named.includes(id)),
    ),
    compare('foreign_sp_ids', foreign.length === 0, [], foreign),
    compare(
      'currency',
      invoice.currency === expected.currency,
      [expected.currency],
      [invoice.currency].filter(Boolean),
    ),
    amount('net', expected.netMinor),
    amount('vat', expected.vatMinor),
    amount('gross', expected.grossMinor),
    {
      name: 'seller',
      result: seller ? 'agrees' : 'hint',
      expected: [expected.partner],
      found: [invoice.seller].filter(Boolean),
    },
  ];
}

/** What a person has to compare in an invoice that no program can read. */
export function checksByHand(expected: Expected): Check[] {
  const byHand = (name: CheckName, wanted: (string | number)[]): Check => ({
    name,
    result: 'by_hand',
    expected: wanted.map(String),
    found: [],
  });
  return [
    byHand('billing_id', [expected.number]),
    byHand('sp_ids', expected.spIds),
    byHand('currency', [expected.currency]),
    byHand('net', [expected.netMinor]),
    byHand('vat', [expected.vatMinor]),
    byHand('gross', [expected.grossMinor]),
    byHand('seller', [expected.partner]),
  ];
}

/** True when everything that counts agrees. */
export function allAgree(checks: readonly Check[]): boolean {
  return checks.every(({ result }) => result === 'agrees' || result === 'hint');
}
