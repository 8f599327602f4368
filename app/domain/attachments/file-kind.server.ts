import { fileTypeFromBlob } from 'file-type';
import { DomainError } from '~/platform/errors';
import { cleanFileName, endingOf, type FileKind, isText, kindOfContent, kindOfName } from './rules';

/**
 * How text begins that a reader could take for a page, a program or a document: the tags of the WHATWG MIME Sniffing
 * Standard, 7.1, and further signatures that are made of visible characters.
 */
const NOT_TEXT =
  /^\s*(<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|\?xml|\?php)[\s/>]|<!--|<\?|#!|%PDF-|%!PS|\{\\rtf|GIF8[79]a)/i;
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;

/**
 * Decides what a file is by its content, and whether its name says the same. A name without an ending gets the one of its
 * content.
 * Throws DomainError `file_empty`, `file_type_refused` or `file_content_mismatch` (422), each with the `name`.
 */
export async function identifyFile(
  file: Blob,
  typedName: string,
): Promise<{ name: string; contentType: string }> {
  const name = cleanFileName(typedName);
  if (file.size === 0) throw new DomainError('file_empty', 422, { name });
  const claimed = kindOfName(name);
  if (!claimed && endingOf(name) !== '') throw new DomainError('file_type_refused', 422, { name });
  if (claimed && isText(claimed)) {
    if (!(await isPlainText(file))) throw new DomainError('file_content_mismatch', 422, { name });
    return { name, contentType: claimed.contentType };
  }
  const found = await kindByMagicBytes(file);
  if (!claimed && !found) throw new DomainError('file_type_refused', 422, { name });
  if (!found || (claimed && claimed !== found)) throw new DomainError('file_content_mismatch', 422, { name });
  return {
    name: claimed ? name : cleanFileName(`${name}.${found.extensions[0]}`),
    contentType: found.contentType,
  };
}

async function kindByMagicBytes(file: Blob): Promise<FileKind | undefined> {
  try {
    return kindOfContent((await fileTypeFromBlob(file))?.mime);
  } catch {
    // A damaged file that begins like one it is not.
    return undefined;
  }
}

/** True for valid UTF-8 without control characters that does not begin like a page, a program or a document. */
async function isPlainText(file: Blob): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = file.stream().getReader();
  let start = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = decoder.decode(value, { stream: !done });
      if (CONTROL.test(text)) return false;
      if (start.length < 1024) start += text.slice(0, 1024);
      if (done) return !NOT_TEXT.test(start);
    }
  } catch {
    return false;
  }
}
