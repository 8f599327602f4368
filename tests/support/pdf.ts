import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);
const DPI = 150;

interface ReadPdf {
  pages: { text: string; width: number; height: number; rgba: Uint8Array }[];
}

/** Reads a PDF with PDFium: text and a 150 dpi raster of its first `rasters` pages, text only of the others. */
export async function readPdf(file: Buffer, rasters = 1): Promise<ReadPdf> {
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
      const { width, height, data } = await page.render({ scale: DPI / 72, render: 'bitmap' });
      pages.push({ text, width, height, rgba: swapRedAndBlue(data) });
    }
    document.destroy();
    return { pages };
  } finally {
    library.destroy();
  }
}

/** The bar codes in a raster, as zxing reads them. */
export async function readCodes({ rgba, width, height }: ReadPdf['pages'][number]) {
  const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  const image = { data: new Uint8ClampedArray(rgba), width, height, colorSpace: 'srgb' as const };
  const found = await readBarcodes(image, { formats: ['Code128'], tryHarder: true });
  return found.map(({ format, text }) => ({ format, text }));
}

function swapRedAndBlue(bgra: Uint8Array): Uint8Array {
  const rgba = Uint8Array.from(bgra);
  for (let i = 0; i < rgba.length; i += 4) [rgba[i], rgba[i + 2]] = [bgra[i + 2] ?? 0, bgra[i] ?? 0];
  return rgba;
}
