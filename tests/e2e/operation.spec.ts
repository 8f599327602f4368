import { placeOrder } from '../support/client';
import { expect, hydrated, overflow, test } from '../support/e2e';
import { failedJob } from '../support/jobs';

test('an administrator says a status otherwise, and everybody reads it', async ({ app, enter }) => {
  const customer = await enter('customer');
  await placeOrder(app, customer.client);
  const { page } = await enter('administrator');
  await page.goto('/admin/statuses');
  await page.getByRole('link', { name: 'Waiting for device' }).click();
  await hydrated(page);
  await page.getByLabel('Your name for it').first().fill('Please send it in');
  await expect(page.getByText('It will look like this:').first()).toContainText('Please send it in');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The words are saved' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Please send it in' })).toBeVisible();
  await customer.page.goto('/orders');
  await hydrated(customer.page);
  await expect(customer.page.getByRole('table').getByText('Please send it in').first()).toBeVisible();

  await page.getByRole('link', { name: 'Please send it in' }).click();
  await page.getByRole('button', { name: 'Use the portal’s words again' }).click();
  await expect(page.getByRole('link', { name: 'Waiting for device' })).toBeVisible();
});

test('an administrator changes a mail’s words and sees it as it will look', async ({ enter }) => {
  const { page } = await enter('administrator', { viewport: { width: 360, height: 740 } });
  await page.goto('/admin/mails');
  await page.getByRole('link', { name: 'Service order RO-2026-000123 is confirmed' }).click();
  await hydrated(page);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('Subject').fill('Thank you for {{number}}');
  await page.getByLabel('Text', { exact: false }).first().fill('We look after your {{device}}.');
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: 'Thank you for RO-2026-000123' })).toBeVisible();
  await expect(preview.getByText('We look after your Fairphone 5.').nth(1)).toBeVisible();
  await page.getByLabel('Closing').fill('{{nobody}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('We know no placeholder {{nobody}}').first()).toBeVisible();
  await hydrated(page);
  await page.getByLabel('Closing').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The words are saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Use the portal’s words again' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('');
});

test('an administrator tries a failed job again, which then is done', async ({ app, enter }) => {
  await failedJob(app, { error: 'The disk was full\n    at write' });
  const { page } = await enter('administrator');
  await page.goto('/admin/jobs?state=failed');
  await hydrated(page);
  const row = page.getByRole('row').filter({ hasText: 'The disk was full' });
  await expect(row).toContainText('3 of 3');
  await expect(page.getByText(/A process on .* does up to/).first()).toBeVisible();
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'tried again' })).toBeVisible();
  await expect(row).toBeHidden();
  await page.goto('/admin/audit?kind=running');
  await expect(page.getByText('Failed jobs tried again').first()).toBeVisible();
});
