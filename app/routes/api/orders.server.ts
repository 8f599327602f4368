import { cancelOrder } from '~/domain/api/orders/cancel.server';
import {
  addFiles,
  eventsOf,
  filesOf,
  messagesOf,
  papersOf,
  receiveFiles,
  writeMessage,
} from '~/domain/api/orders/conversation.server';
import { createOrder } from '~/domain/api/orders/create.server';
import { startApiExport } from '~/domain/api/orders/export.server';
import * as operations from '~/domain/api/orders/operations';
import { foundOrders, orderForApi, pageOfOrders } from '~/domain/api/orders/read.server';
import { type Served, serve, serveUpload } from '~/domain/api/serve.server';
import { findAttachment } from '~/domain/attachments/queries.server';
import { renderOrderDocument } from '~/domain/documents/order-document.server';
import { searchOrders } from '~/domain/search/queries.server';
import { DomainError } from '~/platform/errors';
import { contentDisposition } from '~/platform/http/content-disposition';
import { downloadBody } from '~/platform/http/download.server';
import { fileResponse } from '~/platform/http/file-response.server';
import { pdfResponse } from '~/platform/http/responses.server';

/** Orders and what belongs to them. */
export const ORDERS: readonly Served[] = [
  serve(operations.LIST_ORDERS, async ({ viewer, query }) => {
    const found = query.q ? await searchOrders(viewer, query.q) : null;
    return pageOfOrders(viewer, query, found?.ids);
  }),
  serve(operations.CREATE_ORDER, ({ viewer, body, submissionKey, language }) =>
    createOrder(viewer, { body, submissionKey, locale: language.locale }),
  ),
  serve(operations.GET_ORDER, ({ viewer, params }) => orderForApi(viewer, params.number)),
  serve(operations.CANCEL_ORDER, ({ viewer, params, body }) => cancelOrder(viewer, params.number, body)),
  serve(operations.LIST_MESSAGES, ({ viewer, params, query }) => messagesOf(viewer, params.number, query)),
  serve(operations.POST_MESSAGE, ({ viewer, params, body, submissionKey }) =>
    writeMessage(viewer, params.number, body, submissionKey),
  ),
  serve(operations.LIST_FILES, ({ viewer, params }) => filesOf(viewer, params.number)),
  serveUpload(
    operations.ADD_FILES,
    ({ viewer, params, request }) => receiveFiles(viewer, params.number, request),
    ({ viewer, params, body, submissionKey }) => addFiles(viewer, params.number, body, submissionKey),
  ),
  serve(operations.GET_FILE, async ({ viewer, params, request }) => {
    const file = await findAttachment(viewer, params.number, params.file);
    if (!file) throw new DomainError('not_found', 404);
    const { name, storageKey, contentType, size, sha256 } = file;
    const disposition = contentDisposition('attachment', name);
    return fileResponse(request, { storageKey, contentType, size, disposition, version: sha256 });
  }),
  serve(operations.LIST_PAPERS, ({ viewer, params }) => papersOf(viewer, params.number)),
  serve(operations.GET_ORDER_PDF, async ({ viewer, params, language }) => {
    const paper = await renderOrderDocument(viewer, params.number, language);
    if (!paper) throw new DomainError('not_found', 404);
    return pdfResponse(paper, language.locale);
  }),
  serve(operations.LIST_EVENTS, ({ viewer, params }) => eventsOf(viewer, params.number)),
  serve(operations.SEARCH, async ({ viewer, query }) =>
    foundOrders(viewer, await searchOrders(viewer, query.q, query.limit)),
  ),
  serve(operations.EXPORT_ORDERS, async ({ viewer, query, language, request, context }) => {
    const found = query.q ? await searchOrders(viewer, query.q) : null;
    const { signal } = request;
    const { chunks, end } = await startApiExport(viewer, { query, language, signal }, found?.ids);
    return new Response(downloadBody(chunks, context, signal, end), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': contentDisposition('attachment', 'orders.csv'),
        'Cache-Control': 'private, no-store, no-transform',
      },
    });
  }),
];
