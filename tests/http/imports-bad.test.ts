import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { checkRows, newImport, sendFile, sentences } from '../support/imports';

let app: TestApp;
let reseller: Client;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  reseller = await signIn(app, 'reseller');
});
afterAll(() => app?.close());

const HEAD = 'Kundennummer;Gerät;Seriennummer;Fehler';
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `R-1-1;Pixel;SN-${100_000 + at};Akku`).join('\n');

describe('a file that cannot be taken', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['is empty', '', 422, 'There is nothing in this file.'],
    ['has a byte order mark alone', '\ufeff', 422, 'There is nothing in this file.'],
    ['has blank lines alone', '\n\n;;;\n', 422, 'There is nothing in this file.'],
    ['has names alone', `${HEAD}\n`, 422, 'no rows below them'],
    ['is a workbook', Buffer.from('504b03041400060008000000210000000000', 'hex'), 422, 'save it as CSV'],
    ['is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 422, 'no text file'],
    [
      'is noise',
      Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)),
      422,
      'no text file',
    ],
    [
      'has an open quote',
      `${HEAD}\nR-1-1;Pixel;SN-1;"Akku\nR-1-1;Pixel;SN-2;Akku\n`,
      422,
      'opened in row 2 is never closed',
    ],
    [
      'has 500 columns',
      `${Array.from({ length: 500 }, (_, at) => `c${at}`).join(';')}\n1;2\n`,
      422,
      'has 500 columns; at most 300',
    ],
    ['has 60,000 rows', `${HEAD}\n${rows(60_000)}`, 422, 'more than 50000 rows'],
    ['has 26 MB', new Uint8Array(26_000_000).fill(97), 413, 'at most 25 MB'],
  ])('because it %s', async (_, content, status, words) => {
    const answer = await sendFile(reseller, content);
    expect([answer.status, sentences(await answer.text())]).toEqual([status, expect.stringContaining(words)]);
  });

  it('keeps what was pasted', async () => {
    const answer = await sendFile(reseller, `${HEAD}\n`, { pasted: true });
    expect([answer.status, (await answer.text()).includes(`>${HEAD}`)]).toEqual([422, true]);
  });
});

describe('an odd file', () => {
  it.each<[string, string | Uint8Array, Record<string, number>]>([
    ['one column', 'SN-1001\nSN-1002\n', { ready: 2 }],
    ['NULs', `${HEAD}\nR-1-1;Pi\0xel;SN-1003;Ak\0ku\n`, { ready: 1 }],
    ['CR as line end', `${HEAD}\rR-1-1;Pixel;SN-1004;Akku\rR-1-1;Pixel;SN-1005;Akku\r`, { ready: 2 }],
    ['short rows', `${HEAD}\nR-1-1;Pixel\n`, { error: 1 }],
    [
      'formulas and right to left',
      `${HEAD}\nR-1-1;=1+1;SN-1006;=cmd|' /C calc'!A0\nR-1-1;مرحبا;SN-1007;שלום\n`,
      { ready: 2 },
    ],
    ['a cell of 100 kB', `${HEAD}\nR-1-1;Pixel;SN-1008;${'x'.repeat(100_000)}\n`, { error: 1 }],
    ['UTF-16', Buffer.from(`\ufeff${HEAD}\r\nR-1-1;Gerät;SN-1009;Akku\r\n`, 'utf16le'), { ready: 1 }],
    ['pipes', `${HEAD.replaceAll(';', '|')}\nR-1-1|Pixel|SN-1010|a;b,c\n`, { ready: 1 }],
  ])('is read: %s', async (_, content, counts) => {
    const token = await newImport(reseller, content);
    const constants = { customer: 'R-1-1', deviceName: 'Gerät', problem: '' };
    const single = typeof content === 'string' && content.startsWith('SN-');
    const checked = await checkRows(app, reseller, token, {
      constants: single ? { ...constants, problem: 'Defekt' } : constants,
      columns: single ? { '': 'serial' } : {},
    });
    expect(checked.counts).toEqual(counts);
    expect((await reseller.get(`/imports/${token}`)).status).toBe(200);
    const download = await reseller.get(`/imports/${token}/rows.csv`);
    expect([download.status, Buffer.from(await download.arrayBuffer()).toString('hex', 0, 3)]).toEqual([
      200,
      'efbbbf',
    ]);
  });

  it('is read anew when a person knows better', async () => {
    const token = await newImport(reseller, Buffer.from('Gerät,Fehler;Ort\nA,B;C\n', 'latin1'));
    const read = { intent: 'dialect', delimiter: ',', encoding: 'windows-1252', header: 'yes' };
    expect((await reseller.post(`/imports/${token}`, read)).status).toBe(302);
    const found = await app.db.import.findUniqueOrThrow({ where: { token } });
    expect(found.columns).toMatchObject({
      list: [{ name: 'Gerät' }, { name: 'Fehler;Ort', samples: ['B;C'] }],
    });
    const without = await reseller.post(`/imports/${token}`, { ...read, header: 'no' });
    expect(without.status).toBe(302);
    expect(await app.db.import.findUniqueOrThrow({ where: { token } })).toMatchObject({
      total: 2,
      columns: { list: [{ name: '' }, { name: '' }] },
    });
    const wrong = await reseller.post(`/imports/${token}`, { ...read, encoding: 'utf-7' });
    expect(wrong.status).toBe(422);
  });

  it('of 50,000 rows is taken', async () => {
    const token = await newImport(reseller, `${HEAD}\n${rows(50_000)}\n`);
    expect((await app.db.import.findUniqueOrThrow({ where: { token } })).total).toBe(50_000);
  });
});
