import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate } from 'node:zlib';
import sharp from 'sharp';
import { ZipFile } from 'yazl';

/** Stands in everything that would run if it were ever served as what it wants to be. */
const PAYLOAD = 'alert("payload-7f3a")';

const HTML = `<!DOCTYPE html><html><body><script>${PAYLOAD}</script></body></html>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload='${PAYLOAD}'><script>${PAYLOAD}</script></svg>`;

/** A file that means harm; `taken` when it is what its name says, and so may be kept and downloaded. */
export type HostileFile = { name: string; content: Buffer; taken: boolean };

/**
 * Files that are two things at once, that carry scripts, that lie about themselves, or that grow when they are opened.
 * @param bombMegabytes what an archive among them grows to
 */
export async function hostileFiles(bombMegabytes: number): Promise<HostileFile[]> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#884422' } });
  const png = await picture.clone().png().toBuffer();
  const jpeg = await picture.clone().jpeg().toBuffer();
  const gif = await picture.clone().gif().toBuffer();
  const spoken = { IFD0: { Copyright: `<script>${PAYLOAD}</script>`, ImageDescription: HTML } };
  const exif = await picture.clone().withExif(spoken).jpeg().toBuffer();
  const xmp = await picture
    .clone()
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${SVG}</x:xmpmeta>`)
    .webp()
    .toBuffer();
  const text = (content: string) => Buffer.from(content);
  const then = (first: Buffer, second: string | Buffer) => Buffer.concat([first, Buffer.from(second)]);
  const taken: [string, Buffer][] = [
    ['pdf-und-html.pdf', text(`%PDF-1.4\n${HTML}\n%%EOF\n`)],
    [
      'pdf-mit-skript.pdf',
      text(`%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(${PAYLOAD})>>>>endobj\n%%EOF`),
    ],
    ['gif-und-skript.gif', text(`GIF89a/*${'\0'.repeat(40)}*/=1;${PAYLOAD}//`)],
    ['gif-und-html.gif', then(gif, HTML)],
    ['jpeg-und-zip.jpg', then(jpeg, await zip([['evil.html', text(HTML)]]))],
    ['png-und-html.png', then(png, HTML)],
    ['png-mit-text.png', withChunk(png, 'tEXt', `Comment\0${HTML}`)],
    ['exif.jpg', exif],
    ['xmp.webp', xmp],
    ['bild.php.jpg', jpeg],
    ['utf7.txt', text(`+ADw-script+AD4-${PAYLOAD}+ADw-/script+AD4-`)],
    ['flut.png', await flood(30_000)],
    [
      'flut-am-stueck.png',
      await sharp({ create: { width: 5_000, height: 3_300, channels: 3, background: '#777' } })
        .png({ progressive: true })
        .toBuffer(),
    ],
    ['abgeschnitten.jpg', jpeg.subarray(0, jpeg.length / 2)],
    ['bombe.docx', await bomb('word/document.xml', bombMegabytes)],
  ];
  const refused: [string, Buffer][] = [
    ['logo.svg', text(SVG)],
    ['logo.png', text(SVG)],
    ['logo.svgz', text(SVG)],
    ['foto.jpg', text(HTML)],
    ['foto.jpg.html', jpeg],
    ['rechnung.pdf.exe', text(`MZ${HTML}`)],
    ['rechnung.pdf', png],
    ['seite.xhtml', text(HTML)],
    ['notiz.txt', text(HTML)],
    ['notiz.txt', text(`\ufeff\n ${SVG}`)],
    ['notiz.txt', Buffer.from(HTML, 'utf16le')],
    ['bombe.xlsx', await bomb('[Content_Types].xml', bombMegabytes)],
  ];
  const all = (files: [string, Buffer][], kept: boolean) =>
    files.map(([name, content]) => ({ name, content, taken: kept }));
  return [...all(taken, true), ...all(refused, false)];
}

/**
 * Whether an answer is one that a browser could run, or show as what somebody sent: it is no download, and not the portal's
 * own drawing of a picture. What is not there is not active.
 */
export async function isActive(response: Response): Promise<boolean> {
  if (response.status === 404) return false;
  const { headers } = response;
  const has = (name: string, words: string) => headers.get(name)?.includes(words) ?? false;
  const kept =
    has('X-Content-Type-Options', 'nosniff') &&
    has('Content-Security-Policy', "sandbox; default-src 'none'") &&
    has('Cross-Origin-Resource-Policy', 'same-origin') &&
    has('Cache-Control', 'private');
  const content = Buffer.from(await response.arrayBuffer());
  if (!kept || response.status !== 200) return true;
  const type = headers.get('Content-Type') ?? '';
  if (has('Content-Disposition', 'attachment;')) return /html|svg|xml$|script/.test(type);
  const signature = content.toString('latin1', 0, 4) + content.toString('latin1', 8, 12);
  const speaks = content.includes(PAYLOAD) || /<(script|svg|html|x:)/.test(content.toString('latin1'));
  return type !== 'image/webp' || signature !== 'RIFFWEBP' || speaks;
}

async function zip(entries: [name: string, content: Buffer | Readable][]): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of entries)
    if (Buffer.isBuffer(content)) file.addBuffer(content, name);
    else file.addReadStream(content, name, { compress: true });
  file.end();
  return buffer(file.outputStream);
}

const nothing = (megabytes: number, lead = '') => {
  const megabyte = Buffer.alloc(1_000_000, ' ');
  return Readable.from(
    (function* () {
      yield Buffer.from(lead);
      for (let sent = 0; sent < megabytes; sent++) yield megabyte;
    })(),
  );
};

/** A small Word file in which one part is megabytes of blanks. */
function bomb(part: string, megabytes: number): Promise<Buffer> {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const types = `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`;
  const parts = new Map<string, Buffer | Readable>([
    ['[Content_Types].xml', Buffer.from(types)],
    ['_rels/.rels', Buffer.from('<Relationships/>')],
    ['word/document.xml', Buffer.from('<document/>')],
  ]);
  parts.set(part, nothing(megabytes, '<?xml version="1.0"?>'));
  return zip([...parts]);
}

/** A chunk of a PNG (W3C PNG specification, 5.3). */
function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The PNG with one more chunk after its header. */
function withChunk(png: Buffer, type: string, content: string): Buffer {
  const afterHeader = 8 + 25;
  return Buffer.concat([
    png.subarray(0, afterHeader),
    chunk(type, Buffer.from(content, 'latin1')),
    png.subarray(afterHeader),
  ]);
}

/** A black and white PNG of so many pixels a side, in a few kilobytes. */
async function flood(side: number): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const row = Buffer.alloc(Math.ceil(side / 8) + 1);
  const rows = Readable.from(Array.from({ length: side }, () => row));
  const content = await buffer(rows.pipe(createDeflate({ level: 9 })));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', content),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
