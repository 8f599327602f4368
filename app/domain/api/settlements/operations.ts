import { define, PDF } from '../operation';
import {
  newSettlementBody,
  settlementListSchema,
  settlementParams,
  settlementQuery,
  settlementSchema,
  unsettledQuery,
  unsettledSchema,
} from './schema';

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

export const SETTLEMENT_OPERATIONS = [
  LIST_SETTLEMENTS,
  CREATE_SETTLEMENT,
  LIST_UNSETTLED,
  GET_SETTLEMENT,
  GET_SETTLEMENT_PDF,
  GET_SETTLEMENT_CSV,
];
