import { expect, hydrated, test } from '../support/e2e';
import { insertOrders, orderNumber, orderRow } from '../support/orders';

test('a technician works the queue by keyboard, and sees what others do', async ({ app, enter, join }) => {
  const first = 700_001;
  const due = (index: number) => new Date(Date.UTC(2020, 0, 1 + index));
  await insertOrders(
    app.db,
    [0, 1, 2].map((index) => orderRow(app.world, first + index, { status: 'in_repair', dueAt: due(index) })),
  );
  const [one, two, three] = [0, 1, 2].map((index) => orderNumber(first + index));
  const { page } = await enter('technician');
  const colleague = await join('technician');
  const press = async (...keys: string[]) => {
    // Slower than a scanner.
    for (const key of keys) {
      await page.waitForTimeout(80);
      await page.keyboard.press(key);
    }
    await page.waitForTimeout(80);
  };
  const row = (number = '') => page.getByRole('row', { name: number });

  await page.goto('/queue');
  await hydrated(page);
  await press('j');
  await expect(page.getByRole('link', { name: one })).toBeFocused();
  await press('x', 'j', 'x');
  await expect(page.getByText('2 orders chosen')).toBeVisible();
  await press('a');
  await expect(page.getByRole('button', { name: 'To me' })).toBeFocused();
  await press('Enter');
  await expect(page.getByText('2 orders are assigned.')).toBeVisible();
  await expect(row(two)).toContainText('Toni technician');
  await expect(row(three)).toContainText('Take');

  // What a colleague does is seen without a reload.
  await colleague.client.post('/queue', { take: three ?? '' });
  await expect(row(three)).toContainText('Toni technician');

  await press('s');
  await expect(page.getByRole('button', { name: 'Ready to return' })).toBeFocused();
  await press('Enter');
  await expect(page.getByText('The status of 1 order is changed.')).toBeVisible();
  await expect(row(two)).toContainText('Ready');

  await press('?');
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeHidden();

  // Not while somebody types, but whatever a scanner types.
  await press('o', 'x', 'j');
  await expect(page.locator('input[name="code"]')).toHaveValue('xj');
  await page.locator('input[name="code"]').fill('');
  await page.locator('main h1').click();
  await page.evaluate((code) => {
    for (const key of [...code, 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, one ?? '');
  await expect(page).toHaveURL(new RegExp(`/orders/${one}$`));
});
