import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '../../app/domain/companies/create-customer.server';
import { customerSchema } from '../../app/domain/companies/customer-schema';
import { transaction } from '../../app/platform/db.server';
import { startApp, type TestApp } from '../support/app';
import { type Client, placeOrder, signIn } from '../support/client';
import { execute } from '../support/database';
import { ODD_TEXTS } from '../support/odd-texts';
import { viewerOf } from '../support/orders';

let app: TestApp;
let reseller: Client;
let other: Client;
let admin: Client;

beforeAll(async () => {
  app = await startApp();
  reseller = await signIn(app, 'reseller');
  other = await signIn(app, 'otherReseller');
  admin = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

/** A complete, right form of a customer. */
const form = (more: Record<string, string> = {}) => ({
  submissionKey: randomUUID(),
  ...{ number: '', name: 'Neue Kundin', email: 'kundin@firma.test', phone: '+41 44 111 22 33' },
  ...{ street: 'Gasse 1', postalCode: '8001', city: 'Zürich', country: 'CH', vatId: 'che-123.456.789 mwst' },
  ...{ currency: 'CHF', locale: 'de' },
  ...more,
});

/** Adds a customer over HTTP. @returns its row, or what was wrong */
async function add(client: Client, more: Record<string, string> = {}, path = '/customers/new') {
  const answer = await client.post(path, form(more));
  const id = Number(/\/customers\/(\d+)$/.exec(answer.headers.get('Location') ?? '')?.[1]);
  const row = id ? await app.db.company.findUniqueOrThrow({ where: { id } }) : null;
  return { status: answer.status, text: await answer.text(), id, row };
}

const page = async (client: Client, path: string) => (await client.get(path)).text();
const eventsOf = (companyId: number) =>
  app.db.event.findMany({ where: { companyId }, orderBy: { id: 'asc' } });
const idsIn = (html: string) =>
  [...html.matchAll(/<a[^>]*row-link[^>]*href="\/customers\/(\d+)"/g)].map(([, id]) => id ?? '');
const namesIn = (html: string) =>
  [...html.matchAll(/<a[^>]*class="row-link"[^>]*>([^<]*)</g)].map(([, name]) => name);

describe('adding', () => {
  it('keeps what was typed under the reseller, with an event that only the operator’s people see', async () => {
    const { row, id } = await add(reseller, { number: 'N-1', name: '  Neue Kundin ' });
    expect(row).toMatchObject({
      ...{ number: 'N-1', kind: 'customer', resellerId: app.world.companies.reseller.id },
      ...{ name: 'Neue Kundin', vatId: 'CHE-123.456.789 MWST', currency: 'CHF', locale: 'de', active: true },
    });
    expect(await eventsOf(id)).toMatchObject([
      { type: 'customer.created', visibility: 'internal', actorId: app.world.users.reseller.id },
    ]);
    const shown = await page(reseller, `/customers/${id}`);
    for (const words of ['Neue Kundin', 'N-1', 'kundin@firma.test', 'Gasse 1', 'Switzerland', 'German'])
      expect(shown).toContain(words);
  });

  it('gives the next free number where none was typed', async () => {
    expect(await page(other, '/customers/new')).toContain('the next free number, R-2-1.');
    expect((await add(other)).row?.number).toBe('R-2-1');
    expect((await add(other)).row?.number).toBe('R-2-2');
    await add(other, { number: 'K-0099' });
    expect(await page(other, '/customers/new')).toContain('K-0100');
    expect((await add(other)).row?.number).toBe('K-0100');
    await add(other, { number: 'ohne Zahl' });
    expect((await add(other)).row?.number).toBe('K-0101');
  });

  it('gives a number once to each reseller: another may use it, the reseller’s own is taken', async () => {
    await add(reseller, { number: 'S-1', name: 'Erste' });
    for (const number of ['S-1', 's-1', ' S-1 ', 'R-1', 'r-1']) {
      const { status, text } = await add(reseller, { number });
      expect([number, status]).toEqual([number, 422]);
      expect(text).toMatch(/This number belongs to (Erste|Handel AG) already/);
    }
    expect((await add(other, { number: 'S-1' })).row?.number).toBe('S-1');
  });

  it('of the same number twice at once makes one, and tells the other at its field', async () => {
    const answers = await Promise.all(
      ['Eins', 'Zwei', 'Drei', 'Vier'].map((name) => add(reseller, { number: 'RACE-1', name })),
    );
    expect(answers.filter(({ row }) => row)).toHaveLength(1);
    for (const { row, status, text } of answers)
      if (!row) expect([status, text]).toEqual([422, expect.stringContaining('This number belongs to')]);
    const free = await Promise.all(Array.from({ length: 4 }, () => add(reseller)));
    expect(new Set(free.map(({ row }) => row?.number)).size).toBe(4);
  });

  it('of the same form twice makes one', async () => {
    const key = { submissionKey: randomUUID(), name: 'Doppelklick' };
    const [one, two] = await Promise.all([add(reseller, key), add(reseller, key)]);
    expect([one.status, two.id]).toEqual([302, one.id]);
    expect(await app.db.company.count({ where: { name: 'Doppelklick' } })).toBe(1);
    expect((await eventsOf(one.id)).length).toBe(1);
  });

  it('tells at each field what is wrong', async () => {
    for (const [field, value, sentence] of [
      ['name', ' ', 'Please fill this in.'],
      ['name', 'x'.repeat(201), 'at most 200'],
      ['email', 'kein Mail', 'This is not an e-mail address'],
      ['country', 'Atlantis', 'We do not know this country'],
      ['country', '', 'Please fill this in.'],
      ['currency', 'XXX', 'Please choose one.'],
      ['locale', 'fr', 'Please choose one.'],
      ['vatId', '12345', 'This does not look like a VAT number'],
      ['number', 'K · 1', 'cannot have a'],
    ] as const) {
      const { status, text } = await add(reseller, { [field]: value });
      expect([field, value, status]).toEqual([field, value, 422]);
      expect(text).toContain(sentence);
    }
    expect((await add(reseller, { submissionKey: '' })).status).toBe(400);
  });

  it('takes countries and VAT numbers as people and files write them', () => {
    const read = (more: Record<string, string>) => customerSchema.parse(form(more));
    for (const country of ['ch', ' CH ', 'Schweiz', 'switzerland', 'SCHWEIZ'])
      expect([country, read({ country }).country]).toEqual([country, 'CH']);
    expect(read({ country: 'Österreich' }).country).toBe('AT');
    for (const vatId of ['DE123456789', 'CHE-123.456.789', 'CHE-123.456.789 TVA', 'ATU12345678', ''])
      expect(read({ vatId }).vatId).toBe(vatId);
  });

  it('keeps odd texts as they are, or refuses them', async () => {
    for (const [, odd] of ODD_TEXTS) {
      const { status, row } = await add(reseller, { name: odd, number: '' });
      expect([odd, status]).toEqual([odd, row ? 302 : 422]);
      expect((await reseller.get(`/customers?${new URLSearchParams({ q: odd })}`)).status).toBe(200);
    }
  });

  it('is for administrators in every account, and for a reseller in its own only', async () => {
    const { reseller: account, otherReseller, customer } = app.world.companies;
    expect((await add(admin, { number: 'OP-1' })).row).toMatchObject({ resellerId: null, kind: 'customer' });
    const path = `/customers/new?account=${otherReseller.id}`;
    expect(await page(admin, path)).toContain('A customer of Anderer Handel');
    expect((await add(admin, { number: 'AD-1' }, path)).row?.resellerId).toBe(otherReseller.id);
    expect((await add(reseller, { number: 'AD-1' }, path)).row?.resellerId).toBe(account.id);
    const astray = `/customers/new?account=${customer.id}`;
    expect([(await admin.get(astray)).status, (await admin.post(astray, form())).status]).toEqual([404, 404]);
    const viewer = viewerOf(app.world, 'reseller');
    for (const accountId of [null, otherReseller.id])
      await expect(
        transaction((tx) => createCustomer(tx, viewer, accountId, customerSchema.parse(form()))),
      ).rejects.toMatchObject({ code: 'not_found', status: 404 });
  });
});

describe('changing', () => {
  it('notes what was changed from what to what; the same once more notes nothing', async () => {
    const { id } = await add(reseller, { number: 'E-1', name: 'Vorher' });
    const changed = form({ number: 'E-2', name: 'Nachher', vatId: '' });
    for (let n = 0; n < 2; n++) {
      const answer = await reseller.post(`/customers/${id}/edit`, changed);
      expect(answer.headers.get('Location')).toBe(`/customers/${id}?saved`);
    }
    const [, event, ...more] = await eventsOf(id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'customer.changed', visibility: 'internal' });
    expect(event?.data).toEqual({
      number: { from: 'E-1', to: 'E-2' },
      name: { from: 'Vorher', to: 'Nachher' },
      vatId: { from: 'CHE-123.456.789 MWST', to: null },
    });
    await reseller.post(`/customers/${id}/edit`, form({ number: '', name: 'Nachher', vatId: '' }));
    expect((await app.db.company.findUniqueOrThrow({ where: { id } })).number).toBe('E-2');
  });

  it('cannot take a number that another has, in either direction', async () => {
    const { id } = await add(reseller, { number: 'T-1', name: 'Eine' });
    await add(reseller, { number: 'T-2', name: 'Andere' });
    const taken = await reseller.post(`/customers/${id}/edit`, form({ number: 't-2' }));
    expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('belongs to Andere')]);
    const recased = await reseller.post(`/customers/${id}/edit`, form({ number: 't-1', name: 'Eine' }));
    expect(recased.status).toBe(302);
    const account = app.world.companies.reseller;
    const own = form({ name: account.name, number: 'T-2' });
    expect((await admin.post(`/customers/${account.id}/edit`, own)).status).toBe(422);
  });

  it('leaves a reseller the details of its own account, but not its number', async () => {
    const { id, number, name } = app.world.companies.otherReseller;
    expect(await page(other, `/customers/${id}/edit`)).not.toContain('name="number"');
    await other.post(`/customers/${id}/edit`, form({ number: 'ANDERS', name, city: 'Chur' }));
    expect(await app.db.company.findUniqueOrThrow({ where: { id } })).toMatchObject({ number, city: 'Chur' });
  });

  it('renames it for the orders that were confirmed only where they are not frozen', async () => {
    const { id } = await add(reseller, { number: 'F-1', name: 'Alter Name' });
    const number = await placeOrder(app, reseller, { customer: 'F-1', intent: 'create' });
    await reseller.post(`/customers/${id}/edit`, form({ number: 'F-1', name: 'Neuer Name' }));
    expect(await page(reseller, `/orders/${number}/confirmation`)).toContain('Alter Name');
    expect(await page(reseller, `/orders/${number}`)).toContain('Neuer Name');
  });
});

describe('deactivating', () => {
  it('keeps the orders, moves it to the other list, and can be undone', async () => {
    const { id } = await add(reseller, { number: 'D-1', name: 'Pausiert AG' });
    const number = await placeOrder(app, reseller, { customer: 'D-1', intent: 'create' });
    expect(await page(reseller, '/customers?q=pausiert')).toMatch(/Pausiert AG.*>1</s);
    for (let n = 0; n < 2; n++) await reseller.post(`/customers/${id}`, { intent: 'deactivate' });
    expect(await page(reseller, `/customers/${id}`)).toContain('This customer is deactivated');
    expect(await page(reseller, `/customers/${id}`)).toContain(number);
    expect((await reseller.get(`/orders/${number}`)).status).toBe(200);
    expect(namesIn(await page(reseller, '/customers?q=pausiert'))).toEqual([]);
    expect(namesIn(await page(reseller, '/customers?q=pausiert&state=inactive'))).toEqual(['Pausiert AG']);
    await reseller.post(`/customers/${id}`, { intent: 'reactivate' });
    expect(namesIn(await page(reseller, '/customers?q=D-1'))).toContain('Pausiert AG');
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'customer.created',
      'customer.deactivated',
      'customer.reactivated',
    ]);
  });

  it('is not possible for the customer that stands for a reseller', async () => {
    const { id } = app.world.companies.reseller;
    for (const client of [reseller, admin]) {
      const answer = await client.post(`/customers/${id}`, { intent: 'deactivate' });
      expect([answer.status, await answer.text()]).toEqual([
        409,
        expect.stringContaining('This is the account of a reseller'),
      ]);
    }
    expect((await reseller.post(`/customers/${id}`, { intent: 'constructor' })).status).toBe(400);
  });
});

describe('the list', () => {
  it('is that of the viewer, found by every word of name, number, city or e-mail', async () => {
    await add(reseller, { number: 'Q-77', name: 'Suchwort Käserei 50%', city: 'Einsiedeln' });
    await add(other, { number: 'Q-77', name: 'Suchwort Fremd' });
    for (const q of ['suchwort', 'KÄSEREI suchwort', 'q-77', 'einsiedeln käs', '50%'])
      expect([q, namesIn(await page(reseller, `/customers?${new URLSearchParams({ q })}`))]).toEqual([
        q,
        ['Suchwort Käserei 50%'],
      ]);
    for (const q of ['5_%', 'suchwort fremd', 'q-77 bern'])
      expect(namesIn(await page(reseller, `/customers?${new URLSearchParams({ q })}`))).toEqual([]);
    expect(namesIn(await page(admin, '/customers?q=suchwort'))).toEqual([
      'Suchwort Fremd',
      'Suchwort Käserei 50%',
    ]);
  });

  it('of thousands is paged without gaps in both directions, and quick', async () => {
    const { id: resellerId } = app.world.companies.otherReseller;
    await execute(
      app.databaseUrl,
      `INSERT INTO companies (number, kind, reseller_id, name, email, phone, street, postal_code, city, country)
       SELECT 'V-' || n, 'customer', ${resellerId}, 'Viele ' || n % 60, '', '', '', '', '', 'CH' FROM generate_series(1, 10000) n`,
    );
    const seen: string[] = [];
    let path: string | undefined = '/customers?q=Viele+1';
    const started = performance.now();
    let pages = 0;
    for (; path && pages < 6; pages += 1) {
      const html = await page(other, path);
      seen.push(...idsIn(html));
      path = /rel="next"[^>]*href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    const each = (performance.now() - started) / pages;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(50 * 6);
    expect(each).toBeLessThan(1000);
    const sorted = await app.db.company.findMany({
      where: { id: { in: seen.map(Number) } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    expect(sorted.map(({ id }) => String(id))).toEqual(seen);
    const back = await page(other, `/customers?q=Viele+1&before=${seen[100]}`);
    expect(idsIn(back)).toEqual(seen.slice(50, 100));
    for (const odd of ['after=0', 'after=999999999', 'before=x', 'after=1&before=2', 'state=constructor'])
      expect([odd, (await other.get(`/customers?${odd}`)).status]).toEqual([odd, 200]);
  });

  it('leads to exactly the orders of a customer, and tells nothing of a stranger’s', async () => {
    const { id } = await add(reseller, { number: 'L-1', name: 'Listen AG' });
    await add(reseller, { number: 'L-12', name: 'Listen AG Zwei' });
    const number = await placeOrder(app, reseller, { customer: 'L-1', intent: 'create' });
    const near = await placeOrder(app, reseller, { customer: 'L-12', intent: 'create' });
    expect(await page(reseller, `/customers/${id}`)).toContain(`/orders?customer=${id}`);
    const list = await page(reseller, `/orders?customer=${id}`);
    expect([list.includes(number), list.includes(near)]).toEqual([true, false]);
    const exported = await page(reseller, `/orders/export.csv?scope=list&customer=${id}`);
    expect([exported.includes(number), exported.includes(near)]).toEqual([true, false]);
    const strange = await page(other, `/orders?customer=${id}`);
    expect([strange.includes(number), strange.includes('Listen AG')]).toEqual([false, false]);
  });
});
