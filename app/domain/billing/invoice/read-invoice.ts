import { allAt, decodeXml, parseXml, textsAt, type XmlElement } from './xml';

/** What an invoice of EN 16931 says, as far as a settlement is compared with it. Amounts as they are written. */
export type ReadInvoice = {
  syntax: 'ubl' | 'cii';
  /** BT-1. */
  number: string;
  /** BT-3, UNTDID 1001. */
  typeCode: string;
  /** BT-5. */
  currency: string;
  /** BT-27, BT-28. */
  seller: string;
  /** Where the billing ID may be quoted: BT-10 to BT-14, BT-18, BT-22. */
  references: string[];
  /** Where SP-IDs may be named: per line BT-126, 127, 128, 132, 133, 153 to 156, 161. */
  lines: string[][];
  /** BT-109, BT-110 in the currency of the invoice, BT-112. */
  net: string | null;
  vat: string | null;
  gross: string | null;
};

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2';
const CII = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100';

/**
 * Reads an XML invoice: UBL 2.1 Invoice, or UN/CEFACT Cross Industry Invoice D16B, the two syntaxes of EN 16931.
 * @returns null for anything else
 */
export function readInvoice(bytes: Uint8Array): ReadInvoice | null {
  const text = decodeXml(bytes);
  const root = text === null ? null : parseXml(text);
  if (root?.uri === UBL && root.name === 'Invoice') return readUbl(root);
  if (root?.uri === CII && root.name === 'CrossIndustryInvoice') return readCii(root);
  return null;
}

const first = (element: XmlElement, ...paths: string[]) => textsAt(element, ...paths)[0] ?? '';

/** Of amounts in several currencies that in this one; an amount without a currency counts. */
function amountIn(element: XmlElement, path: string, currency: string): string | null {
  const amounts = allAt(element, path);
  const fitting = amounts.find(({ attributes }) => (attributes.currencyID ?? currency) === currency);
  return fitting?.text.trim() ?? null;
}

function readUbl(root: XmlElement): ReadInvoice {
  const currency = first(root, 'DocumentCurrencyCode');
  const seller = 'AccountingSupplierParty/Party';
  return {
    syntax: 'ubl',
    number: first(root, 'ID'),
    typeCode: first(root, 'InvoiceTypeCode'),
    currency,
    seller: first(root, `${seller}/PartyLegalEntity/RegistrationName`, `${seller}/PartyName/Name`),
    references: textsAt(
      root,
      'OrderReference/ID',
      'OrderReference/SalesOrderID',
      'ContractDocumentReference/ID',
      'ProjectReference/ID',
      'BuyerReference',
      'AdditionalDocumentReference/ID',
      'Note',
    ),
    lines: allAt(root, 'InvoiceLine').map((line) =>
      textsAt(
        line,
        'ID',
        'Note',
        'AccountingCost',
        'OrderLineReference/LineID',
        'DocumentReference/ID',
        'Item/Name',
        'Item/Description',
        'Item/SellersItemIdentification/ID',
        'Item/BuyersItemIdentification/ID',
        'Item/AdditionalItemProperty/Value',
      ),
    ),
    net: amountIn(root, 'LegalMonetaryTotal/TaxExclusiveAmount', currency),
    vat: amountIn(root, 'TaxTotal/TaxAmount', currency),
    gross: amountIn(root, 'LegalMonetaryTotal/TaxInclusiveAmount', currency),
  };
}

function readCii(root: XmlElement): ReadInvoice {
  const transaction = 'SupplyChainTradeTransaction';
  const agreement = `${transaction}/ApplicableHeaderTradeAgreement`;
  const settlement = `${transaction}/ApplicableHeaderTradeSettlement`;
  const sums = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;
  const currency = first(root, `${settlement}/InvoiceCurrencyCode`);
  const seller = `${agreement}/SellerTradeParty`;
  return {
    syntax: 'cii',
    number: first(root, 'ExchangedDocument/ID'),
    typeCode: first(root, 'ExchangedDocument/TypeCode'),
    currency,
    seller: first(root, `${seller}/Name`, `${seller}/SpecifiedLegalOrganization/TradingBusinessName`),
    references: textsAt(
      root,
      `${agreement}/BuyerOrderReferencedDocument/IssuerAssignedID`,
      `${agreement}/SellerOrderReferencedDocument/IssuerAssignedID`,
      `${agreement}/ContractReferencedDocument/IssuerAssignedID`,
      `${agreement}/SpecifiedProcuringProject/ID`,
      `${agreement}/BuyerReference`,
      `${agreement}/AdditionalReferencedDocument/IssuerAssignedID`,
      'ExchangedDocument/IncludedNote/Content',
    ),
    lines: allAt(root, `${transaction}/IncludedSupplyChainTradeLineItem`).map((line) =>
      textsAt(
        line,
        'AssociatedDocumentLineDocument/LineID',
        'AssociatedDocumentLineDocument/IncludedNote/Content',
        'SpecifiedTradeProduct/Name',
        'SpecifiedTradeProduct/Description',
        'SpecifiedTradeProduct/SellerAssignedID',
        'SpecifiedTradeProduct/BuyerAssignedID',
        'SpecifiedTradeProduct/ApplicableProductCharacteristic/Value',
        'SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/LineID',
        'SpecifiedLineTradeSettlement/AdditionalReferencedDocument/IssuerAssignedID',
        'SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount/ID',
      ),
    ),
    net: amountIn(root, `${sums}/TaxBasisTotalAmount`, currency),
    vat: amountIn(root, `${sums}/TaxTotalAmount`, currency),
    gross: amountIn(root, `${sums}/GrandTotalAmount`, currency),
  };
}
