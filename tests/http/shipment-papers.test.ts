import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';
import { PRINTER_DPI, readAllCodes, readPdf } from '../support/pdf';
import { sendShipment } from '../support/sent-shipment';

let app: TestApp;
let reseller: Client;
let number: string;
let shipmentId: number;
let orders: string[];

beforeAll(async () => {
  app = await startApp({ jobs: true });
  await app.db.operator.update({ where: { id: 1 }, data: { gs1Prefix: '7612345' } });
  await app.db.company.update({ where: { id: app.world.companies.reseller.id }, data: { locale: 'de' } });
  reseller = await signIn(app, 'reseller');
  const sent = await sendShipment(app, 7001, { orders: 3, parcels: 2 });
  number = sent.number;
  orders = sent.orders.map((row) => row.number);
  shipmentId = (await app.db.shipment.findUniqueOrThrow({ where: { number } })).id;
}, 60_000);
afterAll(() => app?.close());

const valid = () =>
  app.db.shipmentPaper.findMany({ where: { shipmentId, voidedAt: null }, orderBy: { kind: 'asc' } });

/** The valid papers once those of this version are there. */
const papersOf = (version: number) =>
  eventually(async () => {
    const papers = await valid();
    return papers[0]?.version === version ? papers : null;
  }, 60);

async function paperOf(kind: string, version: number) {
  return app.db.shipmentPaper.findFirstOrThrow({ where: { shipmentId, kind, version } });
}

const urlOf = (id: number) => `/shipments/${number}/papers/${id}`;

async function download(client: Client, id: number) {
  const response = await client.get(urlOf(id));
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const filesOf = () => readdir(path.join(app.dataDir, 'files', 'shipments', String(shipmentId)));

describe('the papers of a shipment', { timeout: 120_000 }, () => {
  test('are issued once it is confirmed: list and labels, by the one who confirmed', async () => {
    const papers = await papersOf(1);
    expect(papers.map(({ kind }) => kind)).toEqual(['labels_a4', 'labels_a6', 'labels_zpl', 'packing_list']);
    for (const paper of papers) expect(paper.issuedById).toBe(app.world.users.reseller.id);
    const page = await (await reseller.get(`/shipments/${number}`)).text();
    for (const { id } of papers) expect(page).toContain(urlOf(id));
  });

  test('are the same bytes for the reseller and the operator, and are nothing to anybody else', async () => {
    for (const paper of await papersOf(1)) {
      const { response, bytes } = await download(reseller, paper.id);
      expect(response.status).toBe(200);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper.sha256);
      expect(response.headers.get('Content-Type')).toBe(paper.contentType);
      for (const person of ['technician', 'administrator'] as const)
        expect((await download(await signIn(app, person), paper.id)).bytes.equals(bytes)).toBe(true);
    }
    const paper = await paperOf('packing_list', 1);
    const unknown = await (await reseller.get('/shipments/SH-2020-000001/papers/1')).text();
    for (const person of ['customer', 'otherReseller', 'otherTechnician', 'partner'] as const) {
      const { response, bytes } = await download(await signIn(app, person), paper.id);
      expect([response.status, bytes.toString()], person).toEqual([404, unknown]);
    }
    const { response } = await download(visitor(app), paper.id);
    expect(response.headers.get('Location')).toContain('/login');
  });

  test('are shown or saved under a name that says what they are', async () => {
    const { id } = await paperOf('packing_list', 1);
    const name = `filename="${number}-packing-list-v1.pdf"`;
    const shown = await reseller.get(urlOf(id));
    expect(shown.headers.get('Content-Disposition')).toBe(`inline; ${name}`);
    const saved = await reseller.get(`${urlOf(id)}?save`);
    expect(saved.headers.get('Content-Disposition')).toBe(`attachment; ${name}`);
    const zpl = await reseller.get(urlOf((await paperOf('labels_zpl', 1)).id));
    expect(zpl.headers.get('Content-Disposition')).toContain(
      `attachment; filename="${number}-labels-v1.zpl"`,
    );
  });

  test('name orders and parcels by codes that decode', async () => {
    const list = await download(reseller, (await paperOf('packing_list', 1)).id);
    const [first] = (await readPdf(list.bytes, 1, PRINTER_DPI)).pages;
    const codes = first ? await readAllCodes(first) : [];
    for (const order of orders) expect(codes).toContainEqual({ format: 'Code128', text: order });
    const label = await download(reseller, (await paperOf('labels_a6', 1)).id);
    const [one] = (await readPdf(label.bytes, 1, PRINTER_DPI)).pages;
    const [bar, qr] = one ? await readAllCodes(one) : [];
    const parcel = await app.db.shipmentParcel.findFirstOrThrow({ where: { shipmentId, position: 1 } });
    expect(bar).toEqual({ format: 'GS1-128', text: `(00)${parcel.sscc}` });
    expect(qr?.text).toMatch(new RegExp(`/receive\\?code=${parcel.code}$`));
  });

  test('a repeat of the job, also three at once, issues nothing twice', async () => {
    const { issueShipmentPapers } = await import('../../app/domain/documents/shipment-papers.server');
    const issue = () => issueShipmentPapers(shipmentId, app.world.users.reseller.id);
    await issue();
    expect(await app.db.shipmentPaper.count({ where: { shipmentId } })).toBe(4);
    await app.db.shipmentPaper.deleteMany({ where: { shipmentId } });
    await Promise.all([issue(), issue(), issue()]);
    const papers = await valid();
    expect(papers.map(({ version }) => version)).toEqual([1, 1, 1, 1]);
    // Bytes without a row: only those of the rows that the test deleted.
    expect(await filesOf()).toHaveLength(8);
  });

  test('voided and issued anew by hand: once, however often it is sent', async () => {
    const before = await valid();
    const send = () => reseller.post(`/shipments/${number}/papers`, { version: '1' });
    const answers = await Promise.all([send(), send(), send()]);
    for (const answer of answers) expect(answer.headers.get('Location')).toBe(`/shipments/${number}#papers`);
    await papersOf(2);
    await send();
    expect(await app.db.shipmentPaper.count({ where: { shipmentId } })).toBe(8);
    for (const { id } of before) {
      const { voidedAt, voidedById } = await app.db.shipmentPaper.findUniqueOrThrow({ where: { id } });
      expect([voidedAt !== null, voidedById]).toEqual([true, app.world.users.reseller.id]);
    }
    const types = await app.db.event.findMany({ where: { shipmentId, type: { contains: 'papers' } } });
    expect(types.filter(({ type }) => type === 'shipment.papers_voided')).toHaveLength(1);
  });

  test('a void one is still there, says so on every page, and its parcel codes are gone', async () => {
    for (const kind of ['packing_list', 'labels_a6', 'labels_a4']) {
      const { id, storageKey } = await paperOf(kind, 1);
      const { response, bytes } = await download(reseller, id);
      expect(response.headers.get('Content-Disposition')).toContain('-v1-void.pdf');
      const { pages } = await readPdf(bytes, 1, PRINTER_DPI);
      for (const page of pages) expect(page.text).toContain('UNGÜLTIG');
      if (kind !== 'packing_list') expect(pages[0] && (await readAllCodes(pages[0]))).toEqual([]);
      expect((await download(reseller, id)).bytes.equals(bytes)).toBe(true);
      const { storage } = await import('../../app/platform/storage.server');
      expect(await storage().exists(storageKey)).toBe(true);
    }
    const zpl = await download(reseller, (await paperOf('labels_zpl', 1)).id);
    expect(zpl.bytes.toString()).not.toMatch(/\^B[CQ]/);
    const page = await (await reseller.get(`/shipments/${number}`, { 'Accept-Language': 'de' })).text();
    expect(page).toContain('4 ungültige Papiere');
  });

  test('follow the shipment: packed anew, they are replaced; a repeat of the event changes nothing', async () => {
    const { appendEvent } = await import('../../app/domain/events/append-event.server');
    const repacked = () =>
      appendEvent(app.db, { type: 'shipment.repacked', shipmentId, visibility: 'public' });
    await app.db.shipmentParcel.updateMany({ where: { shipmentId }, data: { weightGrams: 4321 } });
    await repacked();
    await papersOf(3);
    await repacked();
    const jobs = () => app.db.$queryRaw<{ left: bigint }[]>`SELECT count(*) AS left FROM graphile_worker.jobs
      WHERE task_identifier IN ('event', 'shipment.papers')`;
    await eventually(async () => (Number((await jobs())[0]?.left) === 0 ? true : null), 60);
    expect(await app.db.shipmentPaper.count({ where: { shipmentId } })).toBe(12);
    const zpl = await download(reseller, (await paperOf('labels_zpl', 3)).id);
    expect(zpl.bytes.toString()).toContain('4.321 kg');
  });

  test('are neither issued anew nor replaced by those whose shipment it is not', async () => {
    const unknown = await reseller.post('/shipments/SH-2020-000001/papers', { version: '3' });
    expect([unknown.status, await unknown.text()]).toEqual([404, 'Not found\n']);
    for (const person of ['customer', 'otherReseller', 'otherTechnician', 'partner'] as const) {
      const client = await signIn(app, person);
      const answer = await client.post(`/shipments/${number}/papers`, { version: '3' });
      expect([answer.status, await answer.text()], person).toEqual([404, 'Not found\n']);
    }
    expect((await valid()).map(({ version }) => version)).toEqual([3, 3, 3, 3]);
  });
});
