import { readFile } from 'node:fs/promises';
import { placeOrder } from '../support/client';
import { expect, hydrated, test } from '../support/e2e';
import { unzip } from '../support/zip';

test('a customer takes their data along, and is erased by an administrator once nothing is open', async ({
  app,
  enter,
}) => {
  const { page, client, companyId, user } = await enter('customer');
  const number = await placeOrder(app, client);
  await page.goto('/account');
  await hydrated(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your data (ZIP)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^data-people-\d+-.*\.zip$/);
  const files = await unzip(await readFile(await download.path()));
  expect(String(files.get('index.html'))).toContain(number);

  const company = await app.db.company.findUniqueOrThrow({ where: { id: companyId ?? 0 } });
  const administrator = await enter('administrator');
  const desk = administrator.page;
  await desk.goto('/admin');
  await desk.getByRole('link', { name: /^Privacy/ }).click();
  await hydrated(desk);
  await desk.getByPlaceholder('Name, e-mail or customer number').fill(company.number);
  await desk.getByRole('button', { name: 'Find', exact: true }).click();
  await desk.getByRole('link', { name: company.name, exact: true }).click();
  await expect(desk.getByText('1 order is still open')).toBeVisible();
  await expect(desk.getByRole('link', { name: number })).toBeVisible();
  await app.db.order.update({
    where: { number },
    data: { status: 'cancelled', stage: 'completed', completedAt: new Date() },
  });
  await desk.reload();
  await hydrated(desk);
  await desk.getByRole('link', { name: 'Erase …' }).click();
  const confirm = desk.getByLabel(`Type the customer number ${company.number} to confirm`);
  await confirm.fill(user.email);
  await desk.getByRole('button', { name: 'Erase for good' }).click();
  await expect(desk.getByText('This is not what has to be typed here.')).toBeVisible();
  await expect(confirm).toHaveValue(user.email);
  await confirm.fill(company.number);
  await desk.getByRole('button', { name: 'Erase for good' }).click();
  await expect(desk.getByRole('status').filter({ hasText: 'The data is erased.' })).toBeVisible();
  await expect(desk.getByText(`Customer ${company.id}`)).toBeVisible();

  await page.goto('/orders');
  await expect(page).toHaveURL(/\/login/);
});
