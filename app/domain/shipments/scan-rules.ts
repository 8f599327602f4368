import { cleanText } from '~/platform/text';
import { type ParsedQuery, parseQuery } from '../search/rules';
import { isSscc, parcelCode, shipmentNumber } from './rules';

/** What can come out of a scan. The words are at `shipments:receive.outcome.<result>`. */
export const SCAN_RESULTS = [
  /** The number of the shipment itself: it is open now. */
  'opened',
  /** A parcel is here now. */
  'parcel',
  /** An expected device is here now. */
  'here',
  /** It was here already; nothing changed. */
  'already',
  /** A device of the account that is not in this shipment: received as well. */
  'unexpected',
  /** The same, but its status does not let it be received. */
  'unexpected_status',
  /** A device of another account; it was not received. */
  'other_account',
  /** A device of another service location; it was not received. */
  'other_location',
  /** Several devices have this identifier. */
  'ambiguous',
  /** Nothing has this code. */
  'unknown',
] as const;
export type ScanResult = (typeof SCAN_RESULTS)[number];

/** The parts of a scan-in that are looked at one at a time. */
export const SCAN_VIEWS = ['missing', 'here', 'unexpected'] as const;
export type ScanView = (typeof SCAN_VIEWS)[number];

/** What the receiving desk says after a scan. `code` is what was read. */
export type ScanOutcome = {
  result: ScanResult;
  code: string;
  /** The shipment in which it was noted; null when there is none. */
  shipment: string | null;
  order?: { number: string; device: string; status: string };
  parcel?: { position: number; count: number };
};

/** True for outcomes after which the next device can be scanned without a look at the screen. */
export function isGoodScan(result: ScanResult): boolean {
  return result === 'parcel' || result === 'here';
}

/** What a bar code or QR code may stand for. */
export type ScannedCode = {
  /** The text as it is shown and kept; empty when nothing was read. */
  text: string;
  shipmentNumber: string | null;
  parcelCode: string | null;
  sscc: string | null;
  /** The same text read as an identifier of an order or a device. */
  query: ParsedQuery;
};

const TEXT_MAX = 200;
/** The symbology identifier that scanners may put first, such as `]C1` for GS1-128 (ISO/IEC 15424). */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;
/** Application identifier 00 with an SSCC, in brackets or not; other identifiers may follow. */
const AI_SSCC = /^\(?00\)?(\d{18})/;
/** A number of ours in groups. A scanner set to another keyboard types other signs than dashes between them. */
const GROUPED = /^(SH|RO)(\D)(\d{4})\2(\d+)(?:\2(\d{1,2}))?$/i;
const JOINED = /^SH(\d{4})(\d{6,}?)(\d{2})?$/i;

/**
 * Reads what a scanner or a person typed: a parcel code, an SSCC-18 with or without its application identifier, FNC1 or
 * symbology identifier (GS1 General Specifications, 5.4 and 7.8), a shipment number, the address in our QR code, or
 * an identifier of an order or device. Case, dashes and spaces do not count. Never fails.
 */
export function readScan(typed: string): ScannedCode {
  const plain = cleanText(typed.replaceAll('\u001d', ' ').normalize('NFKC')).replace(SYMBOLOGY, '').trim();
  const text = [...(codeInAddress(plain) ?? plain)].slice(0, TEXT_MAX).join('');
  const grouped = GROUPED.exec(text.replace(/[\s\p{Pd}_./]+/gu, '-'));
  const [, kind = '', , year = '', serial = '', position] = grouped ?? [];
  const query = parseQuery(grouped && kind.toUpperCase() === 'RO' ? `RO-${year}-${serial}` : text);
  const own =
    grouped && kind.toUpperCase() === 'SH' ? [year, serial, position] : JOINED.exec(query.folded)?.slice(1);
  const digits = AI_SSCC.exec(text.replaceAll(' ', ''))?.[1] ?? query.folded;
  const sscc = isSscc(digits) ? digits : null;
  return { text, ...readOwn(own), sscc, query };
}

function readOwn(parts: (string | undefined)[] | undefined) {
  const [year, serial, position] = parts ?? [];
  if (!year || !serial || serial.length > 15) return { shipmentNumber: null, parcelCode: null };
  const number = shipmentNumber(Number(year), BigInt(serial));
  return position === undefined
    ? { shipmentNumber: number, parcelCode: null }
    : { shipmentNumber: null, parcelCode: parcelCode(number, Number(position)) };
}

/** The code in an address of the portal: of the receiving desk, or of an order's or shipment's page. */
function codeInAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { pathname, searchParams } = new URL(text);
  const [, number] = /\/(?:orders|shipments|receive)\/([^/]+)/.exec(pathname) ?? [];
  return searchParams.get('code') ?? number ?? null;
}
