import { placeOrder } from '../support/client';
import { expect, hydrated, test } from '../support/e2e';
import { eventually } from '../support/eventually';

test('a person chooses what to be told of, and a technician sees what was sent and sends it again', async ({
  app,
  enter,
}) => {
  const customer = await enter('customer');
  await customer.page.goto('/account');
  await customer.page.getByRole('link', { name: 'Choose notifications' }).click();
  await hydrated(customer.page);
  await customer.page.getByRole('checkbox', { name: 'Device ready: You' }).uncheck();
  await customer.page.getByRole('button', { name: 'Save' }).click();
  await expect(customer.page.getByText('Your choice is saved.')).toBeVisible();
  await expect(customer.page.getByRole('checkbox', { name: 'Device ready: You' })).not.toBeChecked();
  await expect(customer.page.getByRole('checkbox', { name: 'Device ready: Company' })).toBeChecked();

  const number = await placeOrder(app, customer.client);
  await eventually(async () => {
    const sent = await app.db.mail.count({ where: { order: { number }, state: 'sent' } });
    return sent === 2 ? true : null;
  });
  const { page } = await enter('technician');
  await page.goto(`/orders/${number}`);
  await page.getByRole('link', { name: 'All (2)' }).click();
  await hydrated(page);
  await page.getByRole('button', { name: `Send again to ${customer.user.email}` }).click();
  await expect(page.getByText('The mail is queued once more.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: customer.user.email })).toHaveCount(2);
  expect(await app.db.mail.count({ where: { order: { number }, resentFromId: { not: null } } })).toBe(1);
});
