import { expect, overflow, test, violations } from '../support/e2e';
import { startReceiver } from '../support/receiver';

test('a reseller makes a key, adds an endpoint, and sends what has failed again', async ({ enter }) => {
  const receiver = await startReceiver();
  receiver.answer('/hook', { status: 410 }, { status: 204 });
  const { page } = await enter('reseller');
  await page.goto('/account');
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('link', { name: 'Make key' }).click();
  await page.getByLabel('Name').fill('Web shop');
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByRole('link', { name: 'Choose at least one.' })).toBeVisible();
  await page.getByLabel('orders:read', { exact: true }).check();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Your new key' })).toBeVisible();
  await expect(page.getByText(/^rp_[\w-]{43}$/)).toBeVisible();
  await page.getByRole('link', { name: 'Back to the keys' }).click();
  await page.getByLabel('Revoke Web shop').click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The key is revoked.' })).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/webhooks');
  await page.getByRole('link', { name: 'Add endpoint' }).click();
  await page.getByLabel('Address').fill('https://10.0.0.1/');
  await page.getByRole('button', { name: 'Save endpoint' }).click();
  await expect(page.locator('[aria-invalid="true"]')).toHaveValue('https://10.0.0.1/');
  await page.getByLabel('Address').fill(`${receiver.url}/hook`);
  await page.getByRole('button', { name: 'Save endpoint' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The endpoint is added.' })).toBeVisible();
  await page.getByRole('button', { name: 'Show secret' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The test is on its way.' })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('it answered that it is gone')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('link', { name: 'webhook.test' }).click();
  await expect(page.getByText('410', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The message is sent again.' })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('204', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await overflow(page)).toBe(0);
  const [first, second] = receiver.at('/hook').map(({ headers }) => headers['webhook-id']);
  expect(second).toBe(first);
  await receiver.close();
});
