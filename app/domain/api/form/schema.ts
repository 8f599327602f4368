import { z } from 'zod';
import { ROLES } from '../../auth/rules';
import { QUESTION_KINDS } from '../../orders/schema';
import { SCOPES } from '../rules';

const named = z.object({ id: z.int(), name: z.string() });
const location = z.object({ id: z.int(), name: z.string(), address: z.string() });

/** What the order form offers to the key's person: what `createOrder` takes. */
export const orderFormSetupSchema = z.object({
  choosesCustomer: z.boolean(),
  locations: z.array(location),
  shippingMethods: z.array(named),
  deliveryMethods: z.array(named.extend({ toAddress: z.boolean() })),
  questions: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(QUESTION_KINDS),
      label: z.string(),
      help: z.string(),
      required: z.boolean(),
      options: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  gates: z.array(z.object({ id: z.int(), label: z.string(), help: z.string() })),
});

/** What the form of on-site orders offers: what `createOnsiteOrder` takes. */
export const onsiteFormSchema = z.object({
  locations: z.array(named),
  serviceTypes: z.array(named),
  partners: z.array(named.extend({ city: z.string() })),
});

/** Whom a key acts as, and what it may do. */
export const meSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  company: z.string().nullable(),
  scopes: z.array(z.enum(SCOPES)),
});

export const descriptionSchema = z.looseObject({ openapi: z.literal('3.1.0') });
