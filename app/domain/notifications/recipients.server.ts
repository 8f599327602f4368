import type { Db } from '~/platform/db.server';
import { isLocale, type Locale } from '~/platform/i18n/locale';
import { isMailAddress } from '~/platform/mail.server';
import type { NotificationType } from './rules';

/** Somebody who could get a mail, and whose choices count: a person's, a company's for its address, or nobody's. */
export type Addressee = { address: string; locale: Locale; userId?: number; companyId?: number };

type WithLocale = { locale: string | null };
type Company = WithLocale & { id: number; email: string };
type Person = WithLocale & { id: number; email: string; company: WithLocale | null };

/** The person's language, else the company's, else English. */
export function mailLocale(...choices: (string | null | undefined)[]): Locale {
  return choices.find(isLocale) ?? 'en';
}

/** A company by its master address. */
export function masterOf(company: Company): Addressee {
  return { address: company.email, locale: mailLocale(company.locale), companyId: company.id };
}

/** A person by their own address. */
export function addresseeOf(user: Person, account: WithLocale | null = null): Addressee {
  const locale = mailLocale(user.locale, user.company?.locale, account?.locale);
  return { address: user.email, locale, userId: user.id };
}

/** A service location by its address. */
export function deskOf(location: { email: string }): Addressee {
  return { address: location.email, locale: mailLocale(null) };
}

/**
 * Of the candidates those who want this kind of mail, each address once; of two with one address the later one's language
 * counts, and the wish of either not to be told.
 * @param exceptId a user who is not told at this address nor at another candidate's that is the same: who did it
 */
export async function whoWants(
  tx: Db,
  type: NotificationType,
  candidates: Addressee[],
  exceptId: number | null = null,
): Promise<{ recipient: string; locale: Locale }[]> {
  const ids = (key: 'userId' | 'companyId') => candidates.flatMap((one) => one[key] ?? []);
  const optOuts = await tx.notificationOptOut.findMany({
    where: { type, OR: [{ userId: { in: ids('userId') } }, { companyId: { in: ids('companyId') } }] },
  });
  const except =
    exceptId === null ? null : await tx.user.findUnique({ where: { id: exceptId }, select: { email: true } });
  const without = new Set(except ? [except.email.toLowerCase()] : []);
  for (const { address, userId, companyId } of candidates)
    if (
      optOuts.some(
        (row) =>
          (userId !== undefined && row.userId === userId) ||
          (companyId !== undefined && row.companyId === companyId),
      )
    )
      without.add(address.toLowerCase());
  const wanted = new Map<string, Locale>();
  for (const { address, locale } of candidates)
    if (isMailAddress(address) && !without.has(address.toLowerCase()))
      wanted.set(address.toLowerCase(), locale);
  return [...wanted].map(([recipient, locale]) => ({ recipient, locale }));
}
