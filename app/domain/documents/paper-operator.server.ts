import { buffer } from 'node:stream/consumers';
import type { Language } from '~/platform/i18n/locale';
import { storage } from '~/platform/storage.server';
import type { getOperator } from '../companies/operator.server';
import { footerBlocks } from '../companies/schema';

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

/** A country (ISO 3166-1 alpha-2) in the reader's language; another text as it is. */
export function countryName(code: string, { locale }: Pick<Language, 'locale'>): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
