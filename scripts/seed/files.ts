import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { previewKeys } from '../../app/domain/attachments/rules';
import { shrinkPicture } from '../../app/platform/images.server';
import { storage } from '../../app/platform/storage.server';
import type { InsertedOrder } from './insert-orders';
import type { Random } from './random';

type Preview = { large: Buffer; small: Buffer; width: number; height: number };
type DemoFile = { name: string; contentType: string; content: Buffer; preview: Preview | null };

/** A drawing of a damaged device with the grain and light of a photograph, as PNG. */
async function photo(random: Random, name: string): Promise<DemoFile> {
  const [width, height] = [640, 480];
  const x = random.int(300, 380);
  const cracks = Array.from({ length: 9 }, () => {
    const [toX, toY] = [random.int(215, 425), random.int(60, 420)];
    return `<path d="M${x} 190 L${(x + toX) / 2 + random.int(-14, 14)} ${(190 + toY) / 2} L${toX} ${toY}"/>`;
  });
  const hue = random.int(0, 359);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><radialGradient id="light"><stop offset="0" stop-color="hsl(${hue} 18% 78%)"/><stop offset="1" stop-color="hsl(${hue} 22% 38%)"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#light)"/>
    <rect x="205" y="45" width="230" height="390" rx="30" fill="#1b1d20"/>
    <rect x="216" y="58" width="208" height="364" rx="18" fill="#323a45"/>
    <g fill="none" stroke="#dfe6ee" stroke-opacity=".75" stroke-width="1.6">${cracks.join('')}</g></svg>`;
  const grain = Buffer.from(Array.from({ length: width * height }, () => random.int(118, 138)));
  const noise = await sharp(grain, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const content = await sharp(Buffer.from(svg))
    .composite([{ input: noise, blend: 'soft-light' }])
    .png({ palette: true, quality: 70 })
    .toBuffer();
  const preview = await shrinkPicture(Readable.from([content]), async ({ large, small, width, height }) => ({
    ...{ large: await readFile(large), small: await readFile(small), width, height },
  }));
  return { name, contentType: 'image/png', content, preview };
}

/** A one-page PDF 1.4 (ISO 32000-1) with a few lines of text. */
function receipt(name: string, lines: readonly string[]): DemoFile {
  const text = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join(' ');
  const stream = `BT /F1 12 Tf 16 TL 64 770 Td ${text} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  body += `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}${trailer}`;
  return { name, contentType: 'application/pdf', content: Buffer.from(body, 'latin1'), preview: null };
}

const EVERY = 14;

/**
 * Gives every fourteenth submitted order a photo or a receipt, puts the bytes in the storage and gives the rows of the
 * attachments. Their keys depend on the seed only, so a repeated seeding stores them once.
 */
export async function storeFiles(orders: readonly InsertedOrder[], random: Random): Promise<object[]> {
  const files = [
    await photo(random, 'schaden-front.png'),
    await photo(random, 'IMG_2231.png'),
    await photo(random, 'damage-detail.png'),
    receipt('kaufbeleg.pdf', [
      'Kaufbeleg',
      '',
      'Elektronik Markt Zentrum',
      '1 x Mobilger\xe4t  CHF 899.00',
      'Garantie 24 Monate',
    ]),
  ];
  const rows: object[] = [];
  const submitted = orders.filter(({ submission }) => submission !== null);
  for (const [index, order] of submitted.entries()) {
    if (index % EVERY !== 0) continue;
    const file = random.pick(files);
    const key = `attachments/${random.uuid()}`;
    const keys = previewKeys(key);
    await storage().put(key, file.content);
    if (file.preview) {
      await storage().put(keys.large, file.preview.large);
      await storage().put(keys.small, file.preview.small);
    }
    rows.push({
      order_id: order.id,
      uploader_id: order.owner,
      name: file.name,
      content_type: file.contentType,
      size: file.content.length,
      sha256: createHash('sha256').update(file.content).digest('hex'),
      storage_key: key,
      internal: false,
      preview_key: file.preview && keys.large,
      width: file.preview?.width ?? null,
      height: file.preview?.height ?? null,
      previewed_at: order.submission?.approved_at,
      created_at: order.submission?.approved_at,
    });
  }
  return rows;
}
