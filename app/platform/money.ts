/** Currencies whose minor unit is not a hundredth (ISO 4217 list one); every other has exponent 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** The ISO 4217 exponent of a currency: the number of decimals of its minor unit. Throws RangeError on a non-code. */
export function currencyExponent(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('ISO 4217 code expected');
  return EXPONENTS[currency] ?? 2;
}

/** One line of a paper: its net amount in minor units and its VAT rate in basis points (8.1 % is 810). */
export interface NetLine {
  net: number;
  rate: number;
}

/** Sums in minor units; `vat` has one entry per rate, in ascending order. */
export interface Totals {
  net: number;
  vat: { rate: number; net: number; vat: number }[];
  gross: number;
}

/**
 * Net amount of a line in minor units: quantity in thousandths (1.5 h is 1500) times unit price in minor units,
 * rounded half away from zero. Throws RangeError beyond the safe integers.
 */
export function lineTotal(quantityThousandths: number, unitPriceMinor: number): number {
  return toSafe(divideRounded(toBig(quantityThousandths) * toBig(unitPriceMinor), 1000n));
}

/**
 * Totals of a paper in minor units. The rounding rule: line amounts are rounded already (`lineTotal`); VAT is computed
 * once per rate on the sum of the net amounts of that rate, and rounded half away from zero to a minor unit (EN 16931
 * BR-CO-17, category tax amount). The gross amount is the sum of what is printed, so that it adds up on paper.
 * Throws RangeError beyond the safe integers.
 */
export function totals(lines: readonly NetLine[]): Totals {
  const byRate = new Map<number, bigint>();
  for (const { net, rate } of lines) byRate.set(rate, (byRate.get(rate) ?? 0n) + toBig(net));
  let netSum = 0n;
  let vatSum = 0n;
  const vat = [...byRate]
    .sort(([a], [b]) => a - b)
    .map(([rate, net]) => {
      const tax = divideRounded(net * toBig(rate), 10_000n);
      netSum += net;
      vatSum += tax;
      return { rate, net: toSafe(net), vat: toSafe(tax) };
    });
  return { net: toSafe(netSum), vat, gross: toSafe(netSum + vatSum) };
}

/** Minor units as people of `locale` write them, with the currency: `formatMoney(123450, 'CHF', 'de-CH')`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(decimal(minor, exponent));
}

export type AmountProblem =
  | 'amount_empty'
  | 'amount_not_a_number'
  | 'amount_too_many_decimals'
  | 'amount_too_large';
export type ParsedAmount = { ok: true; minor: number } | { ok: false; code: AmountProblem };

/**
 * An amount typed by a person, to minor units. Takes `1'234.50`, `1.234,50`, `1,234.50`, `1 234,50`, `12.–`, a minus
 * sign, and the currency's own code or symbol. A lone point or comma before three digits groups thousands where
 * `locale` groups so, and is the decimal sign otherwise. A refusal is a value.
 */
export function parseAmount(text: string, currency: string, locale: string): ParsedAmount {
  const exponent = currencyExponent(currency);
  if (text.length > 100) return { ok: false, code: 'amount_too_large' };
  const plain = withoutCurrency(text, currency, locale);
  if (plain === '') return { ok: false, code: 'amount_empty' };
  const match = /^(-?)(\d[\d.,' ]*|[.,]\d+)$/.exec(plain);
  const parts = match?.[2] === undefined ? null : splitDecimal(match[2], locale);
  if (!match || !parts) return { ok: false, code: 'amount_not_a_number' };
  if (parts.fraction.length > exponent) return { ok: false, code: 'amount_too_many_decimals' };
  const minor = BigInt(`${match[1]}${parts.whole}${parts.fraction.padEnd(exponent, '0')}`);
  if (!isSafe(minor)) return { ok: false, code: 'amount_too_large' };
  return { ok: true, minor: Number(minor) };
}

function withoutCurrency(text: string, currency: string, locale: string): string {
  const symbol = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;
  let plain = text
    .normalize('NFKC')
    .replace(/[’‘`´]/g, "'")
    .replace(/[−–—]/g, '-');
  for (const name of [
    currency,
    symbol('symbol'),
    symbol('narrowSymbol'),
    ...(currency === 'CHF' ? ['Fr.', 'SFr.'] : []),
  ]) {
    const at = plain.toUpperCase().indexOf(name.normalize('NFKC').toUpperCase());
    if (at >= 0) plain = plain.slice(0, at) + plain.slice(at + name.length);
  }
  return plain
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^- /, '-')
    .replace(/(\d) ?[.,]-{1,2}$/, '$1');
}

/** Splits at the decimal sign; null when the grouping is not one that a person would write. */
function splitDecimal(text: string, locale: string): { whole: string; fraction: string } | null {
  const signs = [...text.matchAll(/[.,]/g)];
  const last = signs.at(-1);
  const groupSign = new Intl.NumberFormat(locale)
    .formatToParts(1_234_567)
    .find((part) => part.type === 'group')?.value;
  const after = last ? text.length - last.index - 1 : 0;
  const distinct = new Set(signs.map(([sign]) => sign)).size;
  const groups = last && distinct === 1 && (signs.length > 1 || (after === 3 && last[0] === groupSign));
  const at = last && !groups ? last.index : text.length;
  const whole = text.slice(0, at);
  const fraction = text.slice(at + 1);
  const grouped = /^(\d*|\d{1,3}(?<sign>[.,' ])\d{3}(?:\k<sign>\d{3})*)$/;
  return grouped.test(whole) && /^\d*$/.test(fraction)
    ? { whole: whole.replace(/\D/g, '') || '0', fraction }
    : null;
}

/** The exact decimal notation of minor units, as Intl takes it (a number would lose digits in the division). */
export function decimal(minor: number, exponent: number): `${number}` {
  const digits = toBig(Math.abs(minor))
    .toString()
    .padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}` as `${number}`;
}

function divideRounded(value: bigint, by: bigint): bigint {
  const half = by / 2n;
  return value < 0n ? -((-value + half) / by) : (value + half) / by;
}

function toBig(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError('safe integer expected');
  return BigInt(value);
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}

function toSafe(value: bigint): number {
  if (!isSafe(value)) throw new RangeError('amount beyond the safe integers');
  return Number(value);
}
