import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asker, codeOf, keyed, type Program, pointers, program, send } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type Client, messageForm, placeOrder, signIn } from '../support/client';
import { eventually } from '../support/eventually';
import { accepting, addDevice, beginBasket, makeOffer, makePlan } from '../support/offers';
import { sellOnsite } from '../support/onsite';
import { type Received, type Receiver, startReceiver } from '../support/receiver';
import type { Person } from '../support/world';

let app: TestApp;
let receiver: Receiver;
let clients: Record<
  'reseller' | 'otherReseller' | 'customer' | 'partner' | 'technician' | 'administrator',
  Client
>;
let portal: Awaited<ReturnType<typeof loadPortal>>;

async function loadPortal() {
  const { sendWebhook } = await import('~/domain/webhooks/send-webhook.server');
  const { cleanUpWebhooks, requeueWebhooks } = await import('~/domain/webhooks/clean-up.server');
  const { queueWebhooks } = await import('~/domain/webhooks/queue-webhooks.server');
  const { postOutside } = await import('~/platform/post-outside.server');
  const { startJobs } = await import('~/platform/jobs.server');
  return { sendWebhook, cleanUpWebhooks, requeueWebhooks, queueWebhooks, postOutside, startJobs };
}

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ jobs: true, env: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } });
  portal = await loadPortal();
  const people = ['reseller', 'otherReseller', 'customer', 'partner', 'technician', 'administrator'] as const;
  const signedIn = people.map(async (person) => [person, await signIn(app, person)] as const);
  clients = Object.fromEntries(await Promise.all(signedIn)) as typeof clients;
});
afterAll(async () => {
  await receiver?.close();
  await app?.close();
});

/** Adds an endpoint by the page. @returns its address and its secret */
async function addEndpoint(person: keyof typeof clients, path: string, types: string[] = []) {
  const ticks = Object.fromEntries(types.map((type) => [type.replace('.', '_'), 'on']));
  const added = await clients[person].post('/webhooks/new', { url: receiver.url + path, ...ticks });
  const at = added.headers.get('Location')?.split('?')[0] ?? '';
  expect(at).toMatch(/^\/webhooks\/\d+$/);
  const page = await (await clients[person].post(at, { intent: 'secret' })).text();
  const secret = /whsec_[\w+/=]{44}/.exec(page)?.[0] ?? '';
  return { at, id: Number(at.split('/').at(-1)), secret };
}

const parsed = (one: Received) => JSON.parse(one.body) as { type: string; data: Record<string, never> };

/** What came to a path of these types, once there are so many. */
function told(path: string, type: string, count = 1) {
  return eventually(async () => {
    const found = receiver.at(path).filter((one) => parsed(one).type === type);
    return found.length >= count ? found : null;
  });
}

const messagesOf = (endpointId: number) =>
  app.db.webhookMessage.findMany({
    where: { endpointId },
    orderBy: { id: 'asc' },
    include: { attempts: { orderBy: { id: 'asc' } } },
  });

/** The only message of an endpoint, once it stands so. */
const settled = (endpointId: number, state: string, tries = 1) =>
  eventually(async () => {
    const [message] = await messagesOf(endpointId);
    // A message and its attempts are read one after the other.
    const counted = message && message.tries >= Math.min(tries, 1) && message.attempts.length >= tries;
    return counted && message.state === state ? message : null;
  });

/** Whether everything of an endpoint was sent. */
const settledAll = async (endpointId: number) =>
  (await messagesOf(endpointId)).every(({ state }) => state === 'sent');

const remove = (at: string, person: keyof typeof clients = 'reseller') =>
  clients[person].post(at, { intent: 'remove' });

/** An order of the reseller for its customer. */
const placeResale = () =>
  placeOrder(app, clients.reseller, {
    intent: 'create',
    customer: app.world.companies.resellersCustomer.number,
  });

describe('an endpoint', () => {
  it('is told of what its person sees, signed, and of nothing else', async () => {
    const own = await addEndpoint('reseller', '/own');
    const other = await addEndpoint('otherReseller', '/other');
    const forPartner = await addEndpoint('partner', '/partner');
    const number = await placeResale();
    const strange = await placeOrder(app, clients.customer);
    await clients.technician.post(`/orders/${number}`, messageForm('internal_note', 'Interna'));
    await clients.technician.post(`/orders/${number}`, messageForm('public_note', 'Oeffentlich'));
    const onsite = await sellOnsite(app, clients.administrator, app.world.companies.partner.id, {});
    const [created] = await told('/own', 'order.created');
    if (!created) throw new Error('Nothing came');
    const data = new Webhook(own.secret).verify(created.body, created.headers) as {
      type: string;
      timestamp: string;
      data: { order: { number: string; money: object | null } };
    };
    expect(data).toMatchObject({ type: 'order.created', data: { order: { number, status: 'confirmed' } } });
    expect(data.data.order.money).not.toBeNull();
    expect(created.headers['webhook-id']).toMatch(/^msg_[0-9a-z]{33}$/);
    expect(() => new Webhook(other.secret).verify(created.body, created.headers)).toThrow();
    const [note] = await told('/own', 'order.message_added');
    expect(note?.body).toContain('Oeffentlich');
    const [assigned] = await told('/partner', 'order.assigned');
    expect(assigned && parsed(assigned).data).toMatchObject({ order: { number: onsite, money: null } });
    await Promise.all([remove(own.at), remove(other.at, 'otherReseller'), remove(forPartner.at, 'partner')]);
    const everything = receiver.received.map(({ path, body }) => `${path} ${body}`).join('\n');
    expect(receiver.at('/other')).toEqual([]);
    expect(everything).not.toContain('Interna');
    expect(everything).not.toContain(strange);
    expect(receiver.at('/partner').some(({ body }) => body.includes(number))).toBe(false);
  });

  it('is told once by two workers, and of the chosen kinds alone', async () => {
    const { tasks } = (await import('~/worker.server')) as { tasks: Parameters<typeof portal.startJobs>[0] };
    const second = await portal.startJobs(tasks, '');
    const { at, id } = await addEndpoint('reseller', '/two', ['order.created']);
    try {
      const numbers: string[] = [];
      for (let index = 0; index < 4; index++) numbers.push(await placeResale());
      await clients.technician.post(`/orders/${numbers[0]}`, messageForm('message', 'Nicht gewollt'));
      await eventually(async () =>
        (await messagesOf(id)).filter(({ state }) => state === 'sent').length === 4 ? true : null,
      );
      const order = await app.db.order.findUniqueOrThrow({ where: { number: numbers[0] ?? '' } });
      const event = await app.db.event.findFirstOrThrow({
        where: { type: 'order.confirmed', orderId: order.id },
      });
      await Promise.all([portal.queueWebhooks(event), portal.queueWebhooks(event)]);
    } finally {
      await second.stop();
    }
    expect(receiver.at('/two').length).toBe(4);
    expect(new Set(receiver.at('/two').map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    await remove(at);
  });

  it('gets the same message again after a failure, by the schedule, and is marked meanwhile', async () => {
    receiver.answer('/flaky', { status: 500, body: 'kaputt\0' }, { status: 200, body: 'ja' });
    const { at, id } = await addEndpoint('reseller', '/flaky', ['order.created']);
    await placeResale();
    const waiting = await settled(id, 'queued');
    const pause = (waiting.nextAt?.getTime() ?? 0) - (waiting.attempts[0]?.at.getTime() ?? 0);
    expect(pause).toBeGreaterThanOrEqual(5000);
    expect(pause).toBeLessThan(7000);
    expect(await (await clients.reseller.get(at)).text()).toContain('The last tries have failed');
    await portal.sendWebhook({ messageId: waiting.id, failing: true });
    const sent = await settled(id, 'sent', 2);
    expect(sent.attempts.map(({ status }) => status)).toEqual([500, 200]);
    const ids = receiver.at('/flaky').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([waiting.id]));
    expect((await app.db.webhookEndpoint.findUniqueOrThrow({ where: { id } })).failingSince).toBeNull();
    const page = await (await clients.reseller.get(`${at}/messages/${sent.id}`)).text();
    for (const text of ['kaputt', '500', 'order.created']) expect(page).toContain(text);
    // A job that is run once more sends nothing once more.
    await portal.sendWebhook({ messageId: waiting.id, failing: true });
    expect(receiver.at('/flaky').length).toBe(2);
    await clients.reseller.post(`${at}/messages/${sent.id}`, {});
    await eventually(async () => (receiver.at('/flaky').length === 3 ? true : null));
    expect(receiver.at('/flaky').at(-1)?.headers['webhook-id']).toBe(sent.id);
    await remove(at);
  });

  it('that is gone is stopped, and its person told; then what has failed is sent again', async () => {
    receiver.answer('/gone', { status: 410 });
    const { at, id } = await addEndpoint('reseller', '/gone', ['order.created']);
    await placeResale();
    await settled(id, 'failed');
    const mail = await eventually(() => app.db.mail.findFirst({ where: { template: 'webhook-stopped' } }));
    expect([mail.recipient, mail.data]).toEqual([
      app.world.users.reseller.email,
      expect.objectContaining({ reason: 'gone' }),
    ]);
    expect(await (await clients.reseller.get(at)).text()).toContain('it answered that it is gone');
    expect((await clients.reseller.post(at, { intent: 'test' })).status).toBe(409);
    receiver.answer('/gone', { status: 204 });
    await clients.reseller.post(at, { intent: 'on' });
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const replayed = await clients.reseller.post(at, { intent: 'replay', since: day });
    expect(replayed.headers.get('Location')).toBe(`${at}?done=replayed&count=1`);
    await settled(id, 'sent');
    expect((await clients.reseller.post(at, { intent: 'replay', since: '2026-02-31' })).status).toBe(422);
    await remove(at);
  });

  it('that has failed for five days is stopped, and keeps what happens until it is back', async () => {
    receiver.answer('/dead', { status: 503, headers: { 'Retry-After': '3600' } });
    const { at, id } = await addEndpoint('reseller', '/dead', ['order.created']);
    await placeResale();
    const first = await settled(id, 'queued');
    expect(first.nextAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    await app.db.webhookEndpoint.update({
      where: { id },
      data: { failingSince: new Date(Date.now() - 5.1 * 86_400_000) },
    });
    await portal.sendWebhook({ messageId: first.id, failing: true });
    await settled(id, 'failed', 2);
    const stopped = await app.db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
    expect([stopped.active, stopped.stoppedBecause]).toEqual([false, 'failing']);
    await placeResale();
    await eventually(async () => ((await messagesOf(id)).length === 2 ? true : null));
    expect((await messagesOf(id)).map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(receiver.at('/dead').length).toBe(2);
    expect((await clients.reseller.post(at, { intent: 'remove' })).status).toBe(303);
    expect((await clients.reseller.get(at)).status).toBe(404);
  });

  it('that hangs holds up nobody', async () => {
    receiver.answer('/hang', 'hang');
    const hanging = await addEndpoint('reseller', '/hang', ['order.created']);
    const quick = await addEndpoint('reseller', '/quick', ['order.created']);
    const began = Date.now();
    for (let index = 0; index < 8; index++) await placeResale();
    await told('/quick', 'order.created', 8);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(receiver.at('/hang').length).toBe(1);
    await Promise.all([remove(hanging.at), remove(quick.at)]);
  });

  it('has a new secret while the old one still signs', async () => {
    const { at, secret } = await addEndpoint('reseller', '/rotate', ['quote.sent']);
    await clients.reseller.post(at, { intent: 'rotate', rotatedAfter: '' });
    await clients.reseller.post(at, { intent: 'rotate', rotatedAfter: '' });
    const page = await (await clients.reseller.post(at, { intent: 'secret' })).text();
    const fresh = /whsec_[\w+/=]{44}/.exec(page)?.[0] ?? '';
    expect(fresh).not.toBe(secret);
    await clients.reseller.post(at, { intent: 'test' });
    const [test] = await told('/rotate', 'webhook.test');
    for (const one of [secret, fresh]) new Webhook(one).verify(test?.body ?? '', test?.headers ?? {});
    await portal.cleanUpWebhooks(new Date(Date.now() + 25 * 3_600_000));
    await clients.reseller.post(at, { intent: 'test' });
    const [, later] = await told('/rotate', 'webhook.test', 2);
    expect(later?.headers['webhook-signature']).not.toContain(' ');
    new Webhook(fresh).verify(later?.body ?? '', later?.headers ?? {});
    await remove(at);
  });

  it('whose person is gone is told nothing', async () => {
    const { id } = await addEndpoint('otherReseller', '/left', ['order.created']);
    const { id: userId } = app.world.users.otherReseller;
    await app.db.user.update({ where: { id: userId }, data: { active: false } });
    const message = { id: `msg_${'1'.repeat(33)}`, endpointId: id, type: 'order.created', payload: {} };
    await app.db.webhookMessage.create({ data: message });
    await portal.sendWebhook({ messageId: message.id, failing: false });
    await settled(id, 'failed', 0);
    expect(receiver.at('/left')).toEqual([]);
    await app.db.user.update({ where: { id: userId }, data: { active: true } });
  });

  it('keeps messages for a month, and gives one without a job a new one', async () => {
    const { at, id } = await addEndpoint('reseller', '/kept', ['quote.sent']);
    const past = (days: number) => new Date(Date.now() - days * 86_400_000);
    const message = (mark: string, more: object) => ({
      ...{ id: `msg_${mark.repeat(33)}`, endpointId: id, type: 'quote.sent', payload: {}, ...more },
    });
    await app.db.webhookMessage.createMany({
      data: [
        message('2', { state: 'sent', createdAt: past(31) }),
        message('3', { state: 'sent', createdAt: past(29) }),
        message('4', { state: 'queued', nextAt: past(1) }),
      ],
    });
    await portal.cleanUpWebhooks();
    expect(await portal.requeueWebhooks()).toBe(1);
    await eventually(async () => (receiver.at('/kept').length === 1 ? true : null));
    expect((await messagesOf(id)).map(({ id: kept }) => kept[4])).toEqual(['3', '4']);
    await remove(at);
  });
});

describe('offers and contracts', () => {
  it('are told to the account whose they are, once and when they are out', async () => {
    const [own, other] = [
      await addEndpoint('reseller', '/deals'),
      await addEndpoint('otherReseller', '/none'),
    ];
    const plan = String(await makePlan(app));
    const offerOf = async (more: Record<string, string> = {}) => {
      const basket = await beginBasket(app, clients.reseller, app.world.companies.resellersCustomer.number);
      await addDevice(clients.reseller, basket, { plan });
      return makeOffer(clients.reseller, basket, more);
    };
    const draft = await offerOf({ send: '' });
    await clients.reseller.post(`/offers/${draft}`, { intent: 'withdraw' });
    const number = await offerOf();
    await clients.reseller.post(`/offers/${number}`, { intent: 'again' });
    await clients.reseller.post(`/offers/${number}/decide`, accepting('Rita'));
    const [decided] = (await told('/deals', 'offer.decided')) ?? [];
    const { offer } = parsed(decided as Received).data as unknown as { offer: Record<string, string[]> };
    expect(offer).toMatchObject({ number, state: 'accepted', decision: { outcome: 'accepted' } });
    expect([offer.orders?.length, offer.contracts?.length]).toEqual([2, 1]);
    const [contract = ''] = offer.contracts ?? [];
    await clients.reseller.post(`/contracts/${contract}`, { intent: 'notice', sure: 'on' });
    const changed = await told('/deals', 'contract.changed', 2);
    expect(changed.map((one) => parsed(one).data)).toMatchObject([
      { contract: { number: contract, version: 1, change: 'new', devices: 1, renews: true, offer: number } },
      { contract: { number: contract, version: 2, change: 'notice', renews: false, offer: null } },
    ]);
    await eventually(async () => ((await settledAll(own.id)) ? true : null));
    const deals = receiver.at('/deals').map((one) => [parsed(one).type, one.body.includes(number)] as const);
    expect(deals.filter(([type]) => type.startsWith('offer.')).sort()).toEqual([
      ['offer.decided', true],
      ['offer.sent', true],
    ]);
    expect(receiver.at('/none')).toEqual([]);
    await Promise.all([remove(own.at), remove(other.at, 'otherReseller')]);
  });
});

describe('the API', () => {
  it('adds, changes, rotates, replays and removes endpoints as their pages do', async () => {
    const { ask } = await asker(app);
    const [reseller, other, admin, technician, reading] = (await Promise.all([
      program(app, 'reseller'),
      program(app, 'otherReseller'),
      program(app, 'administrator'),
      program(app, 'technician', ['webhooks:read', 'webhooks:write']),
      program(app, 'reseller', ['webhooks:read']),
    ])) as [Program, Program, Program, Program, Program];
    const url = `${receiver.url}/api`;
    const body = { url, description: 'Lager', types: ['order.created'] };
    for (const [wrong, at] of [
      [{ ...body, url: 'https://10.0.0.1/' }, '#/url'],
      [{ ...body, types: ['order.created', 'settlement.created'] }, '#/types/1'],
    ] as const)
      expect(pointers(await ask(reseller, 'POST', '/webhooks', keyed(wrong)))).toEqual([at]);
    expect((await ask(technician, 'POST', '/webhooks', keyed(body))).status).toBe(404);
    expect((await ask(reading, 'POST', '/webhooks', keyed(body))).status).toBe(403);

    const sent = keyed(body);
    const made = await ask(reseller, 'POST', '/webhooks', sent);
    const { id, secret } = made.json as { id: number; secret: string };
    expect([made.status, secret]).toEqual([201, expect.stringMatching(/^whsec_[\w+/=]{44}$/)]);
    expect((await ask(reseller, 'POST', '/webhooks', sent)).text).toBe(made.text);
    const kept = await app.db.apiIdempotency.findMany();
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(codeOf(await ask(reseller, 'POST', '/webhooks', keyed(body)))).toBe('webhook_known');
    const at = `/webhooks/${id}`;
    expect((await ask(reading, 'GET', at)).json).toMatchObject({
      url,
      types: ['order.created'],
      active: true,
    });
    expect((await ask(reading, 'GET', at)).text).not.toContain('whsec_');
    for (const [who, method, path] of [
      [other, 'GET', at],
      [other, 'DELETE', at],
      [other, 'POST', `${at}/deactivate`],
      [other, 'GET', `${at}/deliveries`],
      [technician, 'GET', at],
    ] as const)
      expect([path, (await ask(who, method, path)).status]).toEqual([path, 404]);
    const lists = async (who: Program, query = '') => {
      const { webhooks } = (await ask(who, 'GET', `/webhooks${query}`)).json as {
        webhooks: { id: number }[];
      };
      return webhooks.some((one) => one.id === id);
    };
    expect([await lists(reseller), await lists(other, '?all=true')]).toEqual([true, false]);
    expect([await lists(admin), await lists(admin, '?all=true')]).toEqual([false, true]);

    const rotate = (who: Program, previousUntil: string | null) =>
      ask(who, 'POST', `${at}/secret`, keyed({ previousUntil }));
    expect((await rotate(admin, null)).status).toBe(404);
    const fresh = (await rotate(reseller, null)).json as { secret: string };
    expect(codeOf(await rotate(reseller, null))).toBe('webhook_rotated');
    const test = await ask(reseller, 'POST', `${at}/test`);
    const [came] = await told('/api', 'webhook.test');
    for (const one of [secret, fresh.secret]) new Webhook(one).verify(came?.body ?? '', came?.headers ?? {});
    const delivery = `${at}/deliveries/${(test.json as { id: string }).id}`;
    await settled(id, 'sent');
    expect((await ask(reseller, 'GET', delivery)).json).toMatchObject({
      ...{ state: 'sent', payload: { type: 'webhook.test' }, attempts: [{ status: 204 }] },
    });
    await ask(reseller, 'POST', `${delivery}/replay`);
    await told('/api', 'webhook.test', 2);
    expect((await ask(other, 'POST', `${delivery}/replay`)).status).toBe(404);

    expect((await ask(admin, 'POST', `${at}/deactivate`)).json).toMatchObject({ active: false });
    expect(codeOf(await ask(reseller, 'POST', `${at}/test`))).toBe('webhook_off');
    await app.db.webhookMessage.updateMany({ where: { endpointId: id }, data: { state: 'failed' } });
    await ask(reseller, 'POST', `${at}/activate`);
    const failed = await ask(reseller, 'GET', `${at}/deliveries?state=failed`);
    expect((failed.json as { deliveries: unknown[] }).deliveries).toMatchObject([
      { state: 'failed', tries: 2 },
    ]);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const replayed = await ask(reseller, 'POST', `${at}/replay`, { body: { since } });
    expect(replayed.json).toEqual({ count: 1 });
    await told('/api', 'webhook.test', 3);

    const changed = await ask(reseller, 'PUT', at, { body: { ...body, types: [] } });
    expect(changed.json).toMatchObject({ types: [], description: 'Lager' });
    expect((await ask(reseller, 'DELETE', at)).status).toBe(204);
    expect((await ask(reseller, 'DELETE', at)).status).toBe(404);
    const noted = await app.db.event.findMany({
      where: { type: { startsWith: 'webhook.' }, data: { path: ['endpointId'], equals: id } },
      orderBy: { id: 'asc' },
    });
    expect(noted.map(({ type }) => type.slice('webhook.'.length))).toEqual([
      ...['added', 'secret_shown', 'rotated', 'secret_shown'],
      ...['switched_off', 'switched_on', 'changed', 'removed'],
    ]);
  });
});

describe('addresses inside', () => {
  const faults = [
    ['ftp://hooks.example.com/', 'webhook_url'],
    ['http://hooks.example.com/', 'https'],
    ['https://me:secret@hooks.example.com/', 'user name'],
    ['https://hooks.example.com:25/', 'port'],
    ['https://localhost/', 'public host name'],
    ['https://10.1.2.3/', 'public host name'],
    ['https://[::1]/', 'public host name'],
    ['https://169.254.169.254/latest/meta-data', 'public host name'],
    ['https://167772161/', 'public host name'],
    ['https://0x0a.1/', 'public host name'],
    ['https://db.internal/', 'public host name'],
  ] as const;

  it.each(faults)('are not taken: %s', async (url) => {
    const answer = await clients.reseller.post('/webhooks/new', { url });
    expect(answer.status).toBe(422);
    expect(await app.db.webhookEndpoint.count({ where: { url } })).toBe(0);
  });

  it('are not called, whatever a name leads to', async () => {
    const posting = { headers: {}, body: '{}', timeoutMs: 2000, readBytes: 10, allowedHosts: [] };
    const { port } = receiver;
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '10.0.0.1', '169.254.169.254'];
    const special = ['198.18.0.1', '[fec0::1]', '[64:ff9b:1::7f00:1]', '[64:ff9b::7f00:1]', '[::7f00:1]'];
    for (const host of [
      ...hosts,
      ...special,
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '0.0.0.0',
      '100.64.0.1',
    ])
      await expect(
        portal.postOutside(new URL(`http://${host}:${port}/inside`), posting),
        host,
      ).rejects.toThrow(/not allowed/);
    const other = { ...posting, allowedHosts: [`127.0.0.1:${port + 1}`] };
    await expect(portal.postOutside(new URL(`${receiver.url}/inside`), other)).rejects.toThrow(/not allowed/);
    expect(receiver.at('/inside')).toEqual([]);
  });

  it('are not reached by a redirect; a long answer is cut off', async () => {
    receiver.answer('/away', { status: 302, headers: { Location: `${receiver.url}/inside` } });
    receiver.answer('/long', { status: 200, body: 'x'.repeat(200_000) });
    const posting = {
      headers: {},
      body: '{}',
      timeoutMs: 2000,
      readBytes: 65_536,
      allowedHosts: ['127.0.0.1'],
    };
    const led = await portal.postOutside(new URL(`${receiver.url}/away`), posting);
    expect([led.status, receiver.at('/inside')]).toEqual([302, []]);
    const long = await portal.postOutside(new URL(`${receiver.url}/long`), posting);
    expect(long.text.length).toBe(65_536);
  });
});

describe('the keys of the API', () => {
  const keyIn = (page: string) => /rp_[\w-]{43}/.exec(page)?.[0] ?? '';
  const make = (person: keyof typeof clients, fields: Record<string, string>) =>
    clients[person].post('/api-keys/new', { lifetime: '90', ...fields });
  const orders = (key: string) =>
    send(app, 'GET', '/orders', { headers: { Authorization: `Bearer ${key}` } });

  it('are made, used and revoked by their person; by nobody else but an administrator', async () => {
    const made = await make('reseller', { name: 'Webshop', orders_read: 'on' });
    const key = keyIn(await made.text());
    expect(made.headers.get('Cache-Control')).toContain('no-store');
    expect((await orders(key)).status).toBe(200);
    expect((await make('reseller', { name: 'Webshop', orders_read: 'on' })).status).toBe(409);
    expect((await make('reseller', { name: 'Nichts' })).status).toBe(422);
    // A customer's people have no scope of shipments to give.
    expect((await make('customer', { name: 'Zuviel', shipments_read: 'on' })).status).toBe(422);
    const row = await app.db.apiKey.findFirstOrThrow({ where: { name: 'Webshop' } });
    expect(row.scopes).toEqual(['orders:read']);
    const list = await (await clients.reseller.get('/api-keys')).text();
    expect(list).toContain(row.prefix);
    expect(list).not.toContain(key);
    expect((await clients.customer.post('/api-keys', { id: String(row.id) })).status).toBe(404);
    expect((await orders(key)).status).toBe(200);
    await clients.administrator.post('/admin/api-keys', { id: String(row.id) });
    expect((await orders(key)).status).toBe(401);
    await clients.reseller.post('/api-keys', { id: String(row.id) });
    const events = await app.db.event.findMany({
      where: { type: { startsWith: 'api_key.' } },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ type, actorId }) => [type, actorId])).toEqual([
      ['api_key.made', app.world.users.reseller.id],
      ['api_key.revoked', app.world.users.administrator.id],
    ]);
  });

  it('and secrets are for who proved lately who they are', async () => {
    const person: Person = 'reseller';
    const client = await signIn(app, person);
    const { at } = await addEndpoint('reseller', '/proof', ['quote.sent']);
    await app.db.session.updateMany({ data: { provedAt: new Date(Date.now() - 3_600_000) } });
    const key = await client.post('/api-keys/new', { name: 'Spaet', orders_read: 'on' });
    expect(key.headers.get('Location')).toContain('/account/confirm');
    expect((await client.get('/api-keys/new')).status).toBe(200);
    const secret = await client.post(at, { intent: 'secret' });
    expect(secret.headers.get('Location')).toContain('/account/confirm');
    expect(await app.db.apiKey.count({ where: { name: 'Spaet' } })).toBe(0);
  });
});
