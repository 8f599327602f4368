import { db } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isLocale, type Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../../auth/rules';
import { viewerOfUser } from '../../auth/viewer-of-user.server';
import { type OrderFormSetup, orderFormSchema } from '../schema';
import { orderFormSetup } from '../setup.server';
import { CustomerBook } from './customer-book';
import type { Choice } from './order-fields';
import { columnsByField } from './row-values';
import type { ImportColumns, ImportDialect, ImportField, ImportKind, ImportMapping } from './rules';

export type StoredImport = NonNullable<Awaited<ReturnType<typeof findImport>>>;

const findImport = (token: string) =>
  db().import.findUnique({ where: { token }, include: { account: true } });

/** An import with everything that its rows are checked against, as it is now. */
export type ImportContext = {
  stored: StoredImport;
  kind: ImportKind;
  viewer: Viewer;
  locale: Locale;
  dialect: ImportDialect;
  columns: ImportColumns;
  mapping: ImportMapping;
  byField: ReadonlyMap<ImportField, number[]>;
  setup: OrderFormSetup;
  schema: ReturnType<typeof orderFormSchema>;
  places: Choice[];
  shipping: Choice[];
  customers: CustomerBook;
};

/**
 * The import of this token for the job that works on it. Throws DomainError `not_found` (404) when it is gone, or the
 * person who began it may no longer work for the account.
 */
export async function loadImport(token: string): Promise<ImportContext> {
  const stored = await findImport(token);
  const viewer = stored && (await viewerOfUser(stored.userId));
  const stranger = viewer?.role === 'reseller' && viewer.companyId !== stored?.accountId;
  if (!stored || !viewer || stranger) throw new DomainError('not_found', 404);
  const locale = isLocale(stored.locale) ? stored.locale : 'en';
  const mapping = stored.mapping as ImportMapping;
  const setup = await orderFormSetup(viewer, locale);
  const [places, methods, companies] = await Promise.all([
    db().location.findMany({
      where: { id: { in: setup.locations.map(({ id }) => id) } },
      orderBy: { name: 'asc' },
    }),
    db().shippingMethod.findMany({ where: { active: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().company.findMany({ where: { OR: [{ id: stored.accountId }, { resellerId: stored.accountId }] } }),
  ]);
  return {
    stored,
    kind: stored.kind as ImportKind,
    viewer,
    locale,
    dialect: { encoding: stored.encoding, delimiter: stored.delimiter } as ImportDialect,
    columns: stored.columns as ImportColumns,
    mapping,
    byField: columnsByField(mapping),
    setup,
    schema: orderFormSchema(setup),
    places: places.map(({ id, name, code, city }) => ({ value: String(id), names: [name, code, city] })),
    shipping: methods.map(({ id, nameEn, nameDe, code }) => ({
      value: String(id),
      names: locale === 'de' ? [nameDe, nameEn, code] : [nameEn, nameDe, code],
    })),
    customers: new CustomerBook(stored.account, companies),
  };
}
