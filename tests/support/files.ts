import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Small real files of every kind, by name. */
export async function goodFiles(): Promise<Record<string, Buffer>> {
  const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#0b6e5b' } });
  return {
    'Riss im Gehäuse.png': await picture().png().toBuffer(),
    'IMG_0001.JPG': await picture().jpeg().toBuffer(),
    'photo.webp': await picture().webp().toBuffer(),
    'blinkt.gif': await picture().gif().toBuffer(),
    'IMG_0002.HEIC': isoFile('heic'),
    'Rechnung.pdf': Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    'Notiz.txt': Buffer.from('\ufeffGerät fällt aus <html> steht da.\r\n\tZweite Zeile – ok 👍\n'),
    'clip.mp4': isoFile('isom'),
    'clip.mov': isoFile('qt  '),
    'Protokoll.docx': officeFile('word/document.xml', 'wordprocessingml.document'),
    'Liste.xlsx': officeFile('xl/workbook.xml', 'spreadsheetml.sheet'),
  };
}

/** Files that must not be taken: name, content, the refusal's code. */
export async function badFiles(): Promise<[name: string, content: Buffer, code: string][]> {
  const good = await goodFiles();
  const png = good['Riss im Gehäuse.png'] ?? Buffer.alloc(0);
  const html = Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(512)]);
  return [
    ['rechnung.pdf', png, 'file_content_mismatch'],
    ['bild.png', html, 'file_content_mismatch'],
    ['bild.png', svg, 'file_content_mismatch'],
    ['logo.svg', svg, 'file_type_refused'],
    ['seite.html', html, 'file_type_refused'],
    ['foto.jpg', exe, 'file_content_mismatch'],
    ['setup.exe', exe, 'file_type_refused'],
    ['setup', exe, 'file_type_refused'],
    ['notiz.txt', exe, 'file_content_mismatch'],
    ['notiz.txt', html, 'file_content_mismatch'],
    ['notiz.txt', svg, 'file_content_mismatch'],
    ['notiz.txt', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'file_content_mismatch'],
    ['notiz.txt', good['Rechnung.pdf'] ?? html, 'file_content_mismatch'],
    ['notiz.txt', Buffer.from('Ger\xe4t', 'latin1'), 'file_content_mismatch'],
    ['notiz.txt', Buffer.from('vor\u001b[31mnach'), 'file_content_mismatch'],
    ['lauf.js', Buffer.from('alert(1)'), 'file_type_refused'],
    ['mappe.docx', good['Liste.xlsx'] ?? html, 'file_content_mismatch'],
    ['mappe.docx', zipFile({ 'a.txt': 'a' }), 'file_content_mismatch'],
    ['alles.zip', zipFile({ 'a.txt': 'a' }), 'file_type_refused'],
    ['leer.png', Buffer.alloc(0), 'file_empty'],
    ['kaputt.png', png.subarray(0, 3), 'file_content_mismatch'],
  ];
}

/** The first box of an ISO base media file of this brand (ISO/IEC 14496-12, 4.3), and an empty one. */
function isoFile(brand: string): Buffer {
  const box = Buffer.alloc(32);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}\0\0\x02\0${brand}mif1`, 4, 'latin1');
  box.writeUInt32BE(8, 24);
  box.write('free', 28, 'latin1');
  return box;
}

function officeFile(main: string, type: string): Buffer {
  const contentType = `application/vnd.openxmlformats-officedocument.${type}.main+xml`;
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="${contentType}"/></Types>`;
  return zipFile({ '[Content_Types].xml': types, '_rels/.rels': '<Relationships/>', [main]: '<document/>' });
}

/** A ZIP file of stored entries (APPNOTE 4.3). */
function zipFile(entries: Record<string, string>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), fields, place, Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}
