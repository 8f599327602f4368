import { z } from 'zod';
import { cleanText } from '~/platform/text';
import { customerSchema } from '../../companies/customer-schema';
import { idCursor, idInBody, idInPath, links, nextLink } from '../schema';

export const customerParams = z.object({ id: idInPath.transform(Number) });

export const customerQuery = z.strictObject({
  q: z.string().max(100).transform(cleanText).default(''),
  active: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
  cursor: idCursor,
});

/** A customer that is to be added; `resellerId` says to whose account, which is a reseller's own. */
export const newCustomerBody = z.strictObject({
  ...customerSchema.shape,
  resellerId: idInBody.nullable().default(null),
});

/** All of a customer, as it is to be. */
export const customerBody = z.strictObject(customerSchema.shape);

export const customerAnswer = z
  .object({
    id: z.int(),
    number: z.string(),
    kind: z.enum(['customer', 'reseller']),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
    vatId: z.string().nullable(),
    currency: z.string(),
    locale: z.string(),
    active: z.boolean(),
    resellerId: z.int().nullable(),
    links,
  })
  .meta({ id: 'Customer' });

export const customerListSchema = z.object({
  customers: z.array(
    z.object({
      id: z.int(),
      number: z.string(),
      name: z.string(),
      city: z.string(),
      email: z.string(),
      active: z.boolean(),
      links,
    }),
  ),
  links: nextLink,
});
