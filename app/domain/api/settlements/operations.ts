import { define, PDF } from '../operation';
import type { ProblemCode } from '../rules';
import {
  invoiceParams,
  invoiceUpload,
  newSettlementBody,
  settlementListSchema,
  settlementParams,
  settlementQuery,
  settlementSchema,
  submissionBody,
  unsettledQuery,
  unsettledSchema,
} from './schema';

const SETTLED = [
  'not_allowed',
  'settlement_invoiced',
  'settlement_accepted',
  'settlement_paid',
  'settlement_cancelled',
] as const satisfies readonly ProblemCode[];

const read = { noun: 'settlements', method: 'GET', scope: 'settlements:read', status: 200 } as const;

export const LIST_SETTLEMENTS = define({
  ...read,
  id: 'listSettlements',
  path: '/settlements',
  query: settlementQuery,
  answer: ['SettlementList', settlementListSchema],
});

export const CREATE_SETTLEMENT = define({
  noun: 'settlements',
  method: 'POST',
  scope: 'settlements:write',
  id: 'createSettlement',
  path: '/settlements',
  body: newSettlementBody,
  idempotency: 'required',
  status: 201,
  answer: ['Settlement', settlementSchema],
  refuses: ['orders_not_settled', 'settlement_empty', 'settlement_currencies'],
});

export const LIST_UNSETTLED = define({
  ...read,
  id: 'listUnsettled',
  path: '/settlements/unsettled',
  query: unsettledQuery,
  answer: ['Unsettled', unsettledSchema],
});

export const GET_SETTLEMENT = define({
  ...read,
  id: 'getSettlement',
  path: '/settlements/{number}',
  params: settlementParams,
  answer: ['Settlement', settlementSchema],
});

export const GET_SETTLEMENT_PDF = define({
  ...read,
  id: 'getSettlementPdf',
  path: '/settlements/{number}/settlement.pdf',
  params: settlementParams,
  answer: PDF,
});

export const GET_SETTLEMENT_CSV = define({
  ...read,
  id: 'getSettlementCsv',
  path: '/settlements/{number}/settlement.csv',
  params: settlementParams,
  answer: { files: ['text/csv'] },
});

const write = {
  noun: 'settlements',
  method: 'POST',
  scope: 'settlements:write',
  status: 200,
  answer: ['Settlement', settlementSchema],
} as const;

export const UPLOAD_INVOICE = define({
  ...write,
  id: 'uploadInvoice',
  path: '/settlements/{number}/invoices',
  params: settlementParams,
  upload: invoiceUpload,
  refuses: [
    ...SETTLED,
    'bad_form',
    'file_too_large',
    'invoice_missing',
    'invoice_unreadable',
    'too_many_files',
    'upload_too_large',
  ],
});

export const GET_INVOICE = define({
  ...read,
  id: 'getInvoice',
  path: '/settlements/{number}/invoices/{invoice}',
  params: invoiceParams,
  answer: { files: ['application/pdf', 'application/xml'] },
});

export const SUBMIT_INVOICE = define({
  ...write,
  id: 'submitInvoice',
  path: '/settlements/{number}/invoices/{invoice}/submit',
  params: invoiceParams,
  body: submissionBody,
  idempotency: 'optional',
  refuses: [...SETTLED, 'invoice_number_required', 'invoice_note_required'],
});

export const SETTLEMENT_OPERATIONS = [
  LIST_SETTLEMENTS,
  CREATE_SETTLEMENT,
  LIST_UNSETTLED,
  GET_SETTLEMENT,
  GET_SETTLEMENT_PDF,
  GET_SETTLEMENT_CSV,
  UPLOAD_INVOICE,
  GET_INVOICE,
  SUBMIT_INVOICE,
];
