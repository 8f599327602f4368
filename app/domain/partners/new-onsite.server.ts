import { transaction } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { findOrderable } from '../companies/queries.server';
import { createOnsiteOrder } from './create-onsite-order.server';
import type { NewOnsiteForm } from './new-onsite-schema';
import { releaseToPartner } from './release.server';
import { onsiteOrderSchema } from './schema';

/**
 * The customer that was typed for an on-site order, or the error key of its field.
 * @param viewer an administrator
 */
export const onsiteCustomer = findOrderable;

type Customer = Extract<Awaited<ReturnType<typeof findOrderable>>, { company: unknown }>['company'];

/**
 * Makes the on-site order of the form, and gives it to its partner when nothing is missing. The same submission key always
 * means the same order.
 * @returns the order's number
 * Throws what `createOnsiteOrder` throws.
 */
export async function sellOnsite(
  viewer: Viewer,
  customer: Customer,
  { submissionKey, ...form }: NewOnsiteForm,
  locale: Locale,
): Promise<string> {
  const { street, postalCode, city, country } = form.street ? form : customer;
  const input = onsiteOrderSchema.parse({
    ...form,
    submissionKey,
    customerId: customer.id,
    contactName: form.contactName || customer.name,
    phone: form.phone || customer.phone,
    email: form.email || customer.email,
    street,
    postalCode,
    city,
    country: country || customer.country,
    fee: { minor: form.fee, vatBasisPoints: form.feeVat },
    locale,
  });
  return transaction(async (tx) => {
    const order = await createOnsiteOrder(tx, viewer, input);
    await releaseToPartner(tx, order.id, viewer.userId);
    return order.number;
  });
}
