import { pathToFileURL } from 'node:url';
import { type DocumentProps, renderToBuffer } from '@react-pdf/renderer';
import { move } from 'piscina';
import type { ReactElement } from 'react';
import { printable } from './fonts';

/** One paper to render: the absolute path of the document's module, and what it is given. */
export interface PdfTask {
  modulePath: string;
  data: unknown;
}

type PdfDocument = { default: (data: unknown) => ReactElement<DocumentProps> };

/** Renders one paper; the bytes are handed over to the caller's thread without a copy. */
export default async function renderTask({ modulePath, data }: PdfTask) {
  const document: PdfDocument = await import(pathToFileURL(modulePath).href).catch((error: unknown) => {
    // A loader's error loses its message on the way to the caller's thread.
    throw new Error(`cannot load ${modulePath}: ${error}`);
  });
  const file = await renderToBuffer(document.default(cleaned(data)));
  return move(new Uint8Array(file));
}

/** The same data with every text in it made printable. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object' || value instanceof Date || ArrayBuffer.isView(value))
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cleaned(entry)]));
}
