import { define } from '../operation';
import {
  customerAnswer,
  customerBody,
  customerListSchema,
  customerParams,
  customerQuery,
  newCustomerBody,
} from './schema';

const read = { noun: 'customers', method: 'GET', scope: 'customers:read', status: 200 } as const;

export const LIST_CUSTOMERS = define({
  ...read,
  id: 'listCustomers',
  path: '/customers',
  query: customerQuery,
  answer: ['CustomerList', customerListSchema],
});

export const CREATE_CUSTOMER = define({
  noun: 'customers',
  method: 'POST',
  scope: 'customers:write',
  id: 'createCustomer',
  path: '/customers',
  body: newCustomerBody,
  idempotency: 'required',
  status: 201,
  answer: ['Customer', customerAnswer],
  refuses: ['customer_number_taken'],
});

export const GET_CUSTOMER = define({
  ...read,
  id: 'getCustomer',
  path: '/customers/{id}',
  params: customerParams,
  answer: ['Customer', customerAnswer],
});

export const CHANGE_CUSTOMER = define({
  noun: 'customers',
  method: 'PUT',
  scope: 'customers:write',
  id: 'changeCustomer',
  path: '/customers/{id}',
  params: customerParams,
  body: customerBody,
  status: 200,
  answer: ['Customer', customerAnswer],
  refuses: ['customer_number_taken'],
});

const switched = {
  noun: 'customers',
  method: 'POST',
  scope: 'customers:write',
  params: customerParams,
  idempotency: 'optional',
  status: 200,
  answer: ['Customer', customerAnswer],
  refuses: ['customer_is_account'],
} as const;

export const DEACTIVATE_CUSTOMER = define({
  ...switched,
  id: 'deactivateCustomer',
  path: '/customers/{id}/deactivate',
});

export const ACTIVATE_CUSTOMER = define({
  ...switched,
  id: 'activateCustomer',
  path: '/customers/{id}/activate',
});

export const CUSTOMER_OPERATIONS = [
  LIST_CUSTOMERS,
  CREATE_CUSTOMER,
  GET_CUSTOMER,
  CHANGE_CUSTOMER,
  DEACTIVATE_CUSTOMER,
  ACTIVATE_CUSTOMER,
];
