import { inflateSync } from 'node:zlib';

/** The most bytes of an embedded file once it is unpacked. */
const EMBEDDED_MAX = 10_000_000;
/** The dictionary of a stream stands this near before it. */
const DICTIONARY_MAX = 2_000;
const STREAMS_MAX = 50_000;
/** A hybrid invoice has one file embedded, seldom some more. */
const FILES_MAX = 10;

/** True for a PDF by its header, which stands within the first 1024 bytes (ISO 32000, annex I). */
export function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('%PDF-');
}

/**
 * The XML files that are embedded in a PDF (ISO 32000-1, 7.11.4; in hybrid invoices of Factur-X and ZUGFeRD the invoice is
 * one), in the order of the file: what was saved later stands behind. A stream cannot lie inside of another one, so that
 * they are found without the tables of the file; in an encrypted PDF none is.
 */
export function embeddedXml(pdf: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  let files = 0;
  for (let count = 0; count < STREAMS_MAX && files < FILES_MAX; count++) {
    const keyword = pdf.indexOf('stream', at, 'latin1');
    if (keyword < 0) break;
    at = keyword + 'stream'.length;
    const dictionary = dictionaryBefore(pdf, keyword);
    if (dictionary === null || !isEmbedded(dictionary)) continue;
    files += 1;
    const bytes = contentOf(pdf, at, dictionary);
    if (bytes && looksLikeXml(bytes)) found.push(bytes);
  }
  return found;
}

/** The text between `obj` and `stream`; null when that is no beginning of a stream. */
function dictionaryBefore(pdf: Buffer, keyword: number): string | null {
  const before = pdf.subarray(Math.max(0, keyword - DICTIONARY_MAX), keyword).toString('latin1');
  const start = before.lastIndexOf(' obj');
  return start >= 0 && /^\s*<</.test(before.slice(start + 4)) && /[>\s]$/.test(before)
    ? before.slice(start + 4)
    : null;
}

/** By its type, or, as the type may be left out, by that of its content: `text/xml`, `application/xml`. */
function isEmbedded(dictionary: string): boolean {
  return (
    /\/EmbeddedFile\b/.test(dictionary) ||
    /\/Subtype\s*\/(?:text|application)#2F(?:\w+#2B)?xml\b/i.test(dictionary)
  );
}

function contentOf(pdf: Buffer, afterKeyword: number, dictionary: string): Buffer | null {
  const start = afterKeyword + (pdf[afterKeyword] === 0x0d ? 2 : 1);
  const said = /\/Length\s+(\d+)(?!\s+\d+\s+R)\b/.exec(dictionary)?.[1];
  const marked = pdf.indexOf('endstream', said === undefined ? start : start + Number(said), 'latin1');
  const packed = pdf.subarray(start, said === undefined ? marked : start + Number(said));
  if (marked < 0 || /\/(?:Crypt|DecodeParms)\b/.test(dictionary)) return null;
  if (!/\/Filter\b/.test(dictionary)) return packed.length > EMBEDDED_MAX ? null : packed;
  if (!/\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\s*[\]/>\s]/.test(dictionary)) return null;
  try {
    return inflateSync(packed, { maxOutputLength: EMBEDDED_MAX });
  } catch {
    return null;
  }
}

function looksLikeXml(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 400).toString('latin1').replaceAll('\0', '');
  return /^(?:ï»¿|ÿþ|þÿ)?\s*<[?!\w]/.test(start);
}
