import { define, PDF } from '../operation';
import { decisionBody, quoteListSchema, quoteParams, quoteQuery, quoteSchema } from './schema';

const read = { noun: 'quotes', method: 'GET', scope: 'quotes:read', status: 200 } as const;

export const LIST_QUOTES = define({
  ...read,
  id: 'listQuotes',
  path: '/quotes',
  query: quoteQuery,
  answer: ['QuoteList', quoteListSchema],
});

export const GET_QUOTE = define({
  ...read,
  id: 'getQuote',
  path: '/quotes/{number}',
  params: quoteParams,
  answer: ['Quote', quoteSchema],
});

export const GET_QUOTE_PDF = define({
  ...read,
  id: 'getQuotePdf',
  path: '/quotes/{number}/quote.pdf',
  params: quoteParams,
  answer: PDF,
});

export const DECIDE_QUOTE = define({
  noun: 'quotes',
  method: 'POST',
  scope: 'quotes:write',
  id: 'decideQuote',
  path: '/quotes/{number}/decision',
  params: quoteParams,
  body: decisionBody,
  idempotency: 'optional',
  status: 200,
  answer: ['Quote', quoteSchema],
  refuses: [
    'not_allowed',
    'quote_amount_differs',
    'quote_order_moved',
    'quote_accepted',
    'quote_declined',
    'quote_withdrawn',
    'quote_expired',
    'quote_superseded',
  ],
});

export const QUOTE_OPERATIONS = [LIST_QUOTES, GET_QUOTE, GET_QUOTE_PDF, DECIDE_QUOTE];
