import { buffer } from 'node:stream/consumers';
import type { Language } from '~/platform/i18n/locale';
import { renderPdf } from '~/platform/pdf/render-pdf.server';
import { storage } from '~/platform/storage.server';
import type { getOperator } from '../companies/operator.server';
import { footerBlocks } from '../companies/schema';
import type { PaperOperator } from './order-paper-data';

export type Operator = Awaited<ReturnType<typeof getOperator>>;

/** What of the operator stands on papers. */
type Printed = Pick<
  Operator,
  'name' | 'street' | 'postalCode' | 'city' | 'accent' | 'paperFooter' | 'email' | 'phone'
>;

/** The operator as it stands on papers, without its logo. */
export function paperOperator({
  name,
  street,
  postalCode,
  city,
  accent,
  paperFooter,
  email,
  phone,
}: Printed) {
  return {
    name,
    addressLines: [street, `${postalCode} ${city}`.trim()].filter(Boolean),
    accent,
    footerLines: footerBlocks(paperFooter).slice(0, 4),
    email,
    phone,
  };
}

/** The operator's logo; null when there is none or it cannot be read, so that the paper is made all the same. */
export async function readLogo({ logoKey }: Pick<Operator, 'logoKey'>): Promise<Uint8Array | null> {
  if (!logoKey) return null;
  try {
    return await buffer(await storage().open(logoKey));
  } catch {
    return null;
  }
}

/** Draws a letter of the operator's with its logo. In: its module as `renderPdf` takes it, and what stands on it. */
export async function drawLetter(
  module: string,
  operator: Operator,
  paper: { operator: PaperOperator },
): Promise<Buffer> {
  const logo = await readLogo(operator);
  return renderPdf(module, logo ? { ...paper, operator: { ...paper.operator, logo } } : paper);
}

type Recipient = Record<'name' | 'street' | 'postalCode' | 'city' | 'country', string>;

/** The lines in the address window: a name and its postal address, with the country when it is another than the operator's. */
export function recipientLines(
  { name, street, postalCode, city, country }: Recipient,
  operator: Pick<Operator, 'country'>,
  language: Pick<Language, 'locale'>,
): string[] {
  const abroad = country !== operator.country;
  return [name, street, `${postalCode} ${city}`.trim(), abroad ? countryName(country, language) : ''].filter(
    Boolean,
  );
}

/** A country (ISO 3166-1 alpha-2) in the reader's language; another text as it is. */
export function countryName(code: string, { locale }: Pick<Language, 'locale'>): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
