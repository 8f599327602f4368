import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../../auth/rules';
import { addCustomer } from '../../companies/add-customer.server';
import { changeCustomer, setCustomerActive } from '../../companies/change-customer.server';
import { accountToAddTo, getCustomer, listCustomers } from '../../companies/customers.server';
import { apiUrl, nextUrl } from '../urls.server';
import type {
  customerAnswer,
  customerBody,
  customerListSchema,
  customerQuery,
  newCustomerBody,
} from './schema';

/** Customers, as their pages read and change them. */

const customerUrl = (id: number) => apiUrl(`/customers/${id}`);

/** Throws DomainError `not_found` (404). */
export async function customerForApi(viewer: Viewer, id: number): Promise<z.output<typeof customerAnswer>> {
  const found = await getCustomer(viewer, id);
  if (!found) throw new DomainError('not_found', 404);
  const { number, name, email, phone, street, postalCode, city, country, vatId } = found;
  const { currency, locale, active, resellerId } = found;
  return {
    ...{
      id,
      number,
      kind: found.kind as 'customer' | 'reseller',
      name,
      email,
      phone,
      street,
      postalCode,
      city,
    },
    ...{ country, vatId, currency, locale, active, resellerId },
    links: { self: customerUrl(id) },
  };
}

export async function customersForApi(
  viewer: Viewer,
  { q, active, cursor }: z.output<typeof customerQuery>,
): Promise<z.output<typeof customerListSchema>> {
  const { rows, next } = await listCustomers(viewer, { q, active }, { after: cursor ?? null, before: null });
  const query = { ...(q && { q }), active };
  return {
    customers: rows.map((row) => ({
      ...{ id: row.id, number: row.number, name: row.name, city: row.city, email: row.email },
      active: row.active,
      links: { self: customerUrl(row.id) },
    })),
    links: { next: next === null ? null : nextUrl('/customers', query, next) },
  };
}

/** Throws DomainError `not_found` (404: the account is not the viewer's), and what `addCustomer` throws. */
export async function createForApi(
  viewer: Viewer,
  { resellerId, ...fields }: z.output<typeof newCustomerBody>,
  submissionKey: string,
) {
  const account = await accountToAddTo(viewer, resellerId);
  const foreign = resellerId !== null && account?.id !== resellerId;
  if (account === undefined || foreign) throw new DomainError('not_found', 404);
  return customerForApi(viewer, await addCustomer(viewer, account?.id ?? null, fields, submissionKey));
}

/** Throws what `changeCustomer` throws. */
export async function changeForApi(viewer: Viewer, id: number, fields: z.output<typeof customerBody>) {
  await changeCustomer(viewer, id, fields);
  return customerForApi(viewer, id);
}

/** Throws what `setCustomerActive` throws. */
export async function switchForApi(viewer: Viewer, id: number, active: boolean) {
  await setCustomerActive(viewer, id, active);
  return customerForApi(viewer, id);
}
