import type { TestApp } from '../support/app';
import { placeOrder } from '../support/client';
import { type Actor, expect, hydrated, overflow, test } from '../support/e2e';
import { insertOrders, orderRow } from '../support/orders';

/** 24 new orders of this person's company, two more at the service location, the devices A to Z. */
async function fillList(app: TestApp, { companyId, user }: Actor, first: number) {
  const own = { accountId: companyId ?? 0, customerId: companyId ?? 0, createdById: user.id };
  const rows = Array.from({ length: 26 }, (_, index) =>
    orderRow(app.world, first + index, {
      ...own,
      deviceName: `Device ${String.fromCharCode(65 + index)}`,
      customerReferences: [`PO-${first + index}`],
      status: index < 20 ? 'confirmed' : index < 24 ? 'in_transit' : 'in_repair',
      locationId: index % 2 === 0 ? app.world.here.id : app.world.there.id,
    }),
  );
  await insertOrders(app.db, rows);
}

test('filters, sorts and pages, and the address carries it all', async ({ app, enter }) => {
  const actor = await enter('customer');
  await fillList(app, actor, 910_000);
  const { page } = actor;
  await page.goto('/orders');
  const tabs = page.getByRole('navigation', { name: 'Orders by progress' }).getByRole('link');
  await expect(tabs).toHaveText([/^New\s*24$/, /^At service location\s*2$/, /^Completed\s*0$/]);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(21);

  await page.getByRole('link', { name: 'Next' }).click();
  await expect(rows).toHaveCount(5);
  await page.goBack();
  await expect(rows).toHaveCount(21);

  const head = page.getByRole('columnheader', { name: /Device/ });
  await head.getByRole('link', { name: 'Device' }).click();
  await expect(page).toHaveURL(/sort=device-asc/);
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.nth(1)).toContainText('Device A');
  await head.getByRole('link', { name: 'Device' }).click();
  await expect(rows.nth(1)).toContainText('Device X');

  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.locator('summary', { hasText: 'Status' }).click();
  await page.getByLabel('On its way to us').check();
  await filters.getByRole('button', { name: 'Apply' }).locator('visible=true').click();
  await expect(page).toHaveURL(/status=in_transit/);
  await expect(page).toHaveURL(/sort=device-desc/);
  await expect(rows).toHaveCount(5);
  await expect(tabs.first()).toHaveText(/^New\s*4$/);
  await page.reload();
  await expect(rows).toHaveCount(5);
  await page.getByRole('link', { name: 'Show every status' }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(rows).toHaveCount(21);

  await filters.locator('summary', { hasText: 'Created' }).click();
  await page.getByLabel('From').fill('2026-08-01');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No order matches these filters')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await expect(rows).toHaveCount(21);
});

test('copies an order number, finds a reference, says when nothing is found', async ({ app, enter }) => {
  const actor = await enter('customer', { permissions: ['clipboard-read', 'clipboard-write'] });
  await fillList(app, actor, 920_000);
  const { page } = actor;
  await page.goto('/orders');
  await hydrated(page);
  const first = page.getByRole('row').nth(1);
  await first.hover();
  await first.getByRole('button', { name: /Copy order number/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^RO-2026-92\d{4}$/);
  await expect(first).toContainText(copied);

  const search = page.getByRole('combobox', { name: 'Search orders' });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('po 920007');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Device H').first()).toBeVisible();
  await page.goto('/orders');
  await search.fill('nothing like this 4711');
  await search.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear search' }).first().click();
  await expect(page).toHaveURL('/orders');
});

test('is a list of cards on a phone', async ({ app, enter }) => {
  const actor = await enter('customer', { viewport: { width: 360, height: 740 } });
  await fillList(app, actor, 930_000);
  const { page } = actor;
  for (const address of ['/orders', '/orders?status=in_transit&sort=device-asc', '/orders?tab=completed']) {
    await page.goto(address);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
  const number = await placeOrder(app, actor.client);
  await page.goto('/orders');
  const card = page.getByRole('row').filter({ hasText: number });
  await expect(card).toContainText('PO-4711');
  const box = await card.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(360);
  await card.click({ position: { x: 300, y: (box?.height ?? 20) - 8 } });
  await expect(page).toHaveURL(`/orders/${number}`);
});
