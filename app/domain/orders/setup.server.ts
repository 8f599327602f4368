import { db } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { ownCompany } from '../companies/queries.server';
import type { OrderFormSetup, OrderQuestion } from './schema';

type StoredOption = { value: string; en: string; de: string };

/** What the order form offers this viewer, in their language. */
export async function orderFormSetup(viewer: Viewer, locale: Locale): Promise<OrderFormSetup> {
  const active = { active: true };
  const [questions, methods, locations, company] = await Promise.all([
    db().question.findMany({ where: active, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().deliveryMethod.findMany({ where: active, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().location.findMany({ where: active, orderBy: { name: 'asc' } }),
    ownCompany(viewer),
  ]);
  const mayRequestDelivery = company === null || company.deliveryAllowed;
  const atWork =
    viewer.role === 'technician' ? locations.filter((l) => viewer.locationIds.includes(l.id)) : locations;
  return {
    questions: questions.map((q) => ({
      id: q.id,
      kind: q.kind as OrderQuestion['kind'],
      label: locale === 'de' ? q.labelDe : q.labelEn,
      help: locale === 'de' ? q.helpDe : q.helpEn,
      required: q.required,
      options: (q.options as StoredOption[]).map((option) => ({
        value: option.value,
        label: option[locale],
      })),
    })),
    deliveryMethods: mayRequestDelivery
      ? methods.map((m) => ({
          id: m.id,
          name: locale === 'de' ? m.nameDe : m.nameEn,
          toAddress: m.toAddress,
        }))
      : [],
    locations: atWork.map((l) => ({
      id: l.id,
      name: l.name,
      address: `${l.street}, ${l.postalCode} ${l.city}`,
    })),
    choosesCustomer: viewer.role !== 'customer',
  };
}

/** What a new form starts with: the address of the viewer's own company, where a delivery would go. */
export async function newOrderFields(viewer: Viewer): Promise<Record<string, string>> {
  const company = viewer.role === 'customer' ? await ownCompany(viewer) : null;
  if (!company?.deliveryAllowed) return {};
  return {
    deliveryName: company.name,
    deliveryStreet: company.street,
    deliveryPostalCode: company.postalCode,
    deliveryCity: company.city,
    deliveryCountry: company.country,
  };
}
