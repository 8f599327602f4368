import { readFile } from 'node:fs/promises';
import { execute } from '../support/database';
import { type Actor, expect, hydrated, overflow, test, violations } from '../support/e2e';
import { insertOrders, orderRow } from '../support/orders';

const ordersOf = ({ companyId, user }: Actor) => ({
  accountId: companyId ?? 0,
  customerId: companyId ?? 0,
  createdById: user.id,
});

test('makes the file in the page, says so, and saves it', async ({ app, enter }) => {
  const actor = await enter('reseller', { viewport: { width: 360, height: 740 } });
  const own = ordersOf(actor);
  await insertOrders(
    app.db,
    [1, 2, 3].map((number) => orderRow(app.world, 600_000 + number, { ...own, problem: 'Zwei\n"Zeilen"' })),
  );
  const { page } = actor;
  await page.goto('/orders/export');
  await hydrated(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export orders' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^orders-[\d-]+\.csv$/);
  const text = await readFile((await download.path()) ?? '', 'utf8');
  expect(text.match(/RO-2026-60000\d/g)).toHaveLength(3);
  const status = page.getByRole('status').filter({ hasText: 'Your file with 3 rows is saved.' });
  await expect(status).toBeVisible();
  await expect(status.getByRole('link')).toHaveAttribute('download', download.suggestedFilename());
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('shows how far it is and can be cancelled, which stops the query', async ({ app, enter }) => {
  const actor = await enter('reseller');
  const own = ordersOf(actor);
  const problem = 'Das Gerät startet nicht mehr. '.repeat(160);
  await insertOrders(
    app.db,
    Array.from({ length: 4000 }, (_, index) => orderRow(app.world, 610_000 + index, { ...own, problem })),
  );
  const { page } = actor;
  await page.goto('/orders/export');
  await hydrated(page);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: 400_000,
    uploadThroughput: -1,
  });
  await page.getByRole('button', { name: 'Export orders' }).click();
  await expect(page.getByText(/^\d+ of 4,000 rows/)).toBeVisible();
  const bar = page.getByRole('progressbar', { name: 'Your file is being made' });
  await expect.poll(() => bar.getAttribute('value').then(Number)).toBeGreaterThan(20);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The export was cancelled. No file was saved.')).toBeVisible();
  const cancelled = Date.now();
  const underWay = () =>
    execute(
      app.databaseUrl,
      `SELECT FROM pg_stat_activity WHERE application_name = 'portal export' AND datname = current_database()`,
    );
  await expect.poll(async () => (await underWay()).length, { timeout: 5000, intervals: [50] }).toBe(0);
  expect(Date.now() - cancelled).toBeLessThan(2000);
  await expect(page.getByRole('button', { name: 'Export orders' })).toBeEnabled();
});
