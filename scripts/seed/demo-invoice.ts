/** What an invoice says; amounts as XML writes them. */
export type InvoiceFacts = {
  billingId: string;
  spIds: string[];
  net: string;
  vat: string;
  gross: string;
  currency?: string;
  number?: string;
  seller?: string;
  typeCode?: string;
};

/** A UBL 2.1 Invoice with a line for each SP-ID, as far as EN 16931 asks for what the portal compares. */
export function ublInvoice(facts: InvoiceFacts): string {
  const { billingId, spIds, net, vat, gross, currency = 'CHF', number = 'R-2026-77' } = facts;
  const amount = (name: string, value: string) =>
    `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`;
  const lines = spIds.map(
    (spId, index) =>
      `<cac:InvoiceLine><cbc:ID>${index + 1}</cbc:ID><cac:Item><cbc:Description>Auftrag ${spId}</cbc:Description>` +
      '<cbc:Name>Montage</cbc:Name></cac:Item></cac:InvoiceLine>',
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>${number}</cbc:ID><cbc:InvoiceTypeCode>${facts.typeCode ?? '380'}</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>${billingId}</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>
<cbc:RegistrationName>${facts.seller ?? 'Montage Nord'}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:TaxTotal>${amount('TaxAmount', vat)}</cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount('TaxExclusiveAmount', net)}${amount('TaxInclusiveAmount', gross)}</cac:LegalMonetaryTotal>
${lines.join('\n')}
</Invoice>`;
}
