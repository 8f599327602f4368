import { randomUUID } from 'node:crypto';
import { type InvoiceFacts, ublInvoice } from '../../scripts/seed/demo-invoice';
import type { TestApp } from './app';
import type { Client } from './client';
import { insertOrders, type OrderFacts, orderRow } from './orders';

export { ublInvoice };

type Fee = { feeMinor?: number; vat?: number; currency?: string; executedAt?: Date; device?: string };

/** Puts executed on-site orders of a partner into the database, the first for CHF 80.05, each for 1.00 more. */
export async function executedOrders(
  app: TestApp,
  first: number,
  count: number,
  partnerId: number,
  {
    feeMinor = 8_005,
    vat = 810,
    currency = 'CHF',
    executedAt = new Date('2026-10-15T09:00:00Z'),
    device = '=Waschmaschine',
  }: Fee = {},
) {
  const type = await app.db.serviceType.upsert({
    where: { code: 'settled' },
    create: { code: 'settled', nameEn: 'Washing machine, installed', nameDe: 'Waschmaschine, angeschlossen' },
    update: {},
  });
  const rows = Array.from({ length: count }, (_, index) =>
    orderRow(app.world, first + index, {
      kind: 'onsite',
      status: 'executed',
      partnerId,
      spId: spIdOf(first + index),
      deviceName: device,
      completedAt: executedAt,
      statusSince: executedAt,
    } satisfies OrderFacts),
  );
  const orders = await insertOrders(app.db, rows);
  await app.db.onsiteJob.createMany({
    data: orders.map(({ id }, index) => ({
      orderId: id,
      serviceTypeId: type.id,
      partnerId,
      contactName: 'Rosa Muster',
      street: 'Seestrasse 9',
      postalCode: '8800',
      city: 'Thalwil',
      country: 'CH',
      feeMinor: feeMinor + 100 * index,
      feeVatBasisPoints: vat,
      currency,
      releasedAt: executedAt,
    })),
  });
  return orders;
}

/** The SP-ID of the order with this number. */
export const spIdOf = (serial: number) => `SP-${String(serial).padStart(6, '0')}`;

/** The form that settles these orders, as its page sends it. */
export function settleForm(
  orders: readonly { number: string }[],
  more: Record<string, string> = {},
): Record<string, string> {
  const ticks = Object.fromEntries(orders.map(({ number }) => [`order-${number}`, 'on']));
  return { submissionKey: randomUUID(), currency: 'CHF', ...ticks, ...more };
}

/** Settles these orders. @returns the billing ID */
export async function settle(client: Client, orders: readonly { number: string }[]): Promise<string> {
  const answer = await client.post('/settlements', settleForm(orders));
  const number = /BI-\d{4}-\d+/.exec(answer.headers.get('Location') ?? '')?.[0];
  if (!number) throw new Error(`No settlement was made: ${answer.status}`);
  return number;
}

/** The same as a Cross Industry Invoice (D16B), the SP-IDs as notes of their lines. */
export function ciiInvoice(facts: InvoiceFacts): string {
  const { billingId, spIds, net, vat, gross, currency = 'CHF', number = 'R-2026-77' } = facts;
  const lines = spIds.map(
    (spId, index) => `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>
<ram:LineID>${index + 1}</ram:LineID><ram:IncludedNote><ram:Content>${spId}</ram:Content></ram:IncludedNote>
</ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>`,
  );
  const udt = 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100';
  const ram = 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100';
  return `<?xml version='1.0' encoding='UTF-8'?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="${ram}" xmlns:udt="${udt}">
<rsm:ExchangedDocument><ram:ID>${number}</ram:ID><ram:TypeCode>${facts.typeCode ?? '380'}</ram:TypeCode></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>${lines.join('\n')}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>${facts.seller ?? 'Montage Nord'}</ram:Name></ram:SellerTradeParty>
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${billingId}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>${currency}</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>${net}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="${currency}">${vat}</ram:TaxTotalAmount><ram:GrandTotalAmount>${gross}</ram:GrandTotalAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;
}

/** Uploads a file as the partner's invoice for a settlement. */
export function uploadInvoice(client: Client, number: string, content: BlobPart, name = 'invoice.xml') {
  const form = new FormData();
  form.append('file', new File([content], name));
  return client.post(`/settlements/${number}/invoice`, form);
}

/** What an invoice for a settlement must say, read from the database. */
export async function agreeingFacts(app: TestApp, number: string): Promise<InvoiceFacts> {
  const settlement = await app.db.settlement.findUniqueOrThrow({
    where: { number },
    include: { items: true, partner: true },
  });
  const amount = (minor: number) => (minor / 100).toFixed(2);
  return {
    billingId: number,
    spIds: settlement.items.map(({ spId }) => spId),
    net: amount(settlement.netMinor),
    vat: amount(settlement.vatMinor),
    gross: amount(settlement.grossMinor),
    currency: settlement.currency,
    seller: settlement.partner.name,
  };
}
