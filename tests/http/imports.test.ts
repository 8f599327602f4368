import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imeiFromTac } from '../../app/domain/devices/rules';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import {
  checkRows,
  createRows,
  importAll,
  mappingFields,
  newImport,
  sendFile,
  sentences,
  settled,
} from '../support/imports';
import { insertOrders, orderRow } from '../support/orders';

let app: TestApp;
let reseller: Client;
let other: Client;
let administrator: Client;
let technician: Client;

let serials = 0;
const imei = () => imeiFromTac('35693803', ++serials);
const HEAD = 'Kundennummer;Gerät;IMEI;Fehler;Kundenreferenz';
const row = (cells: Partial<Record<'customer' | 'device' | 'imei' | 'problem' | 'reference', string>> = {}) =>
  [
    cells.customer ?? 'R-1-1',
    cells.device ?? 'Fairphone 5',
    cells.imei ?? imei(),
    cells.problem ?? 'Das Display bleibt schwarz.',
    cells.reference ?? 'PO-1',
  ].join(';');
const file = (...rows: string[]) => `${[HEAD, ...rows].join('\r\n')}\r\n`;

const ordersOf = (token: string) =>
  app.db.importRow.findMany({
    where: { importId: { gte: 0 }, import: { token } },
    include: { order: { include: { submission: true, customer: true, device: true } } },
    orderBy: { row: 'asc' },
  });
const page = async (client: Client, path: string) => sentences(await (await client.get(path)).text());
const problemsOf = async (token: string) =>
  (await ordersOf(token)).flatMap(({ row: at, problems }) =>
    (problems as { field: string; code: string }[]).map(({ field, code }) => [at, field, code]),
  );

beforeAll(async () => {
  app = await startApp({ jobs: true });
  reseller = await signIn(app, 'reseller');
  other = await signIn(app, 'otherReseller');
  administrator = await signIn(app, 'administrator');
  technician = await signIn(app, 'technician');
});
afterAll(() => app?.close());

describe('a file of orders', () => {
  it('becomes orders as the form makes them, told of in one mail', async () => {
    const [first, second] = [imei(), imei()];
    const token = await newImport(
      reseller,
      file(row({ imei: first }), row({ imei: second, reference: 'PO-7, PO-8' })),
      { name: 'Geräte März.csv' },
    );
    const shown = await page(reseller, `/imports/${token}`);
    expect(shown).toContain('Geräte März.csv');
    expect(shown).toContain(first);
    const checked = await checkRows(app, reseller, token);
    expect([checked.state, checked.counts]).toEqual(['checked', { ready: 2 }]);
    expect(await app.db.order.count({ where: { imei: { in: [first, second] } } })).toBe(0);
    const done = await createRows(app, reseller, token);
    expect([done.state, done.done, done.counts]).toEqual(['done', 2, { created: 2 }]);
    const [, made] = await ordersOf(token);
    expect(made?.order).toMatchObject({
      status: 'confirmed',
      stage: 'new',
      accountId: app.world.companies.reseller.id,
      onBehalf: false,
      deviceName: 'Fairphone 5',
      imei: second,
      problem: 'Das Display bleibt schwarz.',
      customerReferences: ['PO-7', 'PO-8'],
      customer: { number: 'R-1-1' },
      device: { identifier: second },
      submission: {
        automatic: true,
        content: {
          customer: { number: 'R-1-1', name: 'Kundin des Handels' },
          device: { name: 'Fairphone 5', imei: second, serial: null },
          answers: [{ kind: 'yes_no', value: 'yes' }],
        },
      },
    });
    expect(made?.order?.dueAt).toBeInstanceOf(Date);
    expect((await reseller.get(`/orders/${made?.order?.number}`)).status).toBe(200);
    const events = await app.db.event.findMany({ where: { orderId: made?.orderId ?? 0 } });
    expect(events).toMatchObject([
      { type: 'order.confirmed', visibility: 'public', data: { import: token } },
    ]);
    const mails = await eventually(async () => {
      const found = await app.db.mail.findMany({ where: { template: 'import-finished', state: 'sent' } });
      return found.length === 2 ? found : null;
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'r-1@company.test',
      'reseller@people.test',
    ]);
    expect(await app.db.mail.count({ where: { template: 'order-confirmed' } })).toBe(0);
    const tallies = await app.db.orderTally.aggregate({
      where: { scope: 'account', scopeId: made?.order?.accountId ?? 0, status: 'confirmed' },
      _sum: { n: true },
    });
    expect(tallies._sum.n).toBe(2);
  });

  it('makes nothing twice when it is sent again, and one order of one more row', async () => {
    const rows = [row(), row(), row({ imei: '', device: 'Kabel' }), row({ imei: '', device: 'Kabel' })];
    const once = await importAll(app, reseller, file(...rows), { noIdentifier: true });
    expect(once.counts).toEqual({ created: 4 });
    const twice = await importAll(app, reseller, file(...rows), { noIdentifier: true });
    expect(twice.counts).toEqual({ known: 4 });
    const more = await importAll(app, reseller, file(...rows, row()), { noIdentifier: true });
    expect(more.counts).toEqual({ known: 4, created: 1 });
    const otherMeaning = { noIdentifier: true, columns: { Kundenreferenz: 'internalReferences' } };
    expect((await importAll(app, reseller, file(...rows), otherMeaning)).counts).toEqual({ known: 4 });
  });

  it('makes each order once when two imports of one file run at once, and a form that is sent twice is one import', async () => {
    const content = file(...Array.from({ length: 40 }, () => row()));
    const tokens = [await newImport(reseller, content), await newImport(reseller, content)];
    for (const token of tokens) await checkRows(app, reseller, token);
    await Promise.all(tokens.map((token) => createRows(app, reseller, token)));
    const all = (await Promise.all(tokens.map(ordersOf))).flat();
    expect(all.filter(({ state }) => state === 'created')).toHaveLength(40);
    expect(new Set(all.map(({ orderId }) => orderId)).size).toBe(40);
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => sendFile(reseller, file(row()), { key })));
    expect(new Set(answers.map(({ headers }) => headers.get('Location')))).toEqual(
      new Set([`/imports/${key}`]),
    );
    expect(await app.db.import.count({ where: { token: key } })).toBe(1);
  });

  it('says of each row what is wrong, where, and what would be right', async () => {
    const good = imei();
    const wrong = `${good.slice(0, 14)}${(Number(good.at(-1)) + 1) % 10}`;
    const token = await newImport(
      reseller,
      file(
        row({ imei: wrong }),
        row({ problem: '' }),
        row({ customer: 'NEIN-1' }),
        row({ customer: '' }),
        row({ imei: '3.56938E+14' }),
        `${row()};zu;viel`,
        row({ imei: good }),
        row({ imei: '' }),
      ),
    );
    const checked = await checkRows(app, reseller, token, { noIdentifier: false });
    expect(checked.counts).toEqual({ error: 7, ready: 1 });
    const expected = good.at(-1);
    expect(await problemsOf(token)).toEqual([
      [2, 'imei', `imei_check_digit?expected=${expected}&given=${wrong.at(-1)}`],
      [3, 'problem', 'required'],
      [4, 'customerNumber', 'import_customer_number_unknown'],
      [5, 'customer', 'required'],
      [6, 'imei', 'identifier_shortened'],
      [7, '', 'csv_too_many_cells?given=7&expected=5'],
      [9, 'identifier', 'identifier_empty'],
    ]);
    const shown = await page(reseller, `/imports/${token}?show=error`);
    expect(shown).toContain(`would end in ${expected}, not ${wrong.at(-1)}`);
    const done = await createRows(app, reseller, token);
    expect(done.counts).toEqual({ error: 7, created: 1 });
    const download = await reseller.get(`/imports/${token}/rows.csv`, { 'Accept-Language': 'de' });
    expect(download.headers.get('Content-Disposition')).toContain('devices-nicht-uebernommen.csv');
    const text = await download.text();
    const { data } = Papa.parse<string[]>(text.trim(), { delimiter: ';' });
    expect(data).toHaveLength(8);
    expect(data[1]?.slice(0, 6)).toEqual([
      'R-1-1',
      'Fairphone 5',
      `'${wrong}`,
      'Das Display bleibt schwarz.',
      'PO-1',
      `'2`,
    ]);
    expect(data[1]?.[6]).toContain(`müsste sie auf ${expected} enden`);
    // Corrected, the file of rejected rows comes back as it is.
    const again = await importAll(app, reseller, text.replace(`'${wrong}`, `'${imei()}`));
    expect(again.counts).toMatchObject({ created: 1 });
  });

  it('asks before it makes a second order for a device, or a customer', async () => {
    const device = imei();
    await importAll(app, reseller, file(row({ imei: device })));
    const head = 'Kundennummer;Kundenname;Gerät;IMEI;Fehler';
    const twin = imei();
    const content = [
      head,
      `R-1-1;;Pixel 8;${device};Akku`,
      `R-1-1;;Pixel 8;${twin};Akku`,
      `R-1-1;;Pixel 8;${twin};Akku leer`,
      `N-77;Neue Kundin;Pixel 8;${imei()};Akku`,
      `N-77;Neue Kundin;Pixel 9;${imei()};Akku`,
    ].join('\n');
    const token = await newImport(reseller, content);
    const checked = await checkRows(app, reseller, token);
    expect(checked.counts).toEqual({ ready: 1, duplicate: 2, new_customer: 2 });
    const [, , , , , ...none] = await problemsOf(token);
    expect(none).toEqual([]);
    const first = await createRows(app, reseller, token);
    expect(first.counts).toEqual({ created: 1, duplicate: 2, new_customer: 2 });
    expect(await app.db.company.count({ where: { number: 'N-77' } })).toBe(0);
    await reseller.post(`/imports/${token}`, { intent: 'change' });
    await checkRows(app, reseller, token);
    const second = await createRows(app, reseller, token, { duplicates: 'on', customers: 'on' });
    expect(second.counts).toEqual({ known: 1, created: 4 });
    const made = await app.db.company.findMany({
      where: { number: 'N-77' },
      include: { customerOrders: true },
    });
    expect(made).toMatchObject([{ name: 'Neue Kundin', resellerId: app.world.companies.reseller.id }]);
    expect(made[0]?.customerOrders).toHaveLength(2);
  });

  it('never takes the reseller itself for granted, and fills what rows lack from what holds for all', async () => {
    const content = `Marke;Modell;Seriennummer;Problem\nApple;iPhone 13;AB-12345;Akku\nUnknown;Kopfhörer;AB-12346;stumm\n`;
    const token = await newImport(reseller, content);
    const fields = await mappingFields(app, token);
    const refused = await reseller.post(`/imports/${token}`, fields);
    expect(refused.status).toBe(422);
    expect(sentences(await refused.text())).toContain('say here what it is for all rows');
    const checked = await checkRows(app, reseller, token, {
      constants: { customer: 'R-1 · Handel AG', shippingMethod: 'Paketdienst' },
    });
    expect(checked.counts).toEqual({ ready: 2 });
    await createRows(app, reseller, token);
    const made = (await ordersOf(token)).map(({ order }) => order);
    expect(made).toMatchObject([
      {
        deviceName: 'Apple iPhone 13',
        serial: 'AB12345',
        customer: { number: 'R-1' },
        device: { manufacturer: 'Apple' },
      },
      { deviceName: 'Kopfhörer', serial: 'AB12346' },
    ]);
    expect(made[0]?.shippingMethodId).not.toBeNull();
    // The next file with these columns is mapped as this one was, but for the customer.
    const next = await app.db.import.findUniqueOrThrow({
      where: { token: await newImport(reseller, content.replace('Akku', 'Glas')) },
    });
    expect(next.mapping).toMatchObject({
      constants: { location: String(app.world.here.id), shippingMethod: 'Paketdienst' },
    });
    expect(next.mapping).not.toHaveProperty('constants.customer');
  });

  it('is taken from the staff for an account that they name, under their own name', async () => {
    expect((await sendFile(administrator, file(row()))).status).toBe(422);
    const token = await newImport(technician, file(row()), { account: 'R-1' });
    await checkRows(app, technician, token);
    await createRows(app, technician, token);
    const [made] = await ordersOf(token);
    expect(made?.order).toMatchObject({
      onBehalf: true,
      accountId: app.world.companies.reseller.id,
      createdById: app.world.users.technician.id,
    });
    expect((await other.get(`/imports/${token}`)).status).toBe(404);
    expect((await other.get(`/imports/${token}/rows.csv`)).status).toBe(404);
    expect((await other.post(`/imports/${token}`, { intent: 'create' })).status).toBe(404);
    expect((await administrator.get(`/imports/${token}`)).status).toBe(200);
    expect(await page(reseller, '/imports')).toContain('devices.csv');
    expect(await page(other, '/imports')).not.toContain('devices.csv');
  });

  it('goes on after it was stopped in the middle, and makes nothing twice', async () => {
    const token = await newImport(reseller, file(...Array.from({ length: 1200 }, () => row())));
    await checkRows(app, reseller, token);
    const { createImport } = await import('../../app/domain/orders/import/create-import.server');
    await app.db.import.update({ where: { token }, data: { state: 'creating' } });
    // Two workers that each believe the other dead.
    await Promise.all([1, 2].map(() => createImport(token, { duplicates: false, customers: false })));
    const done = await settled(app, token);
    expect([done.state, done.counts]).toEqual(['done', { created: 1200 }]);
    expect(new Set((await ordersOf(token)).map(({ orderId }) => orderId)).size).toBe(1200);
    expect(
      await app.db.event.count({
        where: { type: 'import.finished', data: { path: ['import'], equals: token } },
      }),
    ).toBe(1);
  });
});

describe('our own export', () => {
  const CELLS = [
    '=1+1',
    "'apostrophe",
    ' lead',
    '+49 171',
    '@SUM(A1)',
    'a\n=b',
    '0012',
    '1-2',
    'TRUE',
    '"quoted"; x',
    '＝1',
    'עברית',
  ];
  const contentOf = (order: {
    deviceName: string;
    problem: string;
    imei: string | null;
    serial: string | null;
    customerReferences: string[];
    internalReferences: string[];
  }) => {
    const { deviceName, problem, imei: number, serial, customerReferences, internalReferences } = order;
    return JSON.stringify([deviceName, problem, number, serial, customerReferences, internalReferences]);
  };

  it.each([
    'target=spreadsheet&delimiter=semicolon',
    'target=machine&delimiter=tab',
    'target=spreadsheet&delimiter=comma&layout=lines',
  ])('comes back: known here, the same content in another account (%s)', async (query) => {
    const from = app.world.companies.otherReseller;
    await app.db.order.deleteMany({ where: { accountId: from.id, confirmedAt: null } });
    const first = 50_000 + serials * 20;
    serials += 1;
    await insertOrders(
      app.db,
      CELLS.map((cell, at) =>
        orderRow(app.world, first + at, {
          accountId: from.id,
          customerId: from.id,
          deviceName: `${cell.trim()} Gerät ${first}`,
          problem: cell.trim(),
          imei: at % 2 ? imeiFromTac('35693804', first + at) : null,
          serial: at % 3 ? `00${first + at}E5` : null,
          customerReferences: [`${cell.trim().replaceAll(/[,;\n]/g, '')} ${first}`, `R${first + at}`],
          internalReferences: at % 2 ? ['-12'] : [],
        }),
      ),
    );
    for (const language of ['en', 'de']) {
      const exported = await other.get(`/orders/export.csv?scope=all&${query}`, {
        'Accept-Language': language,
      });
      const bytes = new Uint8Array(await exported.arrayBuffer());
      const known = await importAll(app, other, bytes);
      expect(Object.keys(known.counts)).toEqual(['known']);
      if (language === 'de') continue;
      const constants = { customer: 'R-1-1' };
      const token = await newImport(administrator, bytes, { account: 'R-1' });
      const found = await app.db.import.findUniqueOrThrow({ where: { token } });
      const text = new TextDecoder().decode(bytes).replaceAll(/RO-\d{4}-(\d{6})/g, 'RO-1999-$1');
      expect(found.columns).toMatchObject({ guarded: query.includes('spreadsheet') });
      const columns = Object.fromEntries(
        ['Customer number', 'Customer', 'customer_number', 'customer_name'].map((name) => [name, '']),
      );
      const moved = await importAll(app, reseller, text, {
        columns,
        constants,
        noIdentifier: true,
        choices: { duplicates: 'on' },
      });
      expect(Object.keys(moved.counts)).toEqual(['created']);
      const made = (await ordersOf(moved.token)).flatMap(({ order }) => (order ? [contentOf(order)] : []));
      const originals = await app.db.order.findMany({
        where: { accountId: from.id, status: { not: 'draft' } },
      });
      expect(made.sort()).toEqual(originals.map(contentOf).sort());
      await app.db.$executeRaw`SELECT 1`;
    }
  });
});

describe('a file of customers', () => {
  it('adds those whose number is new and leaves the others alone', async () => {
    const content =
      'Kundennr.;Firma;E-Mail;PLZ;Ort;Land;Sprache\nK-1;Bäckerei Süss;info@suess.test;8001;Zürich;Schweiz;Deutsch\nR-1-1;Anderer Name;;;;;\nK-2;;;;;;\nK-3;Ohne Mail;keine;;;Nirgends;\n';
    const bytes = Buffer.from(content, 'latin1');
    const token = await newImport(reseller, bytes, { kind: 'customers' });
    const found = await app.db.import.findUniqueOrThrow({ where: { token } });
    expect(found).toMatchObject({ encoding: 'windows-1252', delimiter: ';', kind: 'customers' });
    const checked = await checkRows(app, reseller, token);
    expect(checked.counts).toEqual({ ready: 1, known: 1, error: 2 });
    expect(await problemsOf(token)).toEqual(
      expect.arrayContaining([
        [4, 'name', 'required'],
        [5, 'email', 'not_an_email'],
        [5, 'country', 'country_unknown'],
      ]),
    );
    await createRows(app, reseller, token);
    expect(await app.db.company.findFirst({ where: { number: 'K-1' } })).toMatchObject({
      name: 'Bäckerei Süss',
      country: 'CH',
      locale: 'de',
      kind: 'customer',
      resellerId: app.world.companies.reseller.id,
    });
    expect(await app.db.company.findFirst({ where: { number: 'R-1-1' } })).toMatchObject({
      name: 'Kundin des Handels',
    });
    const again = await newImport(reseller, bytes, { kind: 'customers' });
    expect((await checkRows(app, reseller, again)).counts).toEqual({ known: 2, error: 2 });
    expect((await sendFile(technician, content, { kind: 'customers', account: 'R-1' })).status).toBe(404);
    expect((await sendFile(administrator, content, { kind: 'customers', account: 'C-1' })).status).toBe(422);
  });
});
