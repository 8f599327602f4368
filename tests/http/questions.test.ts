import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '~/locales/en';
import { startApp, type TestApp } from '../support/app';
import { type Client, sessionCookieFor, signIn, visitor } from '../support/client';

let app: TestApp;
let administrator: Client;

beforeAll(async () => {
  app = await startApp();
  administrator = await signIn(app, 'administrator');
});
afterAll(() => app?.close());

const QUESTION = {
  kind: 'choice',
  labelEn: 'What colour is it?',
  labelDe: 'Welche Farbe hat es?',
  helpEn: 'As you see it',
  helpDe: 'Wie Sie sie sehen',
  choicesEn: 'Black\r\nWhite\r\n\r\nSky blue',
  choicesDe: 'Schwarz\nWeiß\nHimmelblau',
  required: 'on',
  active: 'on',
  position: '5',
};

const find = (labelEn: string) => app.db.question.findFirst({ where: { labelEn } });

it('are for the administrator alone', async () => {
  for (const at of [
    '/admin/questions',
    '/admin/questions/new',
    `/admin/questions/${app.world.question.id}`,
  ]) {
    expect((await visitor(app).get(at)).status).toBe(302);
    for (const person of ['customer', 'reseller', 'technician', 'partner'] as const)
      expect((await (await signIn(app, person)).get(at)).status).toBe(404);
  }
  const customer = await signIn(app, 'customer');
  expect((await customer.post('/admin/questions/new', QUESTION)).status).toBe(404);
  expect(await find(QUESTION.labelEn)).toBeNull();
});

describe('a question', () => {
  it('is added and asked in the order form, in the reader’s language', async () => {
    const answer = await administrator.post('/admin/questions/new', QUESTION);
    expect(answer.headers.get('Location')).toBe('/admin/questions?saved');
    const stored = await find(QUESTION.labelEn);
    expect(stored?.options).toEqual([
      { value: 'black', en: 'Black', de: 'Schwarz' },
      { value: 'white', en: 'White', de: 'Weiß' },
      { value: 'sky_blue', en: 'Sky blue', de: 'Himmelblau' },
    ]);
    const customer = await signIn(app, 'customer');
    const german = { 'Accept-Language': 'de' };
    expect(await (await customer.get('/orders/new')).text()).toContain('Sky blue');
    expect(await (await customer.get('/orders/new', german)).text()).toContain('Himmelblau');
    expect(await (await administrator.get('/admin/questions')).text()).toContain('What colour is it?');
  });

  it('keeps the stored values of its choices when they are renamed, moved or added to', async () => {
    const { id } = (await find(QUESTION.labelEn)) ?? { id: 0 };
    const changed = { ...QUESTION, choicesEn: 'Snow white\nBlack\nRed', choicesDe: 'Weiß\nSchwarz\nRot' };
    await administrator.post(`/admin/questions/${id}`, changed);
    expect((await find(QUESTION.labelEn))?.options).toEqual([
      { value: 'white', en: 'Snow white', de: 'Weiß' },
      { value: 'black', en: 'Black', de: 'Schwarz' },
      { value: 'red', en: 'Red', de: 'Rot' },
    ]);
    const page = await (await administrator.get(`/admin/questions/${id}`)).text();
    expect(page).toContain('Snow white\nBlack\nRed');
  });

  it('is asked no more once it is not active', async () => {
    const { id } = (await find(QUESTION.labelEn)) ?? { id: 0 };
    const { active: _, ...inactive } = QUESTION;
    await administrator.post(`/admin/questions/${id}`, inactive);
    const customer = await signIn(app, 'customer');
    expect(await (await customer.get('/orders/new')).text()).not.toContain(QUESTION.labelEn);
  });

  it.each([
    [{ labelDe: '' }, en.errors.required],
    [{ kind: 'magic' }, en.errors.choose_one],
    [{ choicesEn: 'Only one' }, 'at least two choices'],
    [{ choicesEn: 'Black\nBlack\nRed' }, 'stands here twice'],
    [{ choicesDe: 'Schwarz' }, 'There are 3 choices in English, but 1 in German'],
    [{ position: '1.5' }, 'whole number'],
    [{ position: '-1' }, 'whole number'],
    [{ helpEn: 'x'.repeat(601) }, 'at most 600 characters'],
  ])('is refused with %o', async (wrong, reason) => {
    const answer = await administrator.post('/admin/questions/new', {
      ...QUESTION,
      labelEn: 'Never stored',
      ...wrong,
    });
    expect(answer.status).toBe(422);
    const body = await answer.text();
    expect(body).toContain(reason);
    expect(body).toContain('value="Never stored"');
    expect(await find('Never stored')).toBeNull();
  });

  it.each(['999999', 'abc', '0x1', '99999999999'])('does not exist as %s', async (id) => {
    expect((await administrator.get(`/admin/questions/${id}`)).status).toBe(404);
    expect((await administrator.post(`/admin/questions/${id}`, QUESTION)).status).toBe(404);
  });

  it('that was typed while the session ended is there again', async () => {
    const client = visitor(app);
    await client.post('/admin/questions/new', { ...QUESTION, labelEn: 'Typed in vain?', active: '' });
    const [name, value] = await sessionCookieFor(app, app.world.users.administrator.id);
    client.cookies.set(name, value);
    expect(await (await client.get('/admin/questions/new')).text()).toContain('value="Typed in vain?"');
  });
});
