import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import de from '~/locales/de';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import { readPdf } from '../support/pdf';

let app: TestApp;
let administrator: Client;

beforeAll(async () => {
  app = await startApp();
  administrator = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

const FIELDS = {
  name: 'Alpenfix Service AG',
  accent: '#0b6e5b',
  street: 'Werkstrasse 12',
  postalCode: '8005',
  city: 'Zürich',
  country: 'CH',
  email: 'service@alpenfix.test',
  phone: '+41 44 555 01 20',
  website: '',
  paperFooter: 'Alpenfix\nZürich',
};

function form(more: Record<string, string | Blob> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...FIELDS, ...more })) {
    if (typeof value === 'string') data.set(name, value);
    else data.set(name, value, 'logo.png');
  }
  return data;
}

const picture = (format: 'png' | 'jpeg' | 'webp', width = 900, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#0b6e5b' } })
    .withExif({ IFD0: { Copyright: 'a secret of the camera' } })
    .toFormat(format)
    .toBuffer();
const blob = (bytes: Buffer | string) =>
  new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);
const operator = () => app.db.operator.findUniqueOrThrow({ where: { id: 1 } });

describe('the brand', () => {
  it('is for the administrator alone', async () => {
    expect((await visitor(app).get('/admin/brand')).status).toBe(302);
    for (const person of ['customer', 'reseller', 'technician', 'partner'] as const) {
      const client = await signIn(app, person);
      expect((await client.get('/admin/brand')).status).toBe(404);
      expect((await client.post('/admin/brand', form())).status).toBe(404);
    }
    expect((await operator()).name).toBe('Testwerk');
  });

  it('changes name, colour and address, and is seen at once', async () => {
    const answer = await administrator.post('/admin/brand', form());
    expect(answer.headers.get('Location')).toBe('/admin/brand?saved');
    expect(await operator()).toMatchObject(FIELDS);
    const login = await (await visitor(app).get('/login')).text();
    expect(login).toContain('Alpenfix Service AG');
    expect(login).toContain('--accent:#0b6e5b');
    const event = await app.db.event.findFirstOrThrow({ where: { type: 'operator.changed' } });
    expect(event).toMatchObject({ actorId: app.world.users.administrator.id, visibility: 'internal' });
  });

  it.each([
    [{ name: '' }, en.errors.required],
    [{ name: 'two\nlines' }, 'one line only'],
    [{ accent: 'red;}</style><script>' }, 'Please choose a colour'],
    [{ email: 'not an address' }, 'This is not an e-mail address'],
    [{ paperFooter: 'x'.repeat(601) }, 'at most 600 characters'],
    [{ paperFooter: 'a\n\nb\n\nc\n \nd\n\ne' }, '4 blocks of 4 lines'],
    [{ paperFooter: 'a\nb\nc\nd\ne' }, '4 blocks of 4 lines'],
  ])('refuses %o', async (wrong, reason) => {
    const answer = await administrator.post('/admin/brand', form({ city: 'Typed City', ...wrong }));
    expect(answer.status).toBe(422);
    const body = await answer.text();
    expect(body).toContain(reason);
    expect(body).toContain('value="Typed City"');
    expect((await operator()).city).toBe('Zürich');
  });
});

describe('the logo', () => {
  const logoUrl = async () =>
    /\/brand\/logo\?v=\d+/.exec(await (await visitor(app).get('/login')).text())?.[0] ?? '/brand/logo';

  it.each(['png', 'jpeg', 'webp'] as const)('is taken as %s and drawn anew', async (format) => {
    await administrator.post('/admin/brand', form({ logo: blob(await picture(format)) }));
    const answer = await visitor(app).get(await logoUrl());
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { width, height, exif } = await sharp(bytes).metadata();
    expect([width, height, exif]).toEqual([512, 171, undefined]);
  });

  it.each([
    ['an SVG', blob('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'not a PNG'],
    ['a page', blob('<!doctype html><script>alert(1)</script>'), 'not a PNG'],
    ['a damaged PNG', blob(Buffer.from('89504e470d0a1a0a0000000d49484452ffffffffffffffff0802', 'hex')), ''],
    [
      'over 2 MB',
      blob(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(6_000_000)])),
      'larger than 2 MB',
    ],
  ])('is refused when it is %s', async (_, file, reason) => {
    const before = await operator();
    const answer = await administrator.post('/admin/brand', form({ logo: file, name: 'Not kept' }));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(reason);
    expect(await operator()).toEqual(before);
  });

  it('can be taken away again', async () => {
    await administrator.post('/admin/brand', form({ removeLogo: 'on' }));
    expect((await operator()).logoKey).toBeNull();
    expect((await visitor(app).get('/brand/logo')).headers.get('Location')).toBe('/logo.svg');
  });
});

describe('the preview of a paper', () => {
  const at = '/admin/brand/paper.pdf';
  const read = async (answer: Response) => {
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    const [page] = (await readPdf(Buffer.from(await answer.arrayBuffer()))).pages;
    if (!page) throw new Error('The paper has no page');
    const { text, rgba } = page;
    let green = 0;
    for (let place = 0; place < rgba.length; place += 4)
      if (rgba[place + 1] === 110 && rgba[place] !== 110) green += 1;
    return { text, green };
  };

  it('is drawn with what is typed, logo and all, and keeps nothing of it', async () => {
    const before = await operator();
    const typed = { name: 'Typed & Co', accent: '#aa3300', paperFooter: 'IBAN CH93\n\nVAT CHE-1' };
    const named = await read(await administrator.post(at, form(typed)));
    for (const text of ['Typed & Co', 'IBAN CH93', 'VAT CHE-1', 'RO-2026-000000'])
      expect(named.text).toContain(text);
    const logo = blob(await picture('png'));
    const drawn = await read(await administrator.post(at, form({ ...typed, logo })));
    expect(drawn.green).toBeGreaterThan(named.green + 10_000);
    expect(await operator()).toEqual(before);
  });

  it('is drawn with what is saved, in the language of the page', async () => {
    const saved = await administrator.get(at, { 'Accept-Language': 'de' });
    expect((await read(saved)).text).toContain(de.documents.sample.problem);
  });

  it('says what is wrong with the form', async () => {
    const logo = blob('<svg/>');
    const answer = await administrator.post(at, form({ name: '', logo }));
    expect(answer.status).toBe(422);
    const body = await answer.text();
    for (const said of [`Name of the company: ${en.errors.required}`, 'not a PNG'])
      expect(body).toContain(said);
  });
});

it('keeps a GS1 company prefix of 7 to 10 digits, typed with spaces or not, and takes it away again', async () => {
  const save = (gs1Prefix: string) => administrator.post('/admin/brand', form({ gs1Prefix }));
  for (const wrong of ['123456', '12345678901', '76123AB']) {
    const answer = await save(wrong);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(en.errors.gs1_prefix_invalid);
  }
  expect((await save('76 123-45')).status).toBe(302);
  expect((await operator()).gs1Prefix).toBe('7612345');
  expect((await save('')).status).toBe(302);
  expect((await operator()).gs1Prefix).toBeNull();
});
