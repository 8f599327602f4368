import { describe, expect, test } from 'vitest';
import { identifyFile } from '../../app/domain/attachments/file-kind.server';
import { cleanFileName } from '../../app/domain/attachments/rules';
import { contentDisposition } from '../../app/platform/http/content-disposition';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';
import { badFiles, goodFiles } from '../support/files';

const anyName = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('/', '\\', '.', ' ', '\0', '\u202e', 'ä', 'ه', '👍', '\ud800', 'x', 'png'),
  }),
);

describe("a file's name", () => {
  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\me\\Bild 1.png', 'Bild 1.png'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\r\nSet-Cookie: x=1.png', 'a Set-Cookie: x=1.png'],
    ['gpj.\u202efdp.pdf', 'gpj.fdp.pdf'],
    ['تقرير الإصلاح.pdf', 'تقرير الإصلاح.pdf'],
    ['修理 レシート 👩‍🔧.jpg', '修理 レシート 👩‍🔧.jpg'],
    ['Gera\u0308t.txt', 'Gerät.txt'],
    [`${'ä'.repeat(400)}.pdf`, `${'ä'.repeat(146)}.pdf`],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanFileName(typed)).toBe(kept);
  });

  test('is always short, visible, well-formed, without path; and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyName, (typed) => {
        const name = cleanFileName(typed);
        expect(name).toMatch(/^[^\p{Cc}/\\\u202a-\u202e\u2066-\u2069\u200e\u200f]+$/u);
        expect(name).not.toMatch(/^[\s.]|[\s.]$|\p{Cs}/u);
        expect(name.length).toBeLessThanOrEqual(150);
        expect(cleanFileName(name)).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });

  test('reaches the reader whole in a header of ASCII', () => {
    fc.assert(
      fc.property(anyName, (typed) => {
        const name = cleanFileName(typed);
        const header = contentDisposition('attachment', name);
        expect(header).toMatch(
          /^attachment; filename="[ !#-$&-[\]-~]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/,
        );
        const [, encoded] = /filename\*=UTF-8''(.*)$/.exec(header) ?? [];
        expect(encoded ? decodeURIComponent(encoded) : /"(.*)"/.exec(header)?.[1]).toBe(name);
      }),
    );
  });
});

describe("a file's kind", () => {
  test('is that of its content where the name says the same', async () => {
    for (const [name, content] of Object.entries(await goodFiles())) {
      await expect(identifyFile(new Blob([new Uint8Array(content)]), name)).resolves.toMatchObject({ name });
    }
  });

  test('gives a name without an ending its own', async () => {
    const png = (await goodFiles())['Riss im Gehäuse.png'] ?? Buffer.alloc(0);
    const kept = await identifyFile(new Blob([new Uint8Array(png)]), 'Foto 1');
    expect(kept).toEqual({ name: 'Foto 1.png', contentType: 'image/png' });
  });

  test('is refused where it is not taken or the name says another', async () => {
    for (const [name, content, code] of await badFiles()) {
      const kind = identifyFile(new Blob([new Uint8Array(content)]), name);
      await expect(kind, name).rejects.toMatchObject({ code, status: 422, details: { name } });
    }
  });

  test('of text is found out to the last byte', async () => {
    const long = `${'Zeile mit Umlaut ä\n'.repeat(50_000)}`;
    await expect(identifyFile(new Blob([long]), 'lang.log')).resolves.toMatchObject({ name: 'lang.log' });
    await expect(identifyFile(new Blob([long, '\0']), 'lang.log')).rejects.toMatchObject({
      code: 'file_content_mismatch',
    });
    const cut = new Blob([new Uint8Array(Buffer.from(`${long}ä`).subarray(0, -1))]);
    await expect(identifyFile(cut, 'lang.log')).rejects.toMatchObject({ code: 'file_content_mismatch' });
  });

  test('of anything at all is decided without another error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('PK\x03\x04', '\x89PNG\r\n\x1a\n', 'RIFF', '\0\0\0\x18ftyp', '%PDF-', 'ID3', ''),
        fc.constantFrom('a.png', 'a.docx', 'a.mp4', 'a.txt', 'a.pdf', 'a'),
        async (bytes, head, name) => {
          const content = new Blob([new Uint8Array(Buffer.from(head, 'latin1')), bytes]);
          const outcome = await identifyFile(content, name).catch((error: Error) => error);
          if (outcome instanceof Error) expect(outcome.name).toBe('DomainError');
        },
      ),
      { numRuns: 500 },
    );
  });
});
