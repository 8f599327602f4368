import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import { startApp, type TestApp } from './app';
import { type Client, messageForm, placeOrder, sessionCookieFor, visitor } from './client';

export { expect };

type Role = 'customer' | 'reseller' | 'technician' | 'partner' | 'administrator';

/** Somebody of their own for one test, signed in; customers, resellers and partners have a company of their own. */
export type Person = {
  user: { id: number; name: string; email: string };
  companyId: number | null;
  client: Client;
};

/** Somebody with a browser, in the same session as the client. */
export type Actor = Person & { page: Page };

export type Fixtures = {
  /** Makes a new person of this role, who needs no browser. */
  join(role: Role): Promise<Person>;
  /** Opens a browser for a new person of this role. */
  enter(role: Role, options?: BrowserContextOptions): Promise<Actor>;
  /** Opens a browser in which nobody is signed in. */
  visit(options?: BrowserContextOptions): Promise<Page>;
};

/** One real portal for each worker; every page that a test opens must be free of errors in its console. */
export const test = base.extend<Fixtures, { app: TestApp }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const app = await startApp({ jobs: true, env: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } });
      await use(app);
      await app.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  visit: async ({ app, browser }, use, info) => {
    const problems: string[] = [];
    const close: (() => Promise<void>)[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        ...info.project.use,
        baseURL: app.url,
        reducedMotion: 'reduce',
        ...options,
      });
      close.push(() => context.close());
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        const answered =
          /status of 4\d\d/.test(message.text()) && !message.location().url.includes('/assets/');
        // Remix says so of each load in whose place another came, such as a click while the page is loaded again.
        const interrupted = message.text().startsWith('AbortError: signal is aborted');
        if (message.type() === 'error' && !answered && !interrupted)
          problems.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    });
    for (const end of close) await end();
    expect(problems, 'errors in the console').toEqual([]);
  },
  join: async ({ app }, use) => {
    await use(async (role) => {
      const { user, companyId } = await newPerson(app, role);
      const client = visitor(app);
      client.cookies.set(...(await sessionCookieFor(app, user.id)));
      return { user, companyId, client };
    });
  },
  enter: async ({ app, join, visit }, use) => {
    await use(async (role, options) => {
      const person = await join(role);
      const page = await visit(options);
      const cookies = [...person.client.cookies].map(([name, value]) => ({ name, value, url: app.url }));
      await page.context().addCookies(cookies);
      return { ...person, page };
    });
  },
});

let people = 0;

async function newPerson({ db, world }: TestApp, role: Role) {
  people += 1;
  const code = `${process.pid}-${people}`;
  const address = { street: 'Seestrasse 9', postalCode: '8800', city: 'Thalwil', country: 'CH', phone: '' };
  const company = (kind: 'customer' | 'reseller' | 'partner', more: object) =>
    db.company.create({
      data: {
        ...address,
        kind,
        deliveryAllowed: true,
        email: `${kind}-${code}@company.test`,
        ...more,
      } as never,
    });
  let companyId: number | null = null;
  if (role === 'customer' || role === 'reseller' || role === 'partner') {
    const name = { customer: 'Kundin', reseller: 'Händler', partner: 'Montage' }[role];
    const names = { number: `E-${code}`, name: `${name} ${code}` };
    companyId = (await company(role, names)).id;
    if (role === 'reseller')
      await company('customer', { number: `E-${code}-1`, name: `Blumen ${code}`, resellerId: companyId });
  }
  const user = await db.user.create({
    data: {
      name: `Toni ${role}`,
      email: `${role}-${code}@people.test`,
      role,
      companyId,
      ...(role === 'technician' && { locations: { create: { locationId: world.here.id } } }),
    },
  });
  return { user, companyId };
}

/** Chooses what was typed and goes on as a person does: by the words on the page. */
export async function fillOrder(
  page: Page,
  more: { identifier?: string; parcel?: boolean } = {},
): Promise<void> {
  const { identifier = '35 693803 564380 9', parcel = false } = more;
  await page.getByLabel('IMEI or serial number').fill(identifier);
  await page.getByLabel('What device is it?').fill('Fairphone 5');
  await page.getByLabel('What is wrong with it?').fill('The screen stays black.');
  await page.getByRole('group', { name: 'Is there a backup?' }).getByLabel('Yes').check();
  await page
    .getByRole('group', { name: 'Where should it be repaired?' })
    .getByRole('radio', { name: /^Zürich/ })
    .check();
  const way = page.getByRole('group', { name: 'How does the device come back to you?' });
  await way.getByLabel(parcel ? 'Parcel' : 'Pick-up').check();
}

/** An order of this person that a technician has worked on: every kind of message, lines, a file, in repair. */
export async function workedOrder(app: TestApp, actor: Person, technician: Client): Promise<string> {
  const number = await placeOrder(app, actor.client);
  const send = (fields: Record<string, string>) => technician.post(`/orders/${number}`, fields);
  for (const [from, to] of [
    ['confirmed', 'received'],
    ['received', 'diagnosing'],
    ['diagnosing', 'in_repair'],
  ] as const)
    await send({ intent: 'move', from, to });
  for (const [kind, body] of [
    ['message', 'We have started.'],
    ['public_note', 'Water damage found.'],
    ['internal_note', 'Careful: the battery is swollen.'],
  ] as const)
    await send(messageForm(kind, body));
  await actor.client.post(`/orders/${number}`, messageForm('message', 'Thank you!'));
  const line = { intent: 'add-line', kind: 'service', quantity: '1.5', price: '120.50', vat: '810' };
  await send({ ...line, description: 'Repair' });
  const file = new FormData();
  file.append('files', new File(['What the technician saw.'], 'report.txt', { type: 'text/plain' }));
  await technician.post(`/orders/${number}/attachments`, file);
  return number;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on the page (WCAG 2.2 AA and its best practices), one line each. It looks at the page itself: in a frame,
 * the preview of a mail, nothing runs.
 */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const { axe: looker } = window as unknown as { axe: typeof axe };
    const { violations: found } = await looker.run(
      { exclude: ['iframe'] },
      {
        ...(only && { runOnly: { type: 'rule', values: only } }),
        ...{ resultTypes: ['violations'], selectors: false, xpath: false, elementRef: false },
        // Style sheets need not be read again: no rule about the screen's orientation is looked at.
        preload: false,
      },
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary?.split('\n')[1] ?? ''}`),
    );
  }, rules);
}

/** Waits until the page's scripts answer to keys and fields. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

/**
 * By how many pixels the page is wider than its window, once it is laid out for the size that the window was given. A page
 * that is too wide has two seconds to become narrower.
 */
export async function overflow(page: Page): Promise<number> {
  const width = page.viewportSize()?.width ?? 0;
  const measure = () =>
    page.evaluate(() => [window.innerWidth, document.scrollingElement?.scrollWidth ?? 0] as const);
  const until = Date.now() + 2000;
  let [inner, scroll] = await measure();
  while ((inner !== width || scroll > width) && Date.now() < until) {
    await page.waitForTimeout(40);
    [inner, scroll] = await measure();
  }
  return scroll - width;
}

/** The path of a new guest link to an order, as the page of who shares it shows it. */
export async function guestLink(client: Client, number: string): Promise<string> {
  const answer = await client.post(`/orders/${number}/share`, { submissionKey: randomUUID() });
  const path = /\/g\/[\w-]{43}/.exec(await answer.text())?.[0];
  if (!path) throw new Error(`No link was made: ${answer.status}`);
  return path;
}
