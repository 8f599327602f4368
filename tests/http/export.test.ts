import { request } from 'node:http';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unescapeCell } from '../../app/platform/csv';
import { startApp, type TestApp } from '../support/app';
import { type Client, sessionCookieFor, signIn, visitor } from '../support/client';
import { execute } from '../support/database';
import { eventually } from '../support/eventually';
import { everybodysOrders, insertOrders, orderRow, PERSONS } from '../support/orders';

let app: TestApp;
let customer: Client;
let administrator: Client;

/** Their file is more than the buffers of two connections hold (some 10 MB each), so a stalled download is felt at its source. */
const MANY = 5000;
const PROBLEM = `=HYPERLINK("http://x.test";"x")\n  @SUM(A1)\n„Umlaut“; 'quoted'`;

const exportsUnderWay = () =>
  execute<{ waits: string | null }>(
    app.databaseUrl,
    `SELECT wait_event AS waits FROM pg_stat_activity WHERE application_name = 'portal export' AND datname = current_database()`,
  );

const noExports = () => eventually(async () => (await exportsUnderWay()).length === 0 || null);

/** The cells of a file by the names of its columns. */
async function rowsOf(client: Client, query: string, language = 'en'): Promise<Record<string, string>[]> {
  const response = await client.get(`/orders/export.csv?${query}`, { 'Accept-Language': language });
  expect(response.status).toBe(200);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
    delimiter: { comma: ',', semicolon: ';', tab: '\t' }[
      new URLSearchParams(query).get('delimiter') ?? 'comma'
    ],
  });
  expect(errors).toEqual([]);
  return data;
}

const numbersOf = async (client: Client, query: string) =>
  (await rowsOf(client, `target=machine&delimiter=comma&column=number&${query}`)).map((row) => row.number);

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  const [first] = await insertOrders(app.db, [
    orderRow(world, 1, {
      status: 'in_repair',
      deviceName: 'Pixel 8 Pro',
      imei: '356938035643809',
      serial: '0012E5',
      problem: PROBLEM,
      customerReferences: ['PO-4711', 'PO-4712'],
      internalReferences: ['-12'],
      trackingNumbers: ['00340434161094000000'],
      createdAt: new Date('2026-01-31T23:30:00Z'),
    }),
    orderRow(world, 2, { status: 'draft', createdAt: new Date('2026-02-02T12:00:00Z') }),
    ...everybodysOrders(world, 3),
  ]);
  const orderId = first?.id ?? 0;
  const line = { orderId, createdById: world.users.technician.id, warranty: false, vatBasisPoints: 810 };
  await app.db.orderLine.createMany({
    data: [
      {
        ...line,
        kind: 'product',
        description: '+Display',
        quantityThousandths: 1500,
        unitPriceMinor: 19_905,
      },
      {
        ...line,
        kind: 'service',
        description: 'Labour',
        quantityThousandths: 1000,
        unitPriceMinor: 5000,
        warranty: true,
      },
    ],
  });
  const note = { orderId, authorId: world.users.technician.id };
  await app.db.message.createMany({
    data: [
      { ...note, kind: 'public_note', body: 'Display replaced', createdAt: new Date('2026-02-03T10:00:00Z') },
      { ...note, kind: 'public_note', body: '=1+1', createdAt: new Date('2026-02-04T10:00:00Z') },
      { ...note, kind: 'internal_note', body: 'SECRET-INTERNAL' },
      { ...note, kind: 'message', body: 'SECRET-MESSAGE' },
    ],
  });
  const long = 'Das Gerät startet nicht mehr. '.repeat(240);
  await insertOrders(
    app.db,
    Array.from({ length: MANY }, (_, index) =>
      orderRow(world, 1000 + index, {
        customerId: world.companies.otherReseller.id,
        accountId: world.companies.otherReseller.id,
        problem: long,
      }),
    ),
  );
  customer = await signIn(app, 'customer');
  administrator = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

describe('the page', () => {
  it('is led to by the list and carries what the list shows', async () => {
    const list = await (await customer.get('/orders?tab=at-location&q=pixel&sort=due-asc')).text();
    const link = /href="(\/orders\/export\?[^"]+)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(list).toContain('Export orders');
    const page = await (await customer.get(link)).text();
    expect(page).toContain('action="/orders/export.csv"');
    for (const field of [
      'name="q" value="pixel"',
      'name="tab" value="at-location"',
      'name="sort" value="due-asc"',
    ])
      expect(page).toContain(field);
    expect(page).toContain('What the list shows');
  });

  it('remembers each person’s choice', async () => {
    const ticked = (html: string) =>
      [...html.matchAll(/<input[^>]*name="column"[^>]*>/g)]
        .filter(([tag]) => tag.includes('checked'))
        .map(([tag]) => /value="([^"]+)"/.exec(tag)?.[1]);
    await rowsOf(customer, 'column=imei&column=number&target=machine&delimiter=tab');
    expect(ticked(await (await customer.get('/orders/export')).text())).toEqual(['number', 'imei']);
    expect(ticked(await (await administrator.get('/orders/export')).text()).length).toBeGreaterThan(20);
  });

  it('asks strangers to sign in', async () => {
    for (const path of ['/orders/export', '/orders/export.csv']) {
      const response = await visitor(app).get(path);
      expect(response.status).toBe(302);
      expect(response.headers.get('Location')).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
    }
  });
});

describe('the file', () => {
  it('holds the fields of an order for machines, unchanged', async () => {
    const [row] = await rowsOf(customer, 'target=machine&delimiter=semicolon');
    expect(row).toMatchObject({
      number: 'RO-2026-000001',
      kind: 'repair',
      status: 'In repair',
      status_code: 'in_repair',
      stage: 'at_location',
      created: '2026-01-31T23:30:00Z',
      customer_number: 'C-1',
      customer_name: 'Muster AG',
      location: 'Zürich',
      device: 'Pixel 8 Pro',
      serial: '0012E5',
      imei: '356938035643809',
      customer_references: 'PO-4711, PO-4712',
      internal_references: '-12',
      tracking_numbers: '00340434161094000000',
      problem: PROBLEM,
      public_notes: '2026-02-03: Display replaced\n2026-02-04: =1+1',
      currency: 'CHF',
      total_net: '298.58',
      total_vat: '24.18',
      total_gross: '322.76',
    });
    expect(row?.lines).toContain('1.5 × +Display: 199.05 → 298.58 CHF');
    expect(JSON.stringify(row)).not.toContain('SECRET');
  });

  it('is safe in spreadsheets and gives every text back', async () => {
    const response = await customer.get('/orders/export.csv?target=spreadsheet&delimiter=comma');
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    expect(response.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="orders-[\d-]+\.csv"$/,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [row] = await rowsOf(customer, 'target=spreadsheet&delimiter=comma');
    expect(row).toMatchObject({
      IMEI: "'356938035643809",
      'Serial number': "'0012E5",
      'Internal reference': "'-12",
      Created: '2026-02-01 00:30',
      Progress: 'At service location',
    });
    expect(row?.Problem).toMatch(/^'=HYPERLINK/);
    expect(unescapeCell(row?.Problem ?? '')).toBe(PROBLEM);
  });

  it('speaks the reader’s language and writes their decimal sign', async () => {
    const [row] = await rowsOf(customer, 'target=spreadsheet&delimiter=semicolon', 'de-DE');
    expect(row).toMatchObject({ Auftragsnummer: 'RO-2026-000001', Gesamtbetrag: '322,76', Art: 'Reparatur' });
  });

  it('has a row for each product and service where that is asked for, and the totals once', async () => {
    const rows = await rowsOf(customer, 'target=machine&layout=lines&delimiter=tab');
    const lines = rows.filter((row) => row.number === 'RO-2026-000001');
    expect(lines).toMatchObject([
      {
        line: '1',
        line_description: '+Display',
        line_quantity: '1.5',
        line_net: '298.58',
        total_gross: '322.76',
      },
      { line: '2', line_kind: 'service', line_warranty: 'yes', line_net: '0.00', total_gross: '' },
    ]);
    expect(rows.filter((row) => row.number === 'RO-2026-000003')).toMatchObject([{ line: '' }]);
  });
});

describe('what is exported', () => {
  it('is what each person may see, and prices only to those who see them', async () => {
    const all = await app.db.order.findMany({ where: { status: { not: 'draft' } } });
    const { companies, here, there } = app.world;
    const mine: Record<(typeof PERSONS)[number], (order: (typeof all)[number]) => boolean> = {
      customer: (order) => order.customerId === companies.customer.id,
      otherCustomer: (order) => order.customerId === companies.otherCustomer.id,
      reseller: (order) => order.accountId === companies.reseller.id,
      otherReseller: (order) => order.accountId === companies.otherReseller.id,
      technician: (order) => order.locationId === here.id,
      otherTechnician: (order) => order.locationId === there.id,
      partner: (order) => order.partnerId === companies.partner.id,
      otherPartner: (order) => order.partnerId === companies.otherPartner.id,
      administrator: () => true,
    };
    for (const person of PERSONS) {
      const expected = all.filter(mine[person]).map(({ number }) => number);
      const numbers = await numbersOf(await signIn(app, person), 'scope=all');
      expect(numbers.toSorted(), person).toEqual(expected.toSorted());
    }
    const [row] = await rowsOf(
      await signIn(app, 'partner'),
      'target=machine&delimiter=comma&column=lines&column=totals&column=number&layout=lines',
    );
    expect(row).toEqual({ number: 'RO-2026-000008' });
  });

  it('is an order’s last shipment, to those who know of shipments', async () => {
    const { companies, here, users } = app.world;
    const order = await app.db.order.findFirstOrThrow({ where: { accountId: companies.reseller.id } });
    const method = await app.db.shippingMethod.findFirstOrThrow({ where: { code: 'parcel' } });
    await app.db.order.update({ where: { id: order.id }, data: { shippingMethodId: method.id } });
    const ship = (number: string, status: string, day: number) =>
      app.db.shipment.create({
        data: {
          number,
          status,
          direction: 'inbound',
          accountId: companies.reseller.id,
          locationId: here.id,
          shippingMethodId: method.id,
          submissionKey: number,
          createdById: users.reseller.id,
          confirmedAt: new Date(Date.UTC(2026, 2, day, 8, 30)),
          parcels: { create: { position: 1, code: `${number}-1`, trackingNumber: `00${number}` } },
          items: { create: { orderId: order.id, live: false } },
        },
      });
    await ship('SH-1', 'closed', 1);
    await ship('SH-2', 'confirmed', 2);
    await ship('SH-3', 'voided', 3);
    const query = 'column=number&column=shipping_method&column=shipment&delimiter=comma';
    const rowOf = async (person: (typeof PERSONS)[number], target: string) =>
      (await rowsOf(await signIn(app, person), `${query}&target=${target}`)).find((row) =>
        Object.values(row).includes(order.number),
      );
    expect(await rowOf('reseller', 'machine')).toEqual({
      number: order.number,
      shipping_method: 'parcel',
      shipment_number: 'SH-2',
      shipment_date: '2026-03-02T08:30:00Z',
      shipment_method: 'parcel',
      shipment_tracking: '00SH-2',
    });
    expect(await rowOf('administrator', 'spreadsheet')).toMatchObject({
      'Shipping method': 'Parcel service',
      'Shipment number': 'SH-2',
      Shipped: '2026-03-02 09:30',
      'Shipped by': 'Parcel service',
    });
    for (const person of ['customer', 'partner'] as const) {
      const [row] = await rowsOf(await signIn(app, person), `${query}&target=machine`);
      expect(Object.keys(row ?? {}), person).toEqual(['number', 'shipping_method']);
    }
  });

  it('is as many rows as were counted before', async () => {
    for (const layout of ['orders', 'lines']) {
      const query = `target=machine&delimiter=comma&layout=${layout}`;
      const rows = await rowsOf(customer, query);
      const counted = await customer.get(`/orders/export.csv?${query}&count=1`);
      expect(counted.headers.get('X-Total-Rows'), layout).toBe(String(rows.length));
      expect(await counted.text()).toContain('RO-2026-000001');
    }
    const plain = await customer.get('/orders/export.csv');
    expect(plain.headers.has('X-Total-Rows')).toBe(false);
    await plain.body?.cancel();
  });

  it('is a range of days in the operator’s time zone', async () => {
    const shown = (days: string) => numbersOf(customer, `scope=dates&${days}`);
    expect(await shown('first=2026-02-01&last=2026-02-01')).toEqual(['RO-2026-000001']);
    expect(await shown('first=2026-02-02&last=2026-02-28')).toEqual([]);
    expect(await shown('last=2026-01-31')).toEqual([]);
  });

  it('is exactly the list: its tab, filters, search and order', async () => {
    for (const query of [
      'tab=new',
      'tab=new&status=draft',
      'tab=at-location&q=356938035643809',
      'tab=new&sort=updated-asc',
      `tab=new&location=${app.world.there.id}`,
      'tab=completed',
      'tab=new&from=2026-03-01',
    ]) {
      const list = await (await customer.get(`/orders?size=100&${query}`)).text();
      const shown = [
        ...new Set([...list.matchAll(/href="\/orders\/(RO-2026-\d{6})"/g)].map(([, one]) => one)),
      ];
      expect(await numbersOf(customer, `scope=list&${query}`), query).toEqual(shown);
    }
  });

  it('has no limit', async () => {
    expect(await numbersOf(await signIn(app, 'otherReseller'), 'scope=all')).toHaveLength(MANY + 1);
  });
});

describe('sending it', () => {
  /** Starts a download that takes nothing after its first bytes. */
  async function stalledDownload(): Promise<{
    resume: () => Promise<string>;
    stop: () => void;
  }> {
    const [name, value] = await sessionCookieFor(app, app.world.users.administrator.id);
    let text = '';
    return new Promise((resolve, reject) => {
      const sent = request(`${app.url}/orders/export.csv?scope=all`, {
        headers: { Cookie: `${name}=${value}` },
      });
      sent.once('error', reject);
      sent.once('response', (response) => {
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('error', () => undefined);
        const closed = new Promise<string>((done) => {
          response.once('close', () => done(response.complete ? text : 'broken'));
        });
        response.once('data', () => {
          response.pause();
          const resume = () => {
            response.resume();
            return closed;
          };
          sent.on('error', () => undefined);
          resolve({ resume, stop: () => sent.destroy() });
        });
      });
      sent.end();
    });
  }

  it('waits for a slow reader, and shows one moment however long it takes', async () => {
    const download = await stalledDownload();
    await eventually(
      async () => (await exportsUnderWay()).some(({ waits }) => waits === 'ClientWrite') || null,
    );
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await exportsUnderWay()).length).toBe(1);
    const ends = [1000, 1001, 1000 + MANY - 2, 1000 + MANY - 1];
    await app.db.order.updateMany({
      where: { number: { in: ends.map((number) => `RO-2026-${String(number).padStart(6, '0')}`) } },
      data: { trackingNumbers: ['CHANGED-MEANWHILE'] },
    });
    const text = await download.resume();
    expect(text).not.toContain('CHANGED-MEANWHILE');
    expect(text).toContain(`RO-2026-${String(1000 + MANY - 1).padStart(6, '0')}`);
    await noExports();
    expect(await (await administrator.get('/orders/export.csv?scope=all')).text()).toContain(
      'CHANGED-MEANWHILE',
    );
  });

  it('ends the query and gives the connection back when the reader goes away', async () => {
    const download = await stalledDownload();
    expect((await exportsUnderWay()).length).toBe(1);
    download.stop();
    await noExports();
  });

  it('breaks the connection when it fails in the middle', async () => {
    const download = await stalledDownload();
    await execute(
      app.databaseUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'portal export'`,
    );
    expect(await download.resume()).toBe('broken');
    await noExports();
  });

  it('does two at a time and lets others wait', async () => {
    const [one, two] = [await stalledDownload(), await stalledDownload()];
    const third = customer.get('/orders/export.csv?scope=all');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await exportsUnderWay()).length).toBe(2);
    one.stop();
    expect((await third).status).toBe(200);
    const waiting = await stalledDownload();
    const refused = await customer.get('/orders/export.csv?scope=all');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('Retry-After')).toBe('30');
    expect(await refused.text()).toContain('Two exports are already under way');
    two.stop();
    waiting.stop();
    await noExports();
  });
});
