import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads the bar codes and QR codes that stand in a picture of the camera. */
export type Decode = (frame: HTMLVideoElement) => Promise<string[]>;

/** The browser's own reader (W3C Shape Detection API, where there is one). */
type BarcodeDetector = { detect(frame: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type BarcodeDetectorClass = {
  new (options: { formats: string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<string[]>;
};

const FORMATS = ['code_128', 'qr_code', 'data_matrix', 'ean_13', 'code_39'];
/** The longer edge of the picture in which codes are looked for, in pixels. */
const EDGE = 1280;

/** The browser's own reader, else ZXing, which is loaded when it is first needed. */
export async function makeDecoder(): Promise<Decode> {
  return (await ownDecoder()) ?? zxingDecoder();
}

async function ownDecoder(): Promise<Decode | null> {
  const { BarcodeDetector: Own } = window as { BarcodeDetector?: BarcodeDetectorClass };
  const supported = await Own?.getSupportedFormats().catch((): string[] => []);
  if (!Own || !supported?.includes('code_128') || !supported.includes('qr_code')) return null;
  const detector = new Own({ formats: FORMATS.filter((format) => supported.includes(format)) });
  return async (frame) => (await detector.detect(frame)).map(({ rawValue }) => rawValue);
}

async function zxingDecoder(): Promise<Decode> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (frame) => {
    const { videoWidth: width, videoHeight: height } = frame;
    if (!context || width === 0) return [];
    const scale = Math.min(1, EDGE / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(frame, 0, 0, canvas.width, canvas.height);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(picture, {
      formats: ['Code128', 'QRCode', 'DataMatrix', 'EAN13', 'Code39'],
      tryHarder: true,
      maxNumberOfSymbols: 4,
    });
    return found.map(({ text }) => text);
  };
}
