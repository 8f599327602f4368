import { define } from '../operation';
import { orderParams } from '../orders/schema';
import { dispatchBody, newOnsiteBody, paymentBody, receiptSchema } from './schema';

const step = {
  noun: 'onsite',
  method: 'POST',
  scope: 'onsite:write',
  status: 200,
  idempotency: 'optional',
  params: orderParams,
  answer: ['OnsiteReceipt', receiptSchema],
} as const;

export const CREATE_ONSITE = define({
  ...step,
  id: 'createOnsiteOrder',
  path: '/onsite-orders',
  params: undefined,
  body: newOnsiteBody,
  idempotency: 'required',
  status: 201,
  refuses: ['customer_inactive', 'no_location', 'partner_unknown', 'service_type_unknown'],
});

export const RECORD_PAYMENT = define({
  ...step,
  id: 'recordPayment',
  path: '/onsite-orders/{number}/payment',
  body: paymentBody,
  refuses: ['onsite_not_prepaid', 'order_closed', 'order_changed'],
});

export const DISPATCH_GOODS = define({
  ...step,
  id: 'dispatchGoods',
  path: '/onsite-orders/{number}/dispatch',
  body: dispatchBody,
  refuses: ['onsite_not_released', 'order_changed', 'arrival_past'],
});

export const ONSITE_OPERATIONS = [CREATE_ONSITE, RECORD_PAYMENT, DISPATCH_GOODS];
