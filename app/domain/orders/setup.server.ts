import { db } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { orderingContext } from '../companies/context.server';
import { customerText, ownCompany } from '../companies/queries.server';
import { choosesCustomer } from '../companies/rules';
import { senderGates } from './gates.server';
import { STAGES } from './rules';
import type { OrderFormSetup, OrderQuestion } from './schema';

type StoredOption = { value: string; en: string; de: string };

/** What the order form offers this viewer, in their language. */
export async function orderFormSetup(viewer: Viewer, locale: Locale): Promise<OrderFormSetup> {
  const active = { active: true };
  const [questions, gates, methods, shipping, locations, company] = await Promise.all([
    db().question.findMany({ where: active, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    senderGates(locale),
    db().deliveryMethod.findMany({ where: active, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().shippingMethod.findMany({ where: active, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
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
    gates,
    deliveryMethods: mayRequestDelivery
      ? methods.map((m) => ({
          id: m.id,
          name: locale === 'de' ? m.nameDe : m.nameEn,
          toAddress: m.toAddress,
        }))
      : [],
    shippingMethods: choosesCustomer(viewer.role)
      ? shipping.map((m) => ({ id: m.id, name: locale === 'de' ? m.nameDe : m.nameEn }))
      : [],
    locations: atWork.map((l) => ({
      id: l.id,
      name: l.name,
      address: `${l.street}, ${l.postalCode} ${l.city}`,
    })),
    choosesCustomer: choosesCustomer(viewer.role),
  };
}

/**
 * What a new form starts with: the customer that the viewer's browser orders for and the way of shipping used last; for a
 * customer the address of its own company, where a delivery would go.
 */
export async function newOrderFields(viewer: Viewer): Promise<Record<string, string>> {
  if (viewer.role !== 'customer') {
    const [context, shipping] = await Promise.all([orderingContext(viewer), lastShippingMethod(viewer)]);
    return {
      ...(context && !context.ended && { customer: customerText(context) }),
      ...(shipping && { shippingMethodId: String(shipping) }),
    };
  }
  const company = await ownCompany(viewer);
  if (!company?.deliveryAllowed) return {};
  return {
    deliveryName: company.name,
    deliveryStreet: company.street,
    deliveryPostalCode: company.postalCode,
    deliveryCity: company.city,
    deliveryCountry: company.country,
  };
}

/** The id of the shipping method of the reseller's last order that has one, among its last hundred of each stage; or null. */
async function lastShippingMethod(viewer: Viewer): Promise<number | null> {
  if (viewer.role !== 'reseller' || viewer.companyId === null) return null;
  const [row] = await db().$queryRaw<{ id: number }[]>`
    SELECT o.shipping_method_id AS id
    FROM unnest(${[...STAGES]}::text[]) stages(stage), LATERAL (
      SELECT created_at, id, shipping_method_id FROM orders
      WHERE account_id = ${viewer.companyId} AND orders.stage = stages.stage ORDER BY created_at DESC, id DESC LIMIT 100
    ) o JOIN shipping_methods m ON m.id = o.shipping_method_id AND m.active
    ORDER BY o.created_at DESC, o.id DESC LIMIT 1`;
  return row?.id ?? null;
}
