import { z } from 'zod';
import { flag, position, required } from '../companies/schema';
import { codeField } from '../orders/location-schema';

const named = { code: codeField, nameEn: required(120), nameDe: required(120), active: flag, position };

/** How devices come to the operator, as administrators set it up. Messages are keys of the namespace `errors`. */
export const shippingMethodSchema = z.object({ ...named, carrier: required(40) });

/** How repaired devices go back to their owners. */
export const deliveryMethodSchema = z.object({ ...named, toAddress: flag });

export type ShippingMethodForm = z.output<typeof shippingMethodSchema>;
export type DeliveryMethodForm = z.output<typeof deliveryMethodSchema>;
