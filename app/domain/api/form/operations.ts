import { define } from '../operation';
import { descriptionSchema, meSchema, onsiteFormSchema, orderFormSetupSchema } from './schema';

const read = { method: 'GET', status: 200 } as const;

export const GET_ORDER_FORM = define({
  ...read,
  noun: 'forms',
  id: 'getOrderForm',
  path: '/order-form',
  scope: 'orders:read',
  answer: ['OrderForm', orderFormSetupSchema],
});

export const GET_ONSITE_FORM = define({
  ...read,
  noun: 'forms',
  id: 'getOnsiteForm',
  path: '/onsite-form',
  scope: 'onsite:write',
  answer: ['OnsiteForm', onsiteFormSchema],
});

export const GET_ME = define({
  ...read,
  noun: 'about',
  id: 'getMe',
  path: '/me',
  scope: 'any',
  answer: ['Me', meSchema],
});

export const DESCRIBE = define({
  ...read,
  noun: 'about',
  id: 'describe',
  path: '/openapi.json',
  scope: null,
  answer: ['Description', descriptionSchema],
});

export const FORM_OPERATIONS = [GET_ORDER_FORM, GET_ONSITE_FORM];
export const ABOUT_OPERATIONS = [GET_ME, DESCRIBE];
