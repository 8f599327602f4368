import { placeOrder } from '../support/client';
import { expect, hydrated, overflow, test } from '../support/e2e';

test('a reseller chooses what waits, packs it, confirms it, and gets the papers', async ({ app, enter }) => {
  const { page, client, companyId } = await enter('reseller');
  const company = await app.db.company.findUniqueOrThrow({ where: { id: companyId ?? 0 } });
  const order = { intent: 'create', customer: `${company.number} · ${company.name}` };
  const first = await placeOrder(app, client, order);
  const second = await placeOrder(app, client, { ...order, identifier: 'SERIAL4711' });
  const third = await placeOrder(app, client, { ...order, identifier: 'SERIAL4712' });

  await page.goto('/shipments');
  await hydrated(page);
  await page.getByLabel(`Choose ${first}`).check();
  await page.getByLabel(`Choose ${second}`).check();
  await expect(page.getByText('2 chosen')).toBeVisible();
  await page.getByLabel('Number of parcels').fill('2');
  await page.getByLabel('Weight per parcel').fill('heavy');
  await page.getByRole('button', { name: 'Create shipment' }).click();
  await expect(page.getByRole('alert')).toContainText('Please enter a weight in kg');
  await expect(page.getByLabel(`Choose ${second}`)).toBeChecked();
  await page.getByLabel('Weight per parcel').fill('2.5; 3');
  await page.getByRole('button', { name: 'Create shipment' }).click();
  await expect(page).toHaveURL(/\/shipments\/SH-/);

  await expect(page.getByLabel('Weight of parcel 1')).toHaveValue('2.5');
  await page.getByLabel(`Accessories sent along with ${first}`).fill('Charger');
  await page.getByRole('button', { name: 'Put all into parcel 1' }).click();
  await expect(page.getByLabel(`Parcel of ${second}`)).toHaveValue('1');
  await expect(page.getByLabel(`Accessories sent along with ${first}`)).toHaveValue('Charger');
  await page.getByText('Add orders …').click();
  await page.getByLabel('Order numbers').fill(third);
  await page.getByRole('button', { name: 'Add to this shipment' }).click();
  await expect(page.getByRole('button', { name: `Take ${third} out of the shipment` })).toBeVisible();
  await page.getByRole('button', { name: `Take ${second} out of the shipment` }).click();
  await expect(page.getByRole('heading', { name: 'Devices (2)' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  await page.getByRole('button', { name: 'Confirm shipment' }).click();
  const papers = page.getByRole('region', { name: 'Papers' }).or(page.locator('#papers'));
  await expect(papers.getByText('Packing list').first()).toBeVisible({ timeout: 30_000 });
  const link = await papers.locator('a[href*="/papers/"]').first().getAttribute('href');
  const file = await page.request.get(new URL(link ?? '', app.url).href);
  expect(file.status()).toBe(200);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByLabel('Tracking number of parcel 1').fill('1Z 999 AA1 01 2345 6784');
  await page.getByRole('button', { name: 'Save tracking numbers' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'tracking numbers are saved' })).toBeVisible();
  await page.goto(`/orders/${first}`);
  await expect(page.getByRole('link', { name: 'Follow at UPS' })).toBeVisible();
  await page.getByRole('link', { name: /^SH-/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('SH-');
});

test('without script a whole group becomes a shipment, and a draft keeps what was typed', async ({
  app,
  enter,
}) => {
  const { page, client, companyId } = await enter('reseller', { javaScriptEnabled: false });
  const company = await app.db.company.findUniqueOrThrow({ where: { id: companyId ?? 0 } });
  const order = { intent: 'create', customer: `${company.number} · ${company.name}` };
  const number = await placeOrder(app, client, order);
  await page.goto('/shipments');
  await page.getByLabel('The one order of this group').check();
  await page.getByRole('button', { name: 'Create shipment' }).click();
  await page.getByLabel('Number of parcels').fill('2');
  await page.getByLabel(`Accessories sent along with ${number}`).fill('Case');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The shipment is saved')).toBeVisible();
  await expect(page.getByLabel('Weight of parcel 2')).toBeVisible();
  await expect(page.getByLabel(`Accessories sent along with ${number}`)).toHaveValue('Case');
  await page.getByRole('button', { name: 'Confirm shipment' }).click();
  await expect(page.getByRole('button', { name: 'Save tracking numbers' })).toBeVisible();
});
