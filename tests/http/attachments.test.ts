import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { sendChunked } from '../support/chunked';
import { type Client, orderFields, placeOrder, signIn } from '../support/client';
import { badFiles, goodFiles } from '../support/files';
import type { Person } from '../support/world';

type Answer = {
  ok?: boolean;
  files?: { id: number; name: string; size: number }[];
  refusal?: { code: string };
};

let app: TestApp;
let people: Record<Person, Client>;
let number: string;
let files: Record<string, Buffer>;

beforeAll(async () => {
  app = await startApp();
  const names = Object.keys(app.world.users) as Person[];
  const clients = await Promise.all(names.map(async (name) => [name, await signIn(app, name)] as const));
  people = Object.fromEntries(clients) as Record<Person, Client>;
  number = await placeOrder(app, people.customer);
  files = await goodFiles();
});
afterAll(() => app?.close());

const JSON_PLEASE = { Accept: 'application/json' };

function form(entries: [name: string, content: Buffer][], fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, content] of entries) data.append('files', new Blob([new Uint8Array(content)]), name);
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

async function upload(client: Client, order: string, body: FormData) {
  const response = await client.post(`/orders/${order}/attachments`, body, JSON_PLEASE);
  return { status: response.status, answer: (await response.json()) as Answer };
}

const png = () => files['Riss im Gehäuse.png'] ?? Buffer.alloc(0);
const newOrder = () => placeOrder(app, people.customer);

async function rowsOf(order: string) {
  const found = await app.db.order.findUniqueOrThrow({
    where: { number: order },
    include: { attachments: true },
  });
  const events = await app.db.event.findMany({ where: { orderId: found.id, type: 'attachment.added' } });
  return { attachments: found.attachments, events };
}

async function storedKeys(): Promise<string[]> {
  const folder = path.join(app.dataDir, 'files', 'attachments');
  return (await readdir(folder).catch(() => [])).map((name) => `attachments/${name}`).sort();
}

/** Nothing lies in the storage that no row names, and nothing is half written. */
async function expectNoOrphans() {
  const rows = await app.db.attachment.findMany({ select: { storageKey: true } });
  expect(await storedKeys()).toEqual(rows.map(({ storageKey }) => storageKey).sort());
  for (const folder of ['files/.tmp', 'uploads'])
    expect(await readdir(path.join(app.dataDir, folder)).catch(() => []), folder).toEqual([]);
}

describe('uploading', () => {
  test('takes every kind, and gives each back byte for byte as a download', async () => {
    const order = await newOrder();
    const { status, answer } = await upload(people.customer, order, form(Object.entries(files)));
    expect(status).toBe(200);
    expect(answer.files?.map(({ name }) => name)).toEqual(Object.keys(files));
    for (const { id, name, size } of answer.files ?? []) {
      const response = await people.customer.get(`/orders/${order}/attachments/${id}`);
      const content = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(content.equals(files[name] ?? Buffer.alloc(0)), name).toBe(true);
      expect(response.headers.get('Content-Length')).toBe(String(size));
      expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="/);
      expect(response.headers.get('X-Content-Type-Options')).toContain('nosniff');
      expect(response.headers.get('Content-Security-Policy')).toContain("sandbox; default-src 'none'");
      expect(response.headers.get('Cache-Control')).toContain('private');
      expect(response.headers.get('Content-Type')).not.toMatch(/html|svg|xml$|script/);
    }
    const { attachments, events } = await rowsOf(order);
    expect(events).toHaveLength(attachments.length);
    expect(events.every(({ visibility }) => visibility === 'public')).toBe(true);
    for (const row of attachments)
      expect(row.sha256).toBe(
        createHash('sha256')
          .update(files[row.name] ?? '')
          .digest('hex'),
      );
    await expectNoOrphans();
  });

  test('a plain form goes back to the page, which shows the file, or why there is none', async () => {
    const order = await newOrder();
    const at = `/orders/${order}/attachments`;
    const taken = await people.customer.post(at, form([['Foto.png', png()]]));
    expect([taken.status, taken.headers.get('Location')]).toEqual([303, `/orders/${order}#attachments`]);
    const refused = await people.customer.post(at, form([['Foto.pdf', png()]]));
    expect(refused.status).toBe(303);
    const page = await people.customer.get(refused.headers.get('Location') ?? '', {
      'Accept-Language': 'de',
    });
    const html = await page.text();
    expect(html).toContain('Foto.png');
    expect(html).toContain('„Foto.pdf“ ist nicht, was der Name sagt.');
    const nothing = await people.customer.post(at, form([['', Buffer.alloc(0)]]));
    expect(nothing.headers.get('Location')).toContain('refused=file_missing');
  });

  test('refuses what is not what its name says, what is not taken, and what is empty', async () => {
    const order = await newOrder();
    for (const [name, content, code] of await badFiles()) {
      const { status, answer } = await upload(people.customer, order, form([[name, content]]));
      expect([name, status, answer.refusal?.code]).toEqual([name, 422, code]);
    }
    expect((await rowsOf(order)).attachments).toEqual([]);
    await expectNoOrphans();
  });

  test('stores nothing when one of two files is bad', async () => {
    const order = await newOrder();
    const { status, answer } = await upload(
      people.customer,
      order,
      form([
        ['gut.png', png()],
        ['schlecht.pdf', png()],
      ]),
    );
    expect([status, answer.refusal?.code]).toEqual([422, 'file_content_mismatch']);
    const { attachments, events } = await rowsOf(order);
    expect([attachments, events]).toEqual([[], []]);
    await expectNoOrphans();
  });

  test('keeps no path and no hidden character of a name, and every letter', async () => {
    const order = await newOrder();
    const typed = ['../../etc/passwd.png', 'gpj.\u202egnp.png', '修理 ä.png', '.png'];
    const { answer } = await upload(people.customer, order, form(typed.map((name) => [name, png()])));
    const kept = answer.files?.map(({ name }) => name) ?? [];
    expect(kept).toEqual(['passwd.png', 'gpj.gnp.png', '修理 ä.png', 'png.png']);
    const response = await people.customer.get(`/orders/${order}/attachments/${answer.files?.[2]?.id}`);
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="__ a.png"; filename*=UTF-8''${encodeURIComponent('修理 ä.png')}`,
    );
  });

  test('takes 25 MB and refuses 26 MB with 413', async () => {
    const order = await newOrder();
    const sized = (bytes: number) => Buffer.concat([png(), Buffer.alloc(bytes - png().length)]);
    const large = await upload(people.customer, order, form([['gross.png', sized(25_000_000)]]));
    expect(large.status).toBe(200);
    const larger = await upload(people.customer, order, form([['gross.png', sized(26_000_000)]]));
    expect([larger.status, larger.answer.refusal?.code]).toEqual([413, 'file_too_large']);
    await expectNoOrphans();
  });

  test('an order takes 100 MB and 50 files, also from parallel requests', async () => {
    const order = await newOrder();
    const many = Array.from({ length: 60 }, (_, i): [string, Buffer] => [`${i}.png`, png()]);
    const tooMany = await upload(people.customer, order, form(many));
    expect([tooMany.status, tooMany.answer.refusal?.code]).toEqual([422, 'too_many_files']);
    const halves = await Promise.all(
      [0, 20, 40].map((from) => upload(people.customer, order, form(many.slice(from, from + 20)))),
    );
    expect(halves.map(({ status }) => status).sort()).toEqual([200, 200, 422]);
    expect((await rowsOf(order)).attachments).toHaveLength(40);
    await app.db.attachment.updateMany({ where: { order: { number: order } }, data: { size: 2_500_000 } });
    const full = await upload(people.customer, order, form([['noch.png', png()]]));
    expect([full.status, full.answer.refusal?.code]).toEqual([422, 'order_files_full']);
    await expectNoOrphans();
  });

  test('is for nobody on a draft, and for no stranger', async () => {
    const saved = await people.customer.post('/orders/new', orderFields(app.world));
    const draft = /RO-\d{4}-\d+/.exec(saved.headers.get('Location') ?? '')?.[0] ?? '';
    const onDraft = await upload(people.customer, draft, form([['a.png', png()]]));
    expect([onDraft.status, onDraft.answer.refusal?.code]).toEqual([409, 'draft_has_no_files']);
    const strangers: Person[] = ['otherCustomer', 'reseller', 'otherTechnician', 'partner'];
    for (const person of strangers) {
      const foreign = await upload(people[person], number, form([['a.png', png()]]));
      const unknown = await upload(people[person], 'RO-2020-999999', form([['a.png', png()]]));
      expect([foreign.status, foreign.answer]).toEqual([404, unknown.answer]);
    }
    await expectNoOrphans();
  });

  test('without a session says so to a script, and leads a form to the sign-in page', async () => {
    const url = `${app.url}/orders/${number}/attachments`;
    const body = form([['a.png', png()]]);
    const byScript = await fetch(url, { method: 'POST', body, headers: JSON_PLEASE });
    expect([byScript.status, await byScript.json()]).toEqual([
      401,
      { refusal: { code: 'signed_out', details: {} } },
    ]);
    const byForm = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    expect(byForm.headers.get('Location')).toMatch(/^\/login\?/);
  });

  test.each([
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'files=a'],
    ['multipart/form-data; boundary=x', 'no boundary'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\ncut',
    ],
  ])('a broken body (%s) is refused', async (type, body) => {
    const [cookie] = [...people.customer.cookies].map(([name, value]) => `${name}=${value}`);
    const response = await fetch(`${app.url}/orders/${number}/attachments`, {
      method: 'POST',
      body,
      headers: { ...JSON_PLEASE, 'Content-Type': type, Cookie: cookie ?? '' },
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { refusal: { code: 'bad_form', details: {} } },
    ]);
    await expectNoOrphans();
  });

  test('an oversized chunked body is refused while it arrives, in bounded memory', async () => {
    const [cookie] = [...people.customer.cookies].map(([name, value]) => `${name}=${value}`);
    const before = process.memoryUsage().rss;
    const { answer, sent } = await sendChunked(`${app.url}/orders/${number}/attachments`, cookie ?? '', 200);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('file_too_large');
    expect(sent).toBeLessThan(150_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    await expectNoOrphans();
  });
});

describe('internal files', () => {
  test('are for the operator’s people only', async () => {
    const order = await newOrder();
    const hidden = await upload(people.technician, order, form([['intern.png', png()]], { internal: 'on' }));
    const shown = await upload(people.technician, order, form([['offen.png', png()]]));
    expect([hidden.status, shown.status]).toEqual([200, 200]);
    const at = `/orders/${order}/attachments/${hidden.answer.files?.[0]?.id}`;
    expect((await people.technician.get(at)).status).toBe(200);
    expect((await people.administrator.get(at)).status).toBe(200);
    expect((await people.customer.get(at)).status).toBe(404);
    const page = await (await people.customer.get(`/orders/${order}`)).text();
    expect(page).toContain('offen.png');
    expect(page).not.toContain('intern.png');
    const { events } = await rowsOf(order);
    expect(events.map(({ visibility }) => visibility).sort()).toEqual(['internal', 'public']);
  });

  test('are not made by customers', async () => {
    const order = await newOrder();
    const tried = await upload(people.customer, order, form([['a.png', png()]], { internal: 'on' }));
    expect([tried.status, tried.answer.refusal?.code]).toEqual([403, 'not_allowed']);
    await expectNoOrphans();
  });
});

describe('downloading', () => {
  test('finds a file only on its own order, for those who may see the order', async () => {
    const other = await newOrder();
    const { answer } = await upload(people.customer, number, form([['a.png', png()]]));
    const id = answer.files?.[0]?.id;
    const unknown = await people.customer.get(`/orders/${number}/attachments/2000000000`);
    const body = await unknown.text();
    expect(unknown.status).toBe(404);
    const wrong: [Person, string][] = [
      ['otherCustomer', `/orders/${number}/attachments/${id}`],
      ['partner', `/orders/${number}/attachments/${id}`],
      ['otherTechnician', `/orders/${number}/attachments/${id}`],
      ['customer', `/orders/${other}/attachments/${id}`],
      ['customer', `/orders/RO-2020-999999/attachments/${id}`],
      ...['0', '-1', '1e3', '%00', 'x', '99999999999', '9'.repeat(300), `${id}%00`, `0${id}`].map(
        (text): [Person, string] => ['customer', `/orders/${number}/attachments/${text}`],
      ),
      ['customer', `/orders/%00/attachments/${id}`],
    ];
    for (const [person, at] of wrong) {
      const response = await people[person].get(at);
      expect([at, response.status, await response.text()]).toEqual([at, 404, body]);
    }
    const [cookie] = [...people.technician.cookies].map(([name, value]) => `${name}=${value}`);
    const head = await fetch(`${app.url}/orders/${number}/attachments/${id}`, {
      method: 'HEAD',
      headers: { Cookie: cookie ?? '' },
    });
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(png().length)]);
  });

  test('a partner reaches the files of the on-site orders assigned to it', async () => {
    const { companies, here, users } = app.world;
    const order = await app.db.order.create({
      data: {
        number: 'RO-2026-900001',
        kind: 'onsite',
        status: 'set_appointment',
        stage: 'at_location',
        accountId: companies.customer.id,
        customerId: companies.customer.id,
        partnerId: companies.partner.id,
        locationId: here.id,
        createdById: users.administrator.id,
        submissionKey: 'onsite-1',
        currency: 'CHF',
        confirmedAt: new Date(),
      },
    });
    const { status, answer } = await upload(people.partner, order.number, form([['vor Ort.png', png()]]));
    expect(status).toBe(200);
    const at = `/orders/${order.number}/attachments/${answer.files?.[0]?.id}`;
    expect((await people.partner.get(at)).status).toBe(200);
    expect((await people.otherPartner.get(at)).status).toBe(404);
  });
});
