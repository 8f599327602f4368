import { renderPdf } from '~/platform/pdf/render-pdf.server';
import type { OrderPaper } from './order-paper-data';

/** The order's paper as an A4 PDF. The data decides what the reader sees; errors as in `renderPdf`. */
export function renderOrderPdf(data: OrderPaper): Promise<Buffer> {
  return renderPdf('domain/documents/order-paper.tsx', data);
}
