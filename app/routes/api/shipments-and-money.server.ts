import * as quotes from '~/domain/api/quotes/commands.server';
import * as quoteOperations from '~/domain/api/quotes/operations';
import { type Served, serve } from '~/domain/api/serve.server';
import * as settlements from '~/domain/api/settlements/commands.server';
import * as settlementOperations from '~/domain/api/settlements/operations';
import * as shipments from '~/domain/api/shipments/commands.server';
import * as shipmentOperations from '~/domain/api/shipments/operations';
import { findInvoiceFile } from '~/domain/billing/queries.server';
import { settlementSheet } from '~/domain/billing/sheet.server';
import { readQuoteDocument } from '~/domain/documents/quote-document.server';
import { readSettlementDocument } from '~/domain/documents/settlement-document.server';
import { readShipmentPaper } from '~/domain/documents/shipment-papers.server';
import { paperFileName } from '~/domain/shipments/paper-rules';
import { findPaper } from '~/domain/shipments/papers.server';
import { DomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { csvResponse } from '~/platform/http/csv-response.server';
import { fileResponse } from '~/platform/http/file-response.server';
import { pdfResponse } from '~/platform/http/responses.server';

function known<Thing>(found: Thing | null): Thing {
  if (found === null) throw new DomainError('not_found', 404);
  return found;
}

const SHIPMENTS: readonly Served[] = [
  serve(shipmentOperations.LIST_SHIPMENTS, ({ viewer, query }) => shipments.shipmentsForApi(viewer, query)),
  serve(shipmentOperations.CREATE_SHIPMENT, ({ viewer, body, submissionKey, language }) =>
    shipments.createForApi(viewer, body, { submissionKey, locale: language.locale }),
  ),
  serve(shipmentOperations.GET_SHIPMENT, ({ viewer, params, language }) =>
    shipments.shipmentForApi(viewer, params.number, language.locale),
  ),
  serve(shipmentOperations.CONFIRM_SHIPMENT, ({ viewer, params, language }) =>
    shipments.confirmForApi(viewer, params.number, language.locale),
  ),
  serve(shipmentOperations.TRACK_SHIPMENT, ({ viewer, params, body, language }) =>
    shipments.trackForApi(viewer, params.number, body, language.locale),
  ),
  serve(shipmentOperations.GET_SHIPMENT_PAPER, async ({ viewer, params }) => {
    const paper = known(await findPaper(viewer, params.number, params.paper));
    const bytes = await readShipmentPaper(paper);
    const name = paperFileName(paper.shipment.number, paper.kind, paper.version, paper.voidedAt !== null);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': paper.contentType,
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': contentDisposition('attachment', name),
        'Cache-Control': 'private, no-cache, no-transform',
      },
    });
  }),
];

const QUOTES: readonly Served[] = [
  serve(quoteOperations.LIST_QUOTES, ({ viewer, query }) => quotes.quotesForApi(viewer, query)),
  serve(quoteOperations.GET_QUOTE, ({ viewer, params }) => quotes.quoteForApi(viewer, params.number)),
  serve(quoteOperations.GET_QUOTE_PDF, async ({ viewer, params, language }) =>
    pdfResponse(known(await readQuoteDocument({ viewer }, params.number, language)), language.locale),
  ),
  serve(quoteOperations.DECIDE_QUOTE, ({ viewer, params, body, language }) =>
    quotes.decideForApi(viewer, params.number, body, language),
  ),
];

const SETTLEMENTS: readonly Served[] = [
  serve(settlementOperations.LIST_SETTLEMENTS, ({ viewer, query }) =>
    settlements.settlementsForApi(viewer, query),
  ),
  serve(settlementOperations.CREATE_SETTLEMENT, ({ viewer, body, submissionKey }) =>
    settlements.settleForApi(viewer, body, submissionKey),
  ),
  serve(settlementOperations.LIST_UNSETTLED, ({ viewer, query }) =>
    settlements.unsettledForApi(viewer, query.month),
  ),
  serve(settlementOperations.GET_SETTLEMENT, ({ viewer, params }) =>
    settlements.settlementForApi(viewer, params.number),
  ),
  serve(settlementOperations.GET_SETTLEMENT_PDF, async ({ viewer, params, language }) =>
    pdfResponse(known(await readSettlementDocument(viewer, params.number)), language.locale),
  ),
  serve(settlementOperations.GET_SETTLEMENT_CSV, async ({ viewer, params, language }) => {
    const { number, bytes } = known(await settlementSheet(viewer, params.number, language));
    return csvResponse(number, bytes);
  }),
  serve(settlementOperations.UPLOAD_INVOICE, ({ viewer, params, request }) =>
    settlements.uploadForApi(viewer, params.number, request),
  ),
  serve(settlementOperations.GET_INVOICE, async ({ viewer, params, request }) => {
    const file = known(await findInvoiceFile(viewer, params.number, params.invoice));
    const { fileName, storageKey, contentType, size, sha256 } = file;
    const disposition = contentDisposition('attachment', fileName);
    return fileResponse(request, { storageKey, contentType, size, disposition, version: sha256 });
  }),
  serve(settlementOperations.SUBMIT_INVOICE, ({ viewer, params, body }) =>
    settlements.submitForApi(viewer, params.number, params.invoice, body),
  ),
];

/** What is sent, what is quoted, and what is settled. */
export const SHIPMENTS_AND_MONEY: readonly Served[] = [...SHIPMENTS, ...QUOTES, ...SETTLEMENTS];
