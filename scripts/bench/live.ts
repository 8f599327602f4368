import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Pool } from 'pg';
import { pool } from '../../app/platform/db.server';
import { findBrowser } from '../lib/find-browser';
import type { Figure } from './figures';
import { median, p95 } from './measure';
import { freePort, startPortal } from './portal-process';
import { sessionCookieOf } from './visitor';

const MESSAGES = 100;
const WARM_UP = 5;
/** Between two messages, in milliseconds, as when people write quickly. */
const BETWEEN_MS = 200;

type Side = { page: Page; name: string };

/**
 * Measures how long a message takes from the press of *Send* in one browser until it stands in the other, through two
 * processes of the portal on one database, to which this process is connected. It goes both ways in turn.
 */
export async function measureLive(
  settings: Record<string, string>,
  say: (line: string) => void,
): Promise<Figure[]> {
  say(`${MESSAGES} messages from browser to browser, through two processes`);
  const { number, customer, technician } = await findTalk(pool());
  const portals = [
    await startPortal(await freePort(), settings),
    await startPortal(await freePort(), { ...settings, PORTAL_WORKER: '0' }),
  ];
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox'],
  });
  try {
    const sides: Side[] = [];
    for (const [index, userId] of [customer, technician].entries()) {
      const url = portals[index]?.url ?? '';
      sides.push({ name: `${index}`, page: await openOrder(browser, `${url}/orders/${number}`, userId) });
    }
    const [here, there] = sides as [Side, Side];
    const times: number[] = [];
    for (let run = 0; run < MESSAGES + WARM_UP; run++) {
      const time = await (run % 2 === 0 ? send(here, there, run) : send(there, here, run));
      if (run >= WARM_UP) times.push(time);
      await sleep(BETWEEN_MS);
    }
    return [
      { name: 'live.browser-to-browser.p50', value: median(times), unit: 'ms' },
      { name: 'live.browser-to-browser.p95', value: p95(times), unit: 'ms', limit: { max: 500 } },
    ];
  } finally {
    await browser.close();
    for (const portal of portals) await portal.stop();
  }
}

/** An order with a customer and a technician who may write about it, without messages from runs before. */
async function findTalk(database: Pool): Promise<{ number: string; customer: number; technician: number }> {
  const { rows } = await database.query<{ id: number; number: string; customer: number; technician: number }>(
    `SELECT o.id, o.number, c.id AS customer, t.id AS technician
     FROM orders o JOIN users c ON c.company_id = o.customer_id AND c.role = 'customer' AND c.active
       JOIN user_locations l ON l.location_id = o.location_id
       JOIN users t ON t.id = l.user_id AND t.role = 'technician' AND t.active
     WHERE o.stage = 'at_location' AND (SELECT count(*) FROM messages m WHERE m.order_id = o.id) < 10
     ORDER BY o.id LIMIT 1`,
  );
  const [found] = rows;
  if (!found) throw new Error('There is no order that a customer and a technician could write about.');
  return found;
}

async function openOrder(browser: Browser, address: string, userId: number): Promise<Page> {
  const { origin: url } = new URL(address);
  const [name = '', value = ''] = (await sessionCookieOf(pool(), userId)).split('=');
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
  await sleep(1_000);
  return page;
}

/** Milliseconds from the press of the button on one page until the text stands on the other. */
async function send(from: Side, to: Side, run: number): Promise<number> {
  const text = `Message ${run} from ${from.name}.`;
  const arrives = to.page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const log = document.querySelector('[role="log"]');
        new MutationObserver(() => {
          if (log?.textContent?.includes(wanted)) resolve(Date.now());
        }).observe(log ?? document.body, { childList: true, subtree: true });
        setTimeout(() => reject(new Error(`It did not arrive: ${wanted}`)), 15_000);
      }),
    text,
  );
  const form = from.page.locator('form:has(input[name="intent"][value="message"])');
  await form.locator('textarea').fill(text);
  const pressed = await form.locator('button[type="submit"]').evaluate((button: HTMLButtonElement) => {
    const now = Date.now();
    button.click();
    return now;
  });
  const time = (await arrives) - pressed;
  await from.page.waitForFunction(
    (wanted) => document.querySelector('[role="log"]')?.textContent?.includes(wanted),
    text,
  );
  return time;
}
