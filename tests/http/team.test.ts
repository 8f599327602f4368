import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '~/domain/auth/password.server';
import { startApp, type TestApp } from '../support/app';
import { type Client, placeOrder, sessionCookieFor, signIn, visitor } from '../support/client';
import { eventually } from '../support/eventually';

const PASSWORD = 'Regenschirm im Schnee';

let app: TestApp;
let admin: Client;
let reseller: Client;

beforeAll(async () => {
  app = await startApp({ jobs: true });
  await app.db.user.updateMany({ data: { passwordHash: await hashPassword(PASSWORD) } });
  admin = await signIn(app, 'administrator');
  reseller = await signIn(app, 'reseller');
});
afterAll(() => app?.close());
afterEach(() => app.db.rateLimit.deleteMany());

/** The mail of this kind that was sent last to an address, as text. */
async function mailTo(recipient: string, template: string): Promise<string> {
  const mail = await eventually(() =>
    app.db.mail.findFirst({ where: { recipient, template, state: 'sent' }, orderBy: { id: 'desc' } }),
  );
  const file = readFileSync(path.join(app.dataDir, 'files', mail.storageKey ?? ''));
  return (await PostalMime.parse(file)).text ?? '';
}

/** The path of the one-time link in a text. */
const linkIn = (text: string) =>
  /\/(?:invitation|confirm-email|reset-password)\/[\w-]{43}/.exec(text)?.[0] ?? '';

/** Invites somebody over HTTP. @returns the status, where it leads, and the invitation if there is one */
async function invite(client: Client, base: string, fields: Record<string, string>) {
  const answer = await client.post(`${base}/new`, { name: 'Neue Person', locale: '', ...fields });
  const to = answer.headers.get('Location') ?? '';
  const id = Number(/\/invitations\/(\d+)/.exec(to)?.[1] ?? 0);
  return { status: answer.status, to, id, text: await answer.text() };
}

const userBy = (email: string) => app.db.user.findUnique({ where: { email }, include: { locations: true } });
const user = (person: keyof TestApp['world']['users']) => app.world.users[person];

/** Adds a person with a session to the world. */
async function addPerson(email: string, role: string, companyId: number | null = null) {
  const passwordHash = await hashPassword(PASSWORD);
  const person = await app.db.user.create({ data: { email, name: email, role, companyId, passwordHash } });
  const client = visitor(app);
  const [name, value] = await sessionCookieFor(app, person.id);
  client.cookies.set(name, value);
  return { ...person, client };
}

describe('inviting', () => {
  it('leads from the mail to the first page, signed in, once', async () => {
    const email = 'neu@handel.test';
    const { to, id } = await invite(reseller, '/people', { email, name: ' Nina Neu ', locale: 'de' });
    expect(to).toBe(`/people/invitations/${id}?sent`);
    expect(await userBy(email)).toBeNull();
    expect(await (await reseller.get('/people?state=invited')).text()).toContain('Nina Neu');
    const mail = await mailTo(email, 'invitation');
    expect(mail).toContain('Handel AG');
    const link = linkIn(mail);
    const guest = visitor(app);
    expect(await (await guest.get(link)).text()).toContain('Nina Neu');
    expect((await guest.post(link, { password: 'kurz', repeat: 'kurz' })).status).toBe(422);
    const accepted = await guest.post(link, { password: PASSWORD, repeat: PASSWORD });
    expect([accepted.status, accepted.headers.get('Location')]).toEqual([302, '/']);
    expect((await guest.get('/account')).status).toBe(200);
    expect(await userBy(email)).toMatchObject({
      ...{ name: 'Nina Neu', role: 'reseller', companyId: app.world.companies.reseller.id, locale: 'de' },
      active: true,
    });
    const again = await visitor(app).post(link, { password: PASSWORD, repeat: PASSWORD });
    expect([again.status, (await visitor(app).get(link)).status]).toEqual([404, 404]);
    const types = (await app.db.event.findMany({ where: { type: { startsWith: 'person.' } } })).map(
      ({ type }) => type,
    );
    expect(types).toEqual(expect.arrayContaining(['person.invited', 'person.joined']));
  });

  it('of one link used twice at once makes one person', async () => {
    const email = 'zugleich@handel.test';
    await invite(reseller, '/people', { email });
    const link = linkIn(await mailTo(email, 'invitation'));
    const answers = await Promise.all(
      [1, 2].map(() => visitor(app).post(link, { password: PASSWORD, repeat: PASSWORD })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404]);
  });

  it('of the same form twice makes one invitation', async () => {
    const fields = { email: 'doppelt@handel.test' };
    const [one, two] = await Promise.all([
      invite(reseller, '/people', fields),
      invite(reseller, '/people', fields),
    ]);
    expect(one.id).toBe(two.id);
    expect([one.to, two.to].filter((to) => to.endsWith('?known'))).toHaveLength(1);
    expect(await app.db.event.count({ where: { data: { path: ['email'], equals: fields.email } } })).toBe(1);
  });

  it('does not tell a reseller who has an account elsewhere; its owner is told by mail', async () => {
    const { email, name } = user('customer');
    const known = await invite(reseller, '/people', { email });
    const unknown = await invite(reseller, '/people', { email: 'gibt-es-nicht@people.test' });
    expect([known.status, known.to.endsWith('?sent')]).toEqual([unknown.status, true]);
    const list = await (await reseller.get('/people?state=invited')).text();
    expect(list).toContain(email);
    expect(list).not.toContain(name === 'customer' ? 'Muster AG' : name);
    const mail = await mailTo(email, 'invitation');
    expect(mail).toContain('account with this address already');
    expect(linkIn(mail)).toBe('');
    const colleague = await invite(reseller, '/people', { email: user('reseller').email });
    expect([colleague.status, colleague.text]).toEqual([
      422,
      expect.stringContaining('this address already'),
    ]);
  });

  it('again makes the link before useless; withdrawn no link works', async () => {
    const email = 'zweimal@handel.test';
    const { id } = await invite(reseller, '/people', { email });
    const first = linkIn(await mailTo(email, 'invitation'));
    await app.db.invitation.update({ where: { id }, data: { sentAt: new Date(Date.now() - 120_000) } });
    await reseller.post(`/people/invitations/${id}`, { intent: 'again' });
    const second = await eventually(async () => {
      const link = linkIn(await mailTo(email, 'invitation'));
      return link === first ? null : link;
    });
    expect((await visitor(app).get(first)).status).toBe(404);
    expect((await visitor(app).get(second)).status).toBe(200);
    const withdrawn = await reseller.post(`/people/invitations/${id}`, { intent: 'withdraw' });
    expect(withdrawn.headers.get('Location')).toBe('/people?state=invited&withdrawn');
    expect((await visitor(app).get(second)).status).toBe(404);
  });

  it('by somebody who is gone, or no longer may, opens nothing until another sends it', async () => {
    const chief = await addPerson('chefin@operator.test', 'administrator');
    const email = 'hintertür@operator.test';
    const { id } = await invite(chief.client, '/admin/people', { email, role: 'administrator' });
    const link = linkIn(await mailTo(email, 'invitation'));
    const opens = async () => (await visitor(app).get(link)).status;
    expect(await opens()).toBe(200);
    await app.db.user.update({ where: { id: chief.id }, data: { role: 'technician' } });
    expect(await opens()).toBe(404);
    await app.db.user.update({ where: { id: chief.id }, data: { role: 'administrator' } });
    await admin.post(`/admin/people/${chief.id}`, { intent: 'deactivate' });
    const password = 'Regenschirm im Nebel';
    expect((await visitor(app).post(link, { password, repeat: password })).status).toBe(404);
    expect(await userBy(email)).toBeNull();
    await app.db.invitation.update({ where: { id }, data: { sentAt: new Date(Date.now() - 120_000) } });
    await admin.post(`/admin/people/invitations/${id}`, { intent: 'again' });
    const sent = await app.db.invitation.findUniqueOrThrow({ where: { id } });
    expect(sent.invitedById).toBe(user('administrator').id);
  });

  it('of an account that nobody came into yet is a link to choose a password, until somebody did', async () => {
    const email = 'frisch@handel.test';
    const companyId = app.world.companies.reseller.id;
    const { id } = await app.db.user.create({
      data: { email, name: 'Franz Frisch', role: 'reseller', companyId },
    });
    const at = `/people/${id}`;
    const offered = async () => (await (await reseller.get(at)).text()).includes('value="link"');
    const press = async () => (await reseller.post(at, { intent: 'link' })).status;
    expect([await offered(), await press(), await press()]).toEqual([true, 302, 302]);
    const first = linkIn(await mailTo(email, 'invitation'));
    expect(await app.db.event.count({ where: { type: 'person.link_sent' } })).toBe(1);
    expect((await visitor(app).get(first)).status).toBe(200);
    await app.db.user.update({ where: { id }, data: { invitedAt: new Date(Date.now() - 120_000) } });
    expect((await admin.post(`/admin${at}`, { intent: 'link' })).status).toBe(302);
    const second = await eventually(async () => {
      const link = linkIn(await mailTo(email, 'invitation'));
      return link === first ? null : link;
    });
    expect((await visitor(app).get(first)).status).toBe(404);
    const chosen = await visitor(app).post(second, { password: PASSWORD, repeat: PASSWORD });
    expect(chosen.status).toBe(302);
    expect([await offered(), await press()]).toEqual([false, 409]);
  });

  it('by an administrator puts somebody where the form says', async () => {
    const email = 'technik@operator.test';
    const bare = await invite(admin, '/admin/people', { email, role: 'technician' });
    expect([bare.status, bare.text]).toEqual([422, expect.stringContaining('at least one service location')]);
    for (const company of ['', 'R-99', 'P-1']) {
      const wrong = await invite(admin, '/admin/people', { email, role: 'reseller', company });
      expect([company, wrong.status]).toEqual([company, 422]);
    }
    const locations = String(app.world.there.id);
    await invite(admin, '/admin/people', { email, role: 'technician', locations });
    const link = linkIn(await mailTo(email, 'invitation'));
    await visitor(app).post(link, { password: PASSWORD, repeat: PASSWORD });
    expect(await userBy(email)).toMatchObject({
      ...{ role: 'technician', companyId: null },
      locations: [{ locationId: app.world.there.id }],
    });
  });
});

describe('who looks after whom', () => {
  it('another company’s people and invitations do not exist', async () => {
    const other = await signIn(app, 'otherReseller');
    const { id } = await invite(other, '/people', { email: 'fremd@anderer.test' });
    const foreign = [`/people/${user('otherReseller').id}`, `/people/invitations/${id}`];
    for (const at of [...foreign, '/people/999999', `/people/${user('customer').id}`]) {
      expect([at, (await reseller.get(at)).status]).toEqual([at, 404]);
      for (const intent of ['save', 'deactivate', 'withdraw', 'again', 'end-sessions', 'email']) {
        const answer = await reseller.post(at, { intent, name: 'Übernommen', locale: '', email: 'x@y.test' });
        expect([at, intent, answer.status]).toEqual([at, intent, 404]);
      }
    }
    expect(await userBy(user('otherReseller').email)).toMatchObject({ name: 'other-reseller', active: true });
    expect(await app.db.invitation.count({ where: { id } })).toBe(1);
    const list = await (await reseller.get(`/people?company=${app.world.companies.otherReseller.id}`)).text();
    expect(list).not.toContain('other-reseller');
  });

  it('a company’s people cannot change roles, addresses or second factors', async () => {
    const colleague = await addPerson('kollege@handel.test', 'reseller', app.world.companies.reseller.id);
    const at = `/people/${colleague.id}`;
    await reseller.post(at, {
      ...{ intent: 'save', name: 'Kollege', locale: 'en' },
      ...{ role: 'administrator', company: 'C-1', email: 'x@y.test' },
    });
    expect(await userBy(colleague.email)).toMatchObject({ name: 'Kollege', role: 'reseller' });
    for (const intent of ['email', 'email-withdraw', 'reset-factor', 'end-sessions'])
      expect([intent, (await reseller.post(at, { intent, email: 'neu@y.test' })).status]).toEqual([
        intent,
        404,
      ]);
    expect((await colleague.client.get('/account')).status).toBe(200);
  });

  it('the list finds people by name, company, role and state', async () => {
    const names = async (query: string) => {
      const html = await (await admin.get(`/admin/people?${query}`)).text();
      return [...html.matchAll(/<a[^>]*class="row-link"[^>]*>([^<]*)</g)].map(([, name]) => name);
    };
    expect(await names('q=other-rese')).toEqual(['other-reseller']);
    expect(await names('q=Anderer+Handel')).toEqual(['other-reseller']);
    expect(await names('role=partner')).toEqual(['other-partner', 'partner']);
    expect(await names(`company=${app.world.companies.partner.id}`)).toEqual(['partner']);
    expect(await names('q=%25')).toEqual([]);
  });
});

describe('a session that was proved long ago', () => {
  it('gives nobody rights before it is proved anew; what was typed stays', async () => {
    const old = await addPerson('alt@operator.test', 'administrator');
    const person = await addPerson('ziel@operator.test', 'administrator');
    await app.db.session.updateMany({ where: { userId: old.id }, data: { provedAt: new Date(0) } });
    const email = 'angreifer@operator.test';
    const invited = await invite(old.client, '/admin/people', { email, role: 'administrator' });
    expect(invited.to).toBe('/account/confirm?redirectTo=%2Fadmin%2Fpeople%2Fnew');
    expect(await app.db.invitation.count({ where: { email } })).toBe(0);
    expect(await (await old.client.get('/admin/people/new')).text()).toContain(email);
    const at = `/admin/people/${person.id}`;
    const save = { intent: 'save', name: 'Ziel', locale: '', role: 'technician', company: '', locations: '' };
    const forms: Record<string, string>[] = [save, { intent: 'email', email }];
    for (const form of [...forms, { intent: 'reset-factor' }, { intent: 'activate' }])
      expect((await old.client.post(at, form)).headers.get('Location')).toMatch(/^\/account\/confirm\?/);
    expect((await userBy(person.email))?.role).toBe('administrator');
    expect((await person.client.get('/account')).status).toBe(200);
    expect((await old.client.post(at, { intent: 'end-sessions' })).headers.get('Location')).toBe(
      `${at}?done=end-sessions`,
    );
    await app.db.user.updateMany({ where: { id: { in: [old.id, person.id] } }, data: { active: false } });
  });
});

describe('deactivating', () => {
  it('ends session and key at once, and hands open orders over', async () => {
    const person = await addPerson('geht@operator.test', 'technician');
    const { here, there } = app.world;
    for (const { id } of [here, there])
      await app.db.userLocation.create({ data: { userId: person.id, locationId: id } });
    const { createApiKey } = await import('../../app/domain/api/keys.server');
    const { key } = await createApiKey(person.email, 'Test', []);
    const api = async () =>
      (await fetch(`${app.url}/api/v1/orders`, { headers: { Authorization: `Bearer ${key}` } })).status;
    const customer = await signIn(app, 'customer');
    const numbers = [await placeOrder(app, customer), await placeOrder(app, customer)];
    await app.db.order.updateMany({
      where: { number: { in: numbers } },
      data: { assigneeId: person.id, status: 'received', stage: 'at_location' },
    });
    await app.db.order.update({ where: { number: numbers[1] ?? '' }, data: { locationId: there.id } });
    expect([(await person.client.get('/account')).status, await api()]).toEqual([200, 200]);
    const at = `/admin/people/${person.id}`;
    expect(await (await admin.get(at)).text()).toContain(numbers[0]);
    await admin.post(at, { intent: 'deactivate', handOver: String(user('technician').id) });
    expect([(await person.client.get('/account')).status, await api()]).toEqual([302, 401]);
    const orders = await app.db.order.findMany({
      where: { number: { in: numbers } },
      orderBy: { id: 'asc' },
    });
    expect(orders.map(({ assigneeId }) => assigneeId)).toEqual([user('technician').id, null]);
    await admin.post(at, { intent: 'activate' });
    // The way in is open again, but what ended stays ended.
    expect([(await person.client.get('/account')).status, await api()]).toEqual([302, 401]);
    const back = await visitor(app).post('/login', { email: person.email, password: PASSWORD });
    expect(back.status).toBe(302);
    const said = await app.db.event.findMany({
      where: { data: { path: ['personId'], equals: person.id } },
      orderBy: { id: 'asc' },
    });
    expect(said.map(({ type }) => type)).toEqual(['person.deactivated', 'person.reactivated']);
  });

  it('nobody deactivates or demotes themselves, and of two administrators at once one stays', async () => {
    const own = `/admin/people/${user('administrator').id}`;
    const self = await admin.post(own, { intent: 'deactivate' });
    expect([self.status, await self.text()]).toEqual([409, expect.stringContaining('Nobody deactivates')]);
    const demoted = { intent: 'save', name: 'A', locale: '', role: 'customer', company: 'C-1' };
    expect((await admin.post(own, demoted)).status).toBe(409);
    for (let round = 0; round < 4; round++) {
      const second = await addPerson(`zweite-${round}@operator.test`, 'administrator');
      const [one, other] = await Promise.all([
        admin.post(`/admin/people/${second.id}`, { intent: 'deactivate' }),
        second.client.post(own, round % 2 ? demoted : { intent: 'deactivate' }),
      ]);
      const left = await app.db.user.findMany({ where: { role: 'administrator', active: true } });
      expect([round, left.length, [one.status, other.status].sort()]).toEqual([round, 1, [302, 409]]);
      // For the next round the first one is there again.
      await app.db.user.update({
        where: { id: user('administrator').id },
        data: { role: 'administrator', companyId: null, active: true },
      });
      await app.db.user.updateMany({ where: { id: second.id }, data: { active: false } });
      admin = await signIn(app, 'administrator');
    }
  });
});

describe('another place', () => {
  it('with a new role the person signs in again and keys end; every change is in the events', async () => {
    const person = await addPerson('wechselt@operator.test', 'technician');
    await app.db.userLocation.create({ data: { userId: person.id, locationId: app.world.here.id } });
    const at = `/admin/people/${person.id}`;
    const fields = {
      intent: 'save',
      name: 'Wechselt',
      locale: 'de',
      role: 'partner',
      company: 'P-2 · Montage Süd',
    };
    expect((await admin.post(at, fields)).headers.get('Location')).toBe(`${at}?done=save`);
    expect((await person.client.get('/account')).status).toBe(302);
    const { otherPartner } = app.world.companies;
    expect(await userBy(person.email)).toMatchObject({
      role: 'partner',
      companyId: otherPartner.id,
      locations: [],
    });
    const before = await app.db.event.count({ where: { type: 'person.changed' } });
    await admin.post(at, fields);
    expect(await app.db.event.count({ where: { type: 'person.changed' } })).toBe(before);
    const event = await app.db.event.findFirst({
      where: { type: 'person.changed' },
      orderBy: { id: 'desc' },
    });
    expect(event).toMatchObject({
      actorId: user('administrator').id,
      data: {
        changes: {
          role: { from: 'technician', to: 'partner' },
          companyId: { from: null, to: otherPartner.id },
        },
      },
    });
  });

  it('a new address counts once it is confirmed, and the old one is told', async () => {
    const person = await addPerson('alt@handel.test', 'reseller', app.world.companies.reseller.id);
    const at = `/admin/people/${person.id}`;
    const taken = await admin.post(at, { intent: 'email', email: user('customer').email });
    expect([taken.status, await taken.text()]).toEqual([
      422,
      expect.stringContaining('this address already'),
    ]);
    await admin.post(at, { intent: 'email', email: ' NEU-Adresse@handel.test' });
    expect(await mailTo('alt@handel.test', 'email-change-notice')).toContain('neu-adresse@handel.test');
    const link = linkIn(await mailTo('neu-adresse@handel.test', 'email-change'));
    expect(await userBy('alt@handel.test')).not.toBeNull();
    expect((await visitor(app).get(link)).status).toBe(200);
    const answers = await Promise.all([1, 2].map(() => visitor(app).post(link, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404]);
    expect([await userBy('alt@handel.test'), (await userBy('neu-adresse@handel.test'))?.id]).toEqual([
      null,
      person.id,
    ]);
    const login = (email: string) => visitor(app).post('/login', { email, password: PASSWORD });
    expect((await login('neu-adresse@handel.test')).status).toBe(302);
    expect((await login('alt@handel.test')).status).toBe(400);
    expect((await visitor(app).get(link)).status).toBe(404);
  });
});

describe('companies and places', () => {
  const place = { street: 'Weg 1', postalCode: '8000', city: 'Zürich', country: 'CH' };
  const form = (more: Record<string, string> = {}) => ({
    ...{ name: 'Neu AG', email: '', phone: '', vatId: '', currency: 'CHF', locale: 'de', number: '' },
    ...{ ...place, submissionKey: randomUUID() },
    ...more,
  });
  const created = async (more: Record<string, string>) => {
    const answer = await admin.post('/admin/companies/new', form(more));
    const id = Number(/companies\/(\d+)/.exec(answer.headers.get('Location') ?? '')?.[1] ?? 0);
    return { id, status: answer.status, row: await app.db.company.findUnique({ where: { id } }) };
  };

  it('a company gets the next number of its kind, once however often the form is sent', async () => {
    for (const [kind, number] of [
      ['partner', 'P-3'],
      ['reseller', 'R-3'],
      ['customer', 'C-3'],
    ] as const) {
      const key = { submissionKey: randomUUID() };
      const [one, two] = [await created({ kind, ...key }), await created({ kind, ...key })];
      expect([kind, one.row?.number, one.id]).toEqual([kind, number, two.id]);
    }
    expect((await created({ kind: 'customer', number: 'r-1' })).status).toBe(422);
    expect((await created({ kind: 'operator' })).status).toBe(422);
  });

  it('what changes of a company is in the events, from and to', async () => {
    const { id } = app.world.companies.otherReseller;
    const rights = { name: 'Anderer Handel', limit: '50', deliveryAllowed: 'on', prospect: 'on' };
    await admin.post(`/admin/companies/${id}/edit`, form(rights));
    const row = await app.db.company.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      deliveryAllowed: true,
      prospect: false,
      autoApproveMinor: 5000,
      number: 'R-2',
    });
    const event = await app.db.event.findFirst({ where: { type: 'company.changed', companyId: id } });
    expect(event?.data).toMatchObject({
      changes: {
        deliveryAllowed: { from: false, to: true },
        autoApproveMinor: { from: null, to: 5000 },
      },
    });
  });

  it('a deactivated company’s people are out at once, sessions and keys, and may come back', async () => {
    const { id } = app.world.companies.otherPartner;
    const partner = await signIn(app, 'otherPartner');
    const { createApiKey } = await import('../../app/domain/api/keys.server');
    await createApiKey(user('otherPartner').email, 'Test', []);
    expect((await partner.get('/people')).status).toBe(200);
    await admin.post(`/admin/companies/${id}`, { intent: 'deactivate' });
    expect((await partner.get('/people')).status).toBe(302);
    const login = () =>
      visitor(app).post('/login', { email: user('otherPartner').email, password: PASSWORD });
    expect((await login()).status).toBe(400);
    await admin.post(`/admin/companies/${id}`, { intent: 'activate' });
    expect([(await partner.get('/people')).status, (await login()).status]).toEqual([302, 302]);
    expect(await app.db.apiKey.count({ where: { user: { companyId: id }, revokedAt: null } })).toBe(0);
  });

  it('a location with open orders, and the last one, stay open', async () => {
    const { here, there } = app.world;
    const fields = (location: typeof here, more: Record<string, string> = {}) => ({
      ...{ code: location.code, name: location.name, ...place, country: location.country },
      ...{ region: location.region ?? '', timeZone: location.timeZone, closesAt: '17:00' },
      ...more,
    });
    const close = async (location: typeof here) => {
      const answer = await admin.post(`/admin/locations/${location.id}`, fields(location));
      return [answer.status, await answer.text()] as const;
    };
    expect(await close(here)).toEqual([422, expect.stringContaining('open here')]);
    await app.db.order.updateMany({
      data: { stage: 'completed', status: 'cancelled', completedAt: new Date() },
    });
    const answers = await Promise.all([close(here), close(there)]);
    expect(answers.map(([status]) => status).sort()).toEqual([302, 422]);
    expect(await app.db.location.count({ where: { active: true } })).toBe(1);
    for (const [more, sentence] of [
      [{ region: 'XX' }, 'region'],
      [{ timeZone: 'Mars/Olympus' }, 'choose one'],
      [{ code: there.code.toUpperCase() }, 'has this code'],
    ] as const) {
      const answer = await admin.post(`/admin/locations/${here.id}`, fields(here, { active: 'on', ...more }));
      expect([more, answer.status]).toEqual([more, 422]);
      expect(await answer.text()).toContain(sentence);
    }
  });

  it('a way of sending is added once under a code and known carriers only', async () => {
    const way = { code: 'Kurier', nameEn: 'Courier', nameDe: 'Kurier', carrier: 'dhl', active: 'on' };
    const add = (more = {}) => admin.post('/admin/shipping-methods/new', { ...way, ...more });
    expect((await add()).status).toBe(302);
    expect([(await add({ code: 'KURIER' })).status, (await add({ code: 'x', carrier: 'x' })).status]).toEqual(
      [422, 422],
    );
    expect(await (await admin.get('/admin/shipping-methods')).text()).toContain('DHL');
    const events = await app.db.event.findMany({ where: { type: 'setup.shipping_method_added' } });
    expect(events).toHaveLength(1);
  });
});
