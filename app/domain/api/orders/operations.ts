import { define, PDF } from '../operation';
import type { ProblemCode } from '../rules';
import {
  eventListSchema,
  fileListSchema,
  foundSchema,
  messageListSchema,
  messageSchema,
  orderListSchema,
  orderSchema,
  paperListSchema,
} from './answer-schema';
import {
  cancelBody,
  exportQuery,
  fileParams,
  newMessageBody,
  newOrderBody,
  orderParams,
  orderQuery,
  pageQuery,
  searchQuery,
  uploadBody,
} from './schema';

const FILE_REFUSALS: readonly ProblemCode[] = [
  'bad_form',
  'not_allowed',
  'draft_has_no_files',
  'file_missing',
  'file_empty',
  'file_type_refused',
  'file_content_mismatch',
  'too_many_files',
  'order_files_full',
  'file_too_large',
  'upload_too_large',
];

const read = { noun: 'orders', method: 'GET', scope: 'orders:read', status: 200 } as const;
const write = { noun: 'orders', method: 'POST', scope: 'orders:write', status: 201 } as const;

export const LIST_ORDERS = define({
  ...read,
  id: 'listOrders',
  path: '/orders',
  query: orderQuery,
  answer: ['OrderList', orderListSchema],
});

export const CREATE_ORDER = define({
  ...write,
  id: 'createOrder',
  path: '/orders',
  body: newOrderBody,
  idempotency: 'required',
  answer: ['Order', orderSchema],
  refuses: [
    'device_ordered',
    'customer_unknown',
    'customer_ambiguous',
    'customer_inactive',
    'no_location',
    'draft_incomplete',
  ],
});

export const GET_ORDER = define({
  ...read,
  id: 'getOrder',
  path: '/orders/{number}',
  params: orderParams,
  answer: ['Order', orderSchema],
});

export const CANCEL_ORDER = define({
  ...write,
  id: 'cancelOrder',
  path: '/orders/{number}/cancel',
  params: orderParams,
  body: cancelBody,
  idempotency: 'optional',
  status: 200,
  answer: ['Order', orderSchema],
  refuses: ['move_not_allowed', 'order_changed', 'reason_required'],
});

export const LIST_MESSAGES = define({
  ...read,
  id: 'listMessages',
  path: '/orders/{number}/messages',
  params: orderParams,
  query: pageQuery,
  answer: ['MessageList', messageListSchema],
});

export const POST_MESSAGE = define({
  ...write,
  id: 'postMessage',
  path: '/orders/{number}/messages',
  params: orderParams,
  body: newMessageBody,
  idempotency: 'required',
  answer: ['Message', messageSchema],
  refuses: ['not_allowed', 'draft_has_no_messages'],
});

export const LIST_FILES = define({
  ...read,
  id: 'listAttachments',
  path: '/orders/{number}/attachments',
  params: orderParams,
  answer: ['AttachmentList', fileListSchema],
});

export const ADD_FILES = define({
  ...write,
  id: 'addAttachments',
  path: '/orders/{number}/attachments',
  params: orderParams,
  upload: uploadBody,
  idempotency: 'optional',
  answer: ['AttachmentList', fileListSchema],
  refuses: FILE_REFUSALS,
});

export const GET_FILE = define({
  ...read,
  id: 'getAttachment',
  path: '/orders/{number}/attachments/{file}',
  params: fileParams,
  answer: { files: ['*/*'] },
});

export const LIST_PAPERS = define({
  ...read,
  id: 'listPapers',
  path: '/orders/{number}/papers',
  params: orderParams,
  answer: ['PaperList', paperListSchema],
});

export const GET_ORDER_PDF = define({
  ...read,
  id: 'getOrderPdf',
  path: '/orders/{number}/order.pdf',
  params: orderParams,
  answer: PDF,
});

export const LIST_EVENTS = define({
  ...read,
  id: 'listEvents',
  path: '/orders/{number}/events',
  params: orderParams,
  answer: ['EventList', eventListSchema],
});

export const SEARCH = define({
  ...read,
  id: 'search',
  path: '/search',
  query: searchQuery,
  answer: ['Found', foundSchema],
});

export const EXPORT_ORDERS = define({
  ...read,
  id: 'exportOrders',
  path: '/orders/export.csv',
  query: exportQuery,
  answer: { files: ['text/csv'] },
  refuses: ['export_busy'],
});

export const ORDER_OPERATIONS = [
  LIST_ORDERS,
  CREATE_ORDER,
  EXPORT_ORDERS,
  GET_ORDER,
  CANCEL_ORDER,
  LIST_MESSAGES,
  POST_MESSAGE,
  LIST_FILES,
  ADD_FILES,
  GET_FILE,
  LIST_PAPERS,
  GET_ORDER_PDF,
  LIST_EVENTS,
  SEARCH,
];
