import { expect, test, workedOrder } from '../support/e2e';

test('shares an order, which a guest follows until the link is taken back', async ({
  app,
  enter,
  join,
  visit,
}) => {
  const customer = await enter('customer');
  const { page } = customer;
  const number = await workedOrder(app, customer, (await join('technician')).client);
  await page.goto(`/orders/${number}`);
  await page.getByRole('link', { name: 'Share order' }).click();
  await page.getByLabel('Name').fill('Petra Muster');
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByLabel('Link to the order').inputValue();

  const guest = await visit({ locale: 'de-CH' });
  await guest.goto(new URL(link).pathname);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(`Serviceauftrag ${number}`);
  await expect(guest.getByText('Water damage found.')).toBeVisible();
  await expect(guest.getByText('Careful: the battery is swollen.')).toHaveCount(0);
  await guest.getByRole('link', { name: 'English' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(`Service order ${number}`);
  expect(await guest.context().cookies()).toEqual([]);

  await page.getByRole('link', { name: 'Back to the order' }).click();
  await page.getByRole('button', { name: 'Take back the link of Petra Muster' }).click();
  await expect(page.getByText('The link no longer works.')).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('This link does not work');
  await guest.getByRole('link', { name: 'Track a repair' }).click();
  await guest.getByLabel('Auftragsnummer').fill(number);
  await guest.getByLabel('E-Mail-Adresse oder Postleitzahl').fill('8800');
  await guest.getByRole('button', { name: 'Link senden' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Sehen Sie in Ihr Postfach');
});
