import { imeiFromTac } from '../../app/domain/devices/rules';
import { expect, overflow, test, violations } from '../support/e2e';

const HEAD = 'Customer number;Device;IMEI;Problem;Reference';

test('a reseller imports orders: paste, columns, check, create, rows not taken', async ({ enter, app }) => {
  const { page, companyId } = await enter('reseller');
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: companyId ?? 0 } });
  const good = imeiFromTac('35693805', (companyId ?? 0) * 2);
  const rows = [
    `${customer.number};Fairphone 5;${good};The screen stays black.;PO-1`,
    `${customer.number};Fairphone 5;${good.slice(0, 14)}${(Number(good.at(-1)) + 1) % 10};Battery.;PO-2`,
  ];
  await page.goto('/orders');
  await page.getByRole('link', { name: 'Import orders' }).click();
  await page.getByLabel('Or paste the rows').fill([HEAD, ...rows].join('\n'));
  await page.getByRole('button', { name: 'Send and choose columns' }).click();
  await expect(page.getByLabel('Device means')).toHaveValue('deviceName');
  await expect(page.getByLabel('IMEI means')).toHaveValue('imei');
  await page.getByRole('button', { name: 'Check rows' }).click();
  await expect(page.getByText('Choose a column for this above').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('Service location', { exact: true }).selectOption({ label: 'Zürich' });
  await page.getByLabel('How it comes back').selectOption({ label: 'Pick-up' });
  await page.getByRole('group', { name: 'Is there a backup?' }).getByLabel('Yes').check();
  await page.getByRole('button', { name: 'Check rows' }).click();
  await expect(page.getByText('1 row is ready.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('One digit of this IMEI is wrong')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create orders' }).click();
  await expect(page.getByText('1 order was created')).toBeVisible({ timeout: 30_000 });
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rows not taken' }).click();
  expect((await download).suggestedFilename()).toBe('import-not-taken.csv');
  await page.getByRole('link', { name: 'Show orders' }).click();
  await expect(page.getByText('Fairphone 5').first()).toBeVisible();
  await page.goto('/imports');
  expect(await violations(page)).toEqual([]);
});
