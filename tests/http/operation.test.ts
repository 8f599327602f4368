import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { type Client, placeOrder, signIn } from '../support/client';
import { failedJob } from '../support/jobs';

let app: TestApp;
let administrator: Client;
let customer: Client;
let order: string;

beforeAll(async () => {
  app = await startApp();
  administrator = await signIn(app, 'administrator');
  customer = await signIn(app, 'customer');
  order = await placeOrder(app, customer, {});
});
afterAll(() => app?.close());

const page = async (path: string, client = administrator, language = 'en') => {
  const answer = await client.get(path, { 'Accept-Language': language });
  expect(answer.status, path).toBe(200);
  return answer.text();
};
const lastEvent = (type: string) =>
  app.db.event.findFirst({ where: { type }, orderBy: { id: 'desc' }, include: { actor: true } });

describe('own words of statuses', () => {
  const save = (fields: Record<string, string>) =>
    administrator.post('/admin/statuses/repair.confirmed', {
      ...{ nameEn: '', nameDe: '', meaningEn: '', meaningDe: '' },
      ...fields,
    });

  it('are said in the list, on the order, on its paper’s page and in the export', async () => {
    expect(await page('/orders', customer)).toContain('Waiting for your device');
    const saved = await save({
      nameEn: 'Please send it',
      nameDe: 'Bitte einsenden',
      meaningEn: 'Pack it well.',
    });
    expect(saved.headers.get('Location')).toBe('/admin/statuses?saved');
    for (const path of ['/orders', `/orders/${order}`]) {
      const html = await page(path, customer);
      expect(html).toContain('Please send it');
      expect(html).not.toContain('Waiting for your device');
    }
    expect(await page(`/orders/${order}`, customer)).toContain('Pack it well.');
    expect(await page('/orders', customer, 'de')).toContain('Bitte einsenden');
    expect(await page('/orders?tab=new', administrator)).toContain('Please send it');
    const csv = await (await administrator.get('/orders/export.csv?scope=all')).text();
    expect(csv).toContain('Please send it');
    const { readPdf } = await import('../support/pdf');
    const paper = await customer.get(`/orders/${order}/order.pdf`);
    const { pages } = await readPdf(Buffer.from(await paper.arrayBuffer()), 0);
    expect(pages.map(({ text }) => text).join()).toContain('Please send it');
  });

  it('stand in the log, and the same once more does not', async () => {
    const event = await lastEvent('status_text.changed');
    expect(event?.data).toMatchObject({
      status: 'confirmed',
      changes: { nameEn: { from: '', to: 'Please send it' } },
    });
    await save({ nameEn: 'Please send it', nameDe: 'Bitte einsenden', meaningEn: 'Pack it well.' });
    expect((await lastEvent('status_text.changed'))?.id).toBe(event?.id);
  });

  it('are refused when they do not fit, and typed words stay', async () => {
    const answer = await save({ nameEn: 'x'.repeat(41), nameDe: '{{name}}' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('x'.repeat(41));
    expect(html).toContain('double braces');
    expect((await administrator.get('/admin/statuses/repair.nothing')).status).toBe(404);
  });

  it('go when they are reset', async () => {
    await administrator.post('/admin/statuses/repair.confirmed', { intent: 'reset' });
    expect(await page('/orders', customer)).toContain('Waiting for your device');
    expect(await app.db.statusText.count()).toBe(0);
  });

  it('of another process are said within two seconds', async () => {
    await page('/orders', customer);
    await app.db.statusText.create({
      data: { kind: 'repair', status: 'confirmed', locale: 'en', name: 'From elsewhere' },
    });
    await sleep(2_050);
    expect(await page('/orders', customer)).toContain('From elsewhere');
    await app.db.statusText.deleteMany();
    await sleep(2_050);
    expect(await page('/orders', customer)).not.toContain('From elsewhere');
  });
});

describe('own words of mails', () => {
  const at = '/admin/mails/order-confirmed';
  const words = {
    subject: 'Danke für {{number}}',
    intro: 'Grüezi {{customer}} <b>\n\nIhr {{device}} ist notiert.',
    closing: 'Ihr Team von {{brand}}',
  };

  it('are listed for every kind, and shown in a preview that can do no harm', async () => {
    const html = await page('/admin/mails');
    const kinds = ['order-confirmed', 'order-news.ready', 'settlement.paid', 'password-reset'];
    for (const kind of [
      ...kinds,
      'account-news.passkey_added',
      'email-change-notice',
      'webhook-stopped.gone',
    ])
      expect(html).toContain(`/admin/mails/${kind}`);
    const query = new URLSearchParams({ language: 'de', ...words });
    const answer = await administrator.get(`${at}/preview?${query}`);
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    const preview = await answer.text();
    expect(preview).toContain('Danke für RO-2026-000123');
    expect(preview).toContain('Grüezi Muster AG &lt;b&gt;');
    expect(preview).not.toContain('<b>');
    expect(preview).toContain('Ihr Team von Testwerk');
    for (const [, kind] of html.matchAll(/\/admin\/mails\/([a-z_.-]+)"/g)) {
      const own = await administrator.get(`/admin/mails/${kind}/preview?subject=Own+title&intro=Own+words`);
      expect(own.status, kind).toBe(200);
      const drawn = await own.text();
      for (const said of ['Own title</h1>', 'Own words</p>']) expect(drawn, kind).toContain(said);
    }
  });

  it('with a placeholder that the mail does not know are refused with a sentence', async () => {
    const answer = await administrator.post(at, { language: 'de', ...words, intro: 'Hallo {{costumer}} {{' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('{{costumer}}');
    expect(await app.db.mailText.count()).toBe(0);
    expect(await (await administrator.get(`${at}/preview?intro={{x}}`)).text()).toContain('not known');
  });

  it('are in the mails that are drawn from then on; what was sealed stays as it was', async () => {
    const { queueMail } = await import('../../app/domain/notifications/queue-mail.server');
    const { sendMail } = await import('../../app/domain/notifications/send-mail.server');
    const { readStored } = await import('../../app/domain/notifications/seal-mail.server');
    const data = {
      ...{
        number: order,
        device: '<i>Fair</i> {{brand}}',
        identifier: null,
        problem: '',
        customer: 'Anna & Co',
      },
      ...{ references: [], location: { name: 'Zürich', address: '' }, automatic: false, onsite: false },
    };
    const send = async (key: string) => {
      const mail = { dedupeKey: key, template: 'order-confirmed', locale: 'de', data } as const;
      const id = (await queueMail(app.db, { ...mail, recipient: 'anna@company.test' })) ?? 0;
      await sendMail(id, false);
      const row = await app.db.mail.findUniqueOrThrow({ where: { id } });
      return { row, bytes: String(await readStored(row.storageKey ?? '')) };
    };
    const before = await send('before');
    const saved = await administrator.post(at, { language: 'de', ...words });
    expect(saved.headers.get('Location')).toBe(`${at}?language=de&saved=`);
    await administrator.post('/admin/brand', brandForm({ senderName: 'Annahme Testwerk' }));
    const after = await send('after');
    expect(after.row.subject).toBe(`Danke für ${order}`);
    const { default: PostalMime } = await import('postal-mime');
    const mail = await PostalMime.parse(after.bytes);
    expect(mail.from?.name).toBe('Annahme Testwerk');
    expect(mail.html).toContain('Anna &amp; Co &lt;b&gt;');
    expect(mail.html).toContain('&lt;i&gt;Fair&lt;/i&gt; {{brand}}');
    expect(mail.text).toContain('Grüezi Anna & Co <b>\n');
    expect(mail.text).toContain('Ihr Team von');
    expect(before.row.subject).not.toContain('Danke');
    expect(String(await readStored(before.row.storageKey ?? ''))).toBe(before.bytes);
  });

  it('are sent to the administrator as a test, once for a press, and nothing is saved by it', async () => {
    const press = {
      intent: 'test',
      key: 'one',
      language: 'en',
      subject: 'Try {{number}}',
      intro: '',
      closing: '',
    };
    for (const _ of [1, 2]) expect((await administrator.post(at, press)).status).toBe(200);
    const tests = await app.db.mail.findMany({ where: { subject: 'Try RO-2026-000123' } });
    expect(tests.map(({ recipient }) => recipient)).toEqual([app.world.users.administrator.email]);
    const { sendMail } = await import('../../app/domain/notifications/send-mail.server');
    await sendMail(tests[0]?.id ?? 0, false);
    expect((await app.db.mail.findUniqueOrThrow({ where: { id: tests[0]?.id ?? 0 } })).state).toBe('sent');
    expect(await app.db.mailText.count({ where: { locale: 'en' } })).toBe(0);
  });

  it('go when they are reset', async () => {
    await administrator.post(at, { intent: 'reset', language: 'de' });
    expect(await app.db.mailText.count()).toBe(0);
    expect((await lastEvent('mail_text.changed'))?.data).toMatchObject({ locale: 'de' });
  });
});

describe('the jobs', () => {
  const attemptsOf = async (id: string) =>
    (
      await app.db.$queryRaw<{ attempts: number }[]>`
        SELECT attempts::int FROM graphile_worker.jobs WHERE id = ${BigInt(id)}`
    )[0]?.attempts;

  it('are told with what failed and why, and without what is secret', async () => {
    const event = await app.db.event.findFirstOrThrow({ where: { type: 'order.confirmed' } });
    const payload = { eventId: String(event.id) };
    const failed = await failedJob(app, {
      task: 'event',
      payload,
      error: 'ECONNREFUSED smtp\n    at secret.js:1',
    });
    const payloadOfReset = { email: 'hidden@company.test' };
    await failedJob(app, { task: 'password-reset', payload: payloadOfReset, error: 'later' });
    await app.db
      .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE last_error = 'later'`;
    const html = await page('/admin/jobs');
    expect(html).toContain('ECONNREFUSED smtp');
    expect(html).not.toContain('hidden@company.test');
    expect(html).toContain(`/orders/${order}`);
    expect(html).toContain('Nobody works on the jobs');
    expect(html).toContain('Clean up');
    const one = await page(`/admin/jobs/${failed}`);
    expect(one).toContain('at secret.js:1');
    expect(one).toContain('3 of 3');
    expect(await page('/admin/jobs?state=failed&task=event')).not.toContain('later');
    expect((await administrator.get('/admin/jobs/999999999')).status).toBe(404);
  });

  it('are counted by where they stand', async () => {
    const { jobCounts } = await import('../../app/platform/jobs-state.server');
    const counts = await jobCounts();
    expect(counts.failed).toBe(1);
    expect(counts.retrying).toBe(1);
    expect(counts.oldestWaitingSeconds).toBeGreaterThanOrEqual(0);
  });

  it('that failed are tried again, one or all of a task, and given up', async () => {
    const [one, two, three] = [
      await failedJob(app, { task: 'retention' }),
      await failedJob(app, { task: 'contracts' }),
      await failedJob(app, { task: 'contracts' }),
    ];
    expect((await administrator.post('/admin/jobs', { job: one })).status).toBe(303);
    expect(await attemptsOf(one)).toBe(0);
    expect((await administrator.post(`/admin/jobs/${one}`, { intent: 'retry' })).status).toBe(409);
    expect((await administrator.post('/admin/jobs', { task: 'contracts' })).status).toBe(303);
    expect([await attemptsOf(two), await attemptsOf(three)]).toEqual([0, 0]);
    expect((await lastEvent('job.retried'))?.data).toMatchObject({ task: 'contracts', count: 2 });
    const four = await failedJob(app, { task: 'offers' });
    expect((await administrator.post(`/admin/jobs/${four}`, { intent: 'remove' })).status).toBe(303);
    expect(await attemptsOf(four)).toBeUndefined();
    expect((await administrator.post(`/admin/jobs/${one}`, { intent: 'remove' })).status).toBe(409);
  });

  it('take up a mail again that had failed', async () => {
    const mail = await app.db.mail.findFirstOrThrow();
    await app.db.mail.update({ where: { id: mail.id }, data: { state: 'failed', error: '550' } });
    await administrator.post('/admin/jobs', {
      job: await failedJob(app, { task: 'mail.send', payload: { mailId: mail.id } }),
    });
    expect((await app.db.mail.findUniqueOrThrow({ where: { id: mail.id } })).state).toBe('queued');
  });
});

describe('the audit log', () => {
  it('tells who did what, when and with which order, from what to what', async () => {
    const technician = await signIn(app, 'technician');
    await technician.post(`/orders/${order}`, { intent: 'move', to: 'received', from: 'confirmed' });
    const html = await page(`/admin/audit?about=${order}`);
    expect(html).toContain('Order placed');
    expect(html).toContain('Status changed from “Waiting for device” to “Arrived”');
    expect(html).toContain(`/orders/${order}`);
    expect(await page('/admin/audit?kind=setup')).not.toContain('Order placed');
    expect(await page('/admin/audit?kind=setup')).toContain('Words of a status changed');
    expect(await page('/admin/audit?person=nobody-at-all')).toContain('Nothing fits');
    expect(await page('/admin/audit?from=2020-01-01&until=2020-01-02')).toContain('Nothing fits');
    const german = await page(`/admin/audit?about=${order}`, administrator, 'de');
    expect(german).toContain('Auftrag erteilt');
  });

  it('leads to older and back to newer events, each once', async () => {
    await app.db.event.createMany({
      data: Array.from({ length: 120 }, (_, n) => ({
        ...{ type: 'plan.changed', visibility: 'internal', data: { name: `=Plan ${n}`, n } },
      })),
    });
    const names = (html: string) =>
      [...html.matchAll(/Service plan changed: =Plan (\d+)/g)].map(([, n]) => n);
    const next = (html: string, rel: string) =>
      new RegExp(`<a[^>]*rel="${rel}"[^>]*href="([^"]*)"|<a[^>]*href="([^"]*)"[^>]*rel="${rel}"`)
        .exec(html)
        ?.slice(1)
        .find(Boolean)
        ?.replaceAll('&amp;', '&') ?? '';
    const first = await page('/admin/audit?kind=setup');
    const second = await page(next(first, 'next'));
    const seen = [...new Set([...names(first), ...names(second)])];
    expect(seen.length).toBe(100);
    expect(names(await page(next(second, 'prev')))).toEqual(names(first));
    expect(next(first, 'prev')).toBe('');
  });

  it('is exported as exactly what is filtered, formula-safe', async () => {
    const answer = await administrator.get('/admin/audit/export.csv?kind=setup', { 'Accept-Language': 'en' });
    expect(answer.headers.get('Content-Type')).toContain('text/csv');
    const csv = await answer.text();
    const lines = csv.trim().split('\r\n');
    const { AUDIT_GROUPS } = await import('../../app/domain/operation/audit-rules');
    const all = await app.db.event.findMany({ select: { type: true } });
    const setup: readonly string[] = AUDIT_GROUPS.setup;
    const wanted = all.filter(({ type }) => setup.includes(type.split('.')[0] ?? '')).length;
    expect(lines.length).toBe(wanted + 1);
    expect(lines[0]).toContain('Who');
    expect(csv).not.toMatch(/(^|,|")=Plan/m);
    expect(csv).toContain('Service plan changed');
  });

  it('can be changed by nobody', async () => {
    await expect(app.db.event.updateMany({ data: { type: 'x.y' } })).rejects.toThrow();
    await expect(app.db.event.deleteMany()).rejects.toThrow();
  });
});

function brandForm(more: Record<string, string>): FormData {
  const data = new FormData();
  const fields = { name: 'Testwerk', accent: '#0b6e5b', email: 'service@testwerk.test', ...more };
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
