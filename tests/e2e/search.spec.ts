import type { Page } from '@playwright/test';
import type { TestApp } from '../support/app';
import { type Actor, expect, hydrated, overflow, test, violations } from '../support/e2e';
import { insertOrders, orderRow } from '../support/orders';
import { storeSubmission } from '../support/submission';

/** Six orders of this person's company: five phones and a coffee machine. */
async function fill(app: TestApp, { companyId, user }: Actor, first: number) {
  const own = { accountId: companyId ?? 0, customerId: companyId ?? 0, createdById: user.id };
  const rows = Array.from({ length: 6 }, (_, index) =>
    orderRow(app.world, first + index, {
      ...own,
      deviceName: index < 5 ? `Fairphone ${index}` : 'Jura Kaffeemaschine mit einem sehr langen Namen E8',
      serial: `FP${first + index}X`,
      customerReferences: [`PO-${first + index}`],
      status: index % 2 === 0 ? 'confirmed' : 'in_repair',
    }),
  );
  const orders = await insertOrders(app.db, rows);
  for (const order of orders) await storeSubmission(app, order);
  return orders;
}

const boxOf = (page: Page) => page.getByRole('combobox', { name: 'Search orders' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

function paste(page: Page, text: string) {
  return boxOf(page).evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('suggests while one types, and is worked by keys alone', async ({ app, enter }) => {
  const actor = await enter('customer');
  await fill(app, actor, 950_000);
  const { page } = actor;
  await page.goto('/account');
  await hydrated(page);
  const box = boxOf(page);
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type('fa');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.type('irph');
  await expect(options(page)).toHaveCount(8);
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('group', { name: 'Orders' }).getByRole('option')).toHaveCount(5);
  await expect(page.getByRole('group', { name: 'Devices' }).getByRole('option')).toHaveCount(3);
  await expect(options(page).first().locator('mark')).toHaveText('Fairph');
  await expect(page.getByRole('status').filter({ hasText: '8 suggestions' })).toHaveCount(1);

  const chosen = async () => {
    const id = await box.getAttribute('aria-activedescendant');
    return id === null
      ? -1
      : options(page).evaluateAll((all, one) => all.findIndex((el) => el.id === one), id);
  };
  expect(await chosen()).toBe(-1);
  for (const [key, at] of [
    ['ArrowDown', 0],
    ['ArrowDown', 1],
    ['ArrowUp', 0],
    ['ArrowUp', 7],
    ['ArrowDown', 0],
    ['End', 7],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key);
    expect(await chosen(), key).toBe(at);
  }
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(box).toHaveValue('fairph');
  await page.keyboard.press('ArrowDown');
  await expect(options(page)).toHaveCount(8);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\/RO-2026-95000\d$/);
  await expect(page.getByRole('heading', { name: /^Fairphone|RO-2026-95000\d/ }).first()).toBeVisible();
  await expect(options(page)).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('FP950003');
  await page.getByRole('group', { name: 'Devices' }).getByRole('option').click();
  await expect(page).toHaveURL('/orders?q=FP950003X');
  await expect(page.getByRole('table').getByText('RO-2026-950003')).toBeVisible();
});

test('searches by Enter without a choice, however quick, and drops late answers', async ({ app, enter }) => {
  const actor = await enter('customer');
  await fill(app, actor, 951_000);
  const { page } = actor;
  await page.goto('/account');
  await hydrated(page);
  await boxOf(page).pressSequentially('po 951002\n', { delay: 0 });
  await expect(page).toHaveURL('/orders/RO-2026-951002');
  await page.goto('/account');
  await hydrated(page);
  await page.route('**/search/suggest?q=fairphone', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue().catch(() => undefined);
  });
  await boxOf(page).fill('fairphone');
  await page.waitForRequest('**/search/suggest?q=fairphone');
  await boxOf(page).fill('jura');
  await expect(options(page).first()).toContainText('Jura');
  await page.waitForTimeout(1000);
  await expect(options(page).first()).toContainText('Jura');
  await boxOf(page).press('Enter');
  await expect(page).toHaveURL('/orders?q=jura');
});

test('takes a pasted column to the page for lists', async ({ app, enter }) => {
  const actor = await enter('customer', { permissions: ['clipboard-read', 'clipboard-write'] });
  await fill(app, actor, 952_000);
  const { page } = actor;
  await page.goto('/orders');
  await hydrated(page);
  await paste(page, 'po 952004\nNEVER-1\r\nRO-2026-952001\nFP952005x\n');
  await expect(page).toHaveURL('/search/list');
  await expect(page.getByText('3 orders found for 4 identifiers')).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  for (const [index, number] of ['RO-2026-952004', 'RO-2026-952001', 'RO-2026-952005'].entries())
    await expect(rows.nth(index + 1)).toContainText(number);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('NEVER-1');
  await page.getByLabel('Order numbers, IMEIs').fill('RO-2026-952003');
  await page.getByRole('button', { name: 'Find orders' }).click();
  await expect(page.getByText('1 order found for 1 identifier')).toBeVisible();
});

test('works without script as it does with it', async ({ app, enter }) => {
  const actor = await enter('customer', { javaScriptEnabled: false });
  await fill(app, actor, 954_000);
  const { page } = actor;
  await page.goto('/account');
  const box = page.getByRole('searchbox', { name: 'Search orders' });
  await box.fill('po 954001');
  await box.press('Enter');
  await expect(page).toHaveURL('/orders/RO-2026-954001');
  await page.goto('/search/list');
  await page.getByLabel('Order numbers, IMEIs').fill('po 954001\npo 954002');
  await page.getByRole('button', { name: 'Find orders' }).click();
  await expect(page.getByText('2 orders found for 2 identifiers')).toBeVisible();
});

for (const width of [1280, 360])
  test(`has no fault that axe finds, ${width} px wide, light and dark`, async ({ app, enter }) => {
    const actor = await enter('customer', { viewport: { width, height: 740 } });
    await fill(app, actor, 955_000 + width);
    const administrator = await enter('administrator', { viewport: { width, height: 740 } });
    const check = async (page: Page) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(() =>
          Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
        );
        expect(await violations(page)).toEqual([]);
      }
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    };
    const { page } = actor;
    await page.goto('/orders');
    await hydrated(page);
    await boxOf(page).fill('fairphone');
    await page.keyboard.press('ArrowDown');
    await expect(options(page)).toHaveCount(8);
    await page.keyboard.press('ArrowDown');
    await check(page);
    const panel = await page.locator('.suggestions').boundingBox();
    if (width === 360) expect(panel?.width).toBe(344);
    await page.goto('/search/list');
    await check(page);
    await page.getByLabel('Order numbers, IMEIs').fill(`PO-${955_000 + width}\nNEVER\n${'x'.repeat(120)}`);
    await page.getByRole('button', { name: 'Find orders' }).click();
    await expect(page.getByText('1 order found')).toBeVisible();
    await check(page);
    await administrator.page.goto('/admin/search');
    await check(administrator.page);
  });
