import { expect, hydrated, overflow, test, violations } from '../support/e2e';
import { diagnosedOrder } from '../support/quotes';

test('a technician writes a quote with lines of the catalogue, and the customer decides on it', async ({
  app,
  enter,
}) => {
  const [technician, customer] = [await enter('technician'), await enter('customer')];
  const companyId = customer.companyId ?? 0;
  const own = { accountId: companyId, customerId: companyId, createdById: customer.user.id };
  const order = await diagnosedOrder(app, 720_501, own);
  await app.db.catalogueItem.create({
    data: {
      sku: 'E2E-DISPLAY',
      kind: 'product',
      nameEn: 'Original display',
      nameDe: 'Originaldisplay',
      currency: 'CHF',
      unitPriceMinor: 18_900,
      vatBasisPoints: 810,
    },
  });

  const desk = technician.page;
  await desk.goto(`/orders/${order}`);
  await desk.getByRole('link', { name: 'Write a quote' }).click();
  await hydrated(desk);
  const first = desk.getByRole('group', { name: 'Option 1' });
  const line = (number: number) => first.getByRole('group', { name: `Line ${number}` });
  await line(1).getByLabel('Description').pressSequentially('E2E-D');
  const offered = desk.locator('datalist option');
  await expect(offered).toHaveCount(1);
  await line(1)
    .getByLabel('Description')
    .fill((await offered.getAttribute('value')) ?? '');
  await expect(line(1).getByLabel('Net price in CHF')).toHaveValue('189.00');
  await expect(line(1).getByLabel('Kind')).toHaveValue('product');
  await first.getByRole('button', { name: 'Add line' }).click();
  await line(2).getByLabel('Description').fill('Protective film');
  await line(2).getByLabel('Net price in CHF').fill('19.90');
  await line(2).getByLabel('Optional').check();
  await desk.getByRole('button', { name: 'Add option' }).click();
  const second = desk.getByRole('group', { name: 'Option 2' });
  await second.getByLabel('Description').fill('Diagnosis');
  await desk.getByRole('button', { name: 'Save and preview' }).click();
  await expect(desk.getByRole('alert')).toContainText('Please enter an amount.');
  await expect(line(2).getByLabel('Description')).toHaveValue('Protective film');
  expect(await violations(desk)).toEqual([]);
  await second.getByLabel('Net price in CHF').fill('49');
  await desk.getByLabel('What you found').fill('The display is broken, the rest is fine.');
  await desk.getByRole('button', { name: 'Save and preview' }).click();
  await expect(desk.getByRole('heading', { name: /^Quote QU-/ })).toBeVisible();
  await expect(desk.getByRole('cell', { name: /^Original display/ })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Send quote' }).click();
  await expect(desk.getByRole('status').filter({ hasText: 'The quote is sent.' })).toBeVisible();

  const { page } = customer;
  await page.goto(`/orders/${order}`);
  await page.getByRole('link', { name: 'Look at the quote and decide' }).click();
  await expect(page.getByRole('button', { name: /Choose repair for CHF.204\.31/ })).toBeVisible();
  await hydrated(page);
  await page.getByLabel(/I would like this too/).check();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: /Choose repair for CHF.225\.82/ }).click();
  await expect(page.getByRole('heading', { name: 'Please confirm your choice' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.getByLabel('Your name').fill('');
  const agree = page.getByRole('button', { name: /Agree to repair for CHF.225\.82/ });
  await agree.click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Your name').fill('Anna Muster');
  await agree.click();
  await expect(page.getByRole('status').filter({ hasText: 'Agreed: repair for' })).toBeVisible();
  await expect(page.getByText(/By Anna Muster/)).toBeVisible();

  await desk.goto(`/orders/${order}`);
  await expect(desk.getByRole('table', { name: 'Products and services' })).toContainText('Protective film');
  await expect(desk.getByText(/Anna Muster agreed to quote QU-/)).toBeVisible();
});
