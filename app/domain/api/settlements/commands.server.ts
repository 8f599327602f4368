import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { ProblemError } from '~/platform/http/problem.server';
import type { Viewer } from '../../auth/rules';
import { createSettlement, type RefusedSpId } from '../../billing/create-settlement.server';
import { submitInvoice } from '../../billing/invoice/submit-invoice.server';
import { uploadInvoice } from '../../billing/invoice/upload-invoice.server';
import { settlementsBefore } from '../../billing/list.server';
import { getSettlement } from '../../billing/queries.server';
import { listUnsettled } from '../../billing/unsettled.server';
import { englishWords, problem } from '../problems.server';
import { totalsOf } from '../schema';
import { apiUrl, iso, nextUrl } from '../urls.server';
import type {
  newSettlementBody,
  settlementListSchema,
  settlementQuery,
  settlementSchema,
  submissionBody,
  unsettledSchema,
} from './schema';

/** Settlements, as their pages read and make them. */

const PAGE = 50;
const settlementUrl = (number: string) => apiUrl(`/settlements/${number}`);

export async function settlementsForApi(
  viewer: Viewer,
  { cursor, ...query }: z.output<typeof settlementQuery>,
): Promise<z.output<typeof settlementListSchema>> {
  const filter = { state: query.state ?? null, month: query.month ?? null, partnerId: null };
  const found = await settlementsBefore(viewer, filter, cursor, PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return {
    settlements: rows.map(({ number, state, partner, currency, orders, ...row }) => ({
      ...{ number, state, partner, currency, orders, createdAt: row.createdAt.toISOString() },
      ...{ netMinor: row.netMinor, vatMinor: row.vatMinor, grossMinor: row.grossMinor },
      links: { self: settlementUrl(number) },
    })),
    links: { next: found.length > PAGE && last ? nextUrl('/settlements', query, last.id) : null },
  };
}

/** Throws DomainError `not_found` (404). */
export async function settlementForApi(
  viewer: Viewer,
  number: string,
): Promise<z.output<typeof settlementSchema>> {
  const found = await getSettlement(viewer, number);
  if (!found) throw new DomainError('not_found', 404);
  const { state, partner, currency, createdAt, totals, items, invoices } = found;
  return {
    ...{ number, state, partner: partner.name, currency, createdAt: createdAt.toISOString() },
    ...totalsOf(totals),
    items: items.map(({ executedAt, ...item }) => ({ ...item, executedAt: executedAt.toISOString() })),
    invoices: invoices.map(({ uploadedBy: _, decidedBy: __, uploadedAt, decidedAt, ...invoice }) => ({
      ...{ ...invoice, uploadedAt: uploadedAt.toISOString(), decidedAt: iso(decidedAt) },
      links: { self: `${settlementUrl(number)}/invoices/${invoice.id}` },
    })),
    links: { self: settlementUrl(number) },
  };
}

/** What the partner has carried out and not settled yet; nothing for others. */
export async function unsettledForApi(
  viewer: Viewer,
  month: string | undefined,
): Promise<z.output<typeof unsettledSchema>> {
  const { orders } = await listUnsettled(viewer, month ?? null);
  return {
    orders: orders.map(({ number, spId, device, city, executedAt, feeMinor, vatBasisPoints, currency }) => ({
      ...{ order: number, spId, device, city, executedAt: executedAt.toISOString() },
      ...{ feeMinor, vatBasisPoints, currency },
    })),
  };
}

function errorOf({ spId, settlement }: RefusedSpId): ProblemError {
  const detail = settlement
    ? englishWords('api_settled_on', { order: spId, settlement })
    : englishWords('api_not_to_settle', { order: spId });
  return { order: spId, detail };
}

/** Throws Problem `orders_not_settled` (409), and what `createSettlement` throws. */
export async function settleForApi(
  viewer: Viewer,
  { orders }: z.output<typeof newSettlementBody>,
  submissionKey: string,
) {
  const made = await createSettlement(viewer, { orders, submissionKey });
  if ('number' in made) return settlementForApi(viewer, made.number);
  throw problem('orders_not_settled', { errors: made.refused.slice(0, 50).map(errorOf) });
}

/** Throws what `uploadInvoice` throws. */
export async function uploadForApi(viewer: Viewer, number: string, request: Request) {
  await uploadInvoice(viewer, number, request);
  return settlementForApi(viewer, number);
}

/** Throws what `submitInvoice` throws. */
export async function submitForApi(
  viewer: Viewer,
  number: string,
  invoiceId: number,
  body: z.output<typeof submissionBody>,
) {
  await submitInvoice(viewer, number, { invoiceId, ...body });
  return settlementForApi(viewer, number);
}
