import { z } from 'zod';
import type { Scope } from './rules';
import {
  dispatchBody,
  newOnsiteBody,
  orderListSchema,
  orderParams,
  orderQuery,
  orderSchema,
  paymentBody,
  receiptSchema,
} from './schema';

/** What the API can do, one entry an operation: what it takes, gives, refuses, and whom it lets. */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: 'GET' | 'POST';
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  summary: string;
  /** Null: no key is needed. */
  scope: Scope | null;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Whether a request may, or has to, carry an `Idempotency-Key`. */
  idempotency?: 'optional' | 'required';
  status: 200 | 201;
  /** The name of the answer's schema in the description, and the schema. */
  answer: readonly [name: string, schema: z.ZodType];
};

function define<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Params, Query, Body>,
): Operation<Params, Query, Body> {
  return operation;
}

export const LIST_ORDERS = define({
  id: 'listOrders',
  method: 'GET',
  path: '/orders',
  summary: 'Your orders, the newest of a tab first',
  scope: 'orders:read',
  query: orderQuery,
  status: 200,
  answer: ['OrderList', orderListSchema],
});

export const GET_ORDER = define({
  id: 'getOrder',
  method: 'GET',
  path: '/orders/{number}',
  summary: 'One order',
  scope: 'orders:read',
  params: orderParams,
  status: 200,
  answer: ['Order', orderSchema],
});

export const CREATE_ONSITE = define({
  id: 'createOnsiteOrder',
  method: 'POST',
  path: '/onsite-orders',
  summary:
    'Make an on-site order; it goes to its partner unless a partner or the payment is missing (administrators)',
  scope: 'onsite:write',
  body: newOnsiteBody,
  idempotency: 'required',
  status: 201,
  answer: ['OnsiteReceipt', receiptSchema],
});

export const RECORD_PAYMENT = define({
  id: 'recordPayment',
  method: 'POST',
  path: '/onsite-orders/{number}/payment',
  summary: 'A prepaid on-site order is paid; a repeat changes nothing (administrators)',
  scope: 'onsite:write',
  params: orderParams,
  body: paymentBody,
  idempotency: 'optional',
  status: 200,
  answer: ['OnsiteReceipt', receiptSchema],
});

export const DISPATCH_GOODS = define({
  id: 'dispatchGoods',
  method: 'POST',
  path: '/onsite-orders/{number}/dispatch',
  summary:
    'The goods are on their way: the partner sets an appointment; a repeat changes nothing (administrators)',
  scope: 'onsite:write',
  params: orderParams,
  body: dispatchBody,
  idempotency: 'optional',
  status: 200,
  answer: ['OnsiteReceipt', receiptSchema],
});

export const DESCRIBE = define({
  id: 'describe',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description',
  scope: null,
  status: 200,
  answer: ['Description', z.looseObject({ openapi: z.literal('3.1.0') })],
});

export const OPERATIONS: readonly Operation[] = [
  LIST_ORDERS,
  GET_ORDER,
  CREATE_ONSITE,
  RECORD_PAYMENT,
  DISPATCH_GOODS,
  DESCRIBE,
];
