import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);

/** What label printers print with. */
export const PRINTER_DPI = 203;

interface ReadPdf {
  pages: { text: string; width: number; height: number; rgba: Uint8Array }[];
}

let reader: ReturnType<typeof prepareReader> | undefined;

/** Reads a PDF with PDFium: text and a raster of its first `rasters` pages, text only of the others. */
export async function readPdf(file: Buffer, rasters = 1, dpi = 150): Promise<ReadPdf> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(file);
    const pages: ReadPdf['pages'] = [];
    for (const page of document.pages()) {
      const text = page.getText();
      if (pages.length >= rasters) {
        pages.push({ text, width: 0, height: 0, rgba: new Uint8Array() });
        continue;
      }
      const { width, height, data } = await page.render({ scale: dpi / 72, render: 'bitmap' });
      pages.push({ text, width, height, rgba: swapRedAndBlue(data) });
    }
    document.destroy();
    return { pages };
  } finally {
    library.destroy();
  }
}

type Code = { format: string; text: string };

/** The Code 128 bar codes in a raster, as zxing reads them. */
export function readCodes(page: ReadPdf['pages'][number]): Promise<Code[]> {
  return findCodes(page, ['Code128']);
}

/**
 * All bar codes and QR codes in a raster, sorted by what they say. A Code 128 that begins with FNC1 is `GS1-128` and says
 * its application identifiers in brackets.
 */
export async function readAllCodes(page: ReadPdf['pages'][number]): Promise<Code[]> {
  const codes = await findCodes(page, ['Code128', 'QRCode']);
  return codes.sort((a, b) => (a.text < b.text ? -1 : 1));
}

async function findCodes(
  { rgba, width, height }: ReadPdf['pages'][number],
  formats: ('Code128' | 'QRCode')[],
): Promise<Code[]> {
  reader ??= prepareReader();
  await reader;
  const image = { data: new Uint8ClampedArray(rgba), width, height, colorSpace: 'srgb' as const };
  const found = await readBarcodes(image, { formats, tryHarder: true });
  return found.map(({ format, text, contentType }) => ({
    format: contentType === 'GS1' ? 'GS1-128' : format,
    text,
  }));
}

async function prepareReader(): Promise<void> {
  const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
}

function swapRedAndBlue(bgra: Uint8Array): Uint8Array {
  const rgba = Uint8Array.from(bgra);
  for (let i = 0; i < rgba.length; i += 4) [rgba[i], rgba[i + 2]] = [bgra[i + 2] ?? 0, bgra[i] ?? 0];
  return rgba;
}
