import { placeOrder } from '../support/client';
import { type Actor, expect, hydrated, test, workedOrder } from '../support/e2e';

test('a technician scans, receives, moves, writes and charges; the customer sees what is meant for them', async ({
  app,
  enter,
}) => {
  const customer = await enter('customer');
  const number = await placeOrder(app, customer.client);
  const { page } = await enter('technician');
  await page.goto('/');
  await hydrated(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search orders' })).toBeFocused();
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/orders/${number}`);

  const steps = page.getByRole('region', { name: 'Next steps' });
  await expect(steps.getByRole('button').first()).toHaveText('Receive device');
  await steps.getByRole('button', { name: 'Receive device' }).click();
  await expect(page.getByText('The device is here. Start the diagnosis.')).toBeVisible();
  await steps.getByRole('button', { name: 'Start diagnosis' }).click();
  await expect(steps.getByRole('button', { name: 'Start repair' })).toBeVisible();

  await write('message', 'Write a message', 'Your message', 'Send message');
  await write('public', 'Write a public note', 'Public note', 'Add public note');
  await write('internal', 'Write an internal note', 'Internal note', 'Keep internal note');
  const internal = page.getByRole('log').getByRole('article').filter({ hasText: 'This is internal.' });
  await expect(internal).toContainText('Internal note: customers never see it');
  await expect(internal).toHaveCSS('border-left-style', /.+/);

  await page.getByText('Add product or service').first().click();
  await page.getByLabel('Description').fill('New display');
  await page.getByLabel('Quantity').fill('2');
  await page.getByLabel('Net price in').fill('1200.50');
  await page.getByRole('button', { name: 'Add product or service' }).click();
  const money = page.getByRole('table', { name: 'Products and services' });
  await expect(money.getByRole('row', { name: /^Total net/ })).toContainText('CHF 2,401.00');
  await expect(money.getByRole('row', { name: /^VAT 8.1/ })).toContainText('CHF 194.48');
  await expect(money.getByRole('row', { name: /^Total CHF/ })).toContainText('CHF 2,595.48');

  await page.getByLabel('Add files').setInputFiles({
    name: 'report.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('What the technician saw.'),
  });
  await expect(page.getByRole('link', { name: /report\.txt/ })).toBeVisible();
  await page.getByLabel('Internal: only the operator’s people see these files').check();
  await page.getByLabel('Add internal files').setInputFiles({
    name: 'secret.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Nobody else.'),
  });
  await expect(page.getByRole('link', { name: /secret\.txt/ })).toBeVisible();
  await page.getByLabel('Add internal files').setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('This is no picture.'),
  });
  await expect(page.getByText('“photo.png” is not what its name says.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss photo.png' }).click();
  await expect(page.getByText('“photo.png” is not what its name says.')).toBeHidden();

  await customerSees(customer, number);

  async function write(what: string, opener: string, label: string, send: string) {
    const field = page.getByRole('textbox', { name: label, exact: true });
    if (!(await field.isVisible())) await page.getByText(opener, { exact: true }).click();
    await field.fill(`This is ${what}.`);
    await page.getByRole('button', { name: send }).click();
    await expect(page.getByRole('log').getByText(`This is ${what}.`)).toBeVisible();
  }
});

async function customerSees({ page }: Actor, number: string) {
  await page.goto(`/orders/${number}`);
  await expect(page.getByText('A technician is finding out what is wrong')).toBeVisible();
  const log = page.getByRole('log');
  await expect(log.getByText('This is message.')).toBeVisible();
  await expect(log.getByText('This is public.')).toBeVisible();
  await expect(page.getByText('CHF 2,595.48')).toBeVisible();
  expect(await page.content()).not.toMatch(/This is internal|secret\.txt|Write an internal note/);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /report\.txt/ }).click();
  expect((await download).suggestedFilename()).toBe('report.txt');

  const link = page.getByRole('link', { name: 'View order as PDF' });
  const pdf = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(pdf.status()).toBe(200);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByLabel('Your message').fill('Please go on.');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(log.getByText('Please go on.')).toBeVisible();
  await expect(page.getByLabel('Your message')).toHaveValue('');
}

test('reads dates and money as the person does', async ({ app, enter, join }) => {
  const customer = await enter('customer', { locale: 'de-CH' });
  const technician = await join('technician');
  const number = await workedOrder(app, customer, technician.client);
  const { page } = customer;
  await page.goto(`/orders/${number}`);
  const money = page.getByRole('table', { name: 'Produkte und Leistungen' });
  await expect(money.getByRole('row', { name: /^Total CHF|^Gesamtbetrag|^Total/ }).last()).toContainText(
    /CHF.195[.,]39/,
  );
  const today = new Intl.DateTimeFormat('de-CH', { dateStyle: 'medium', timeZone: 'Europe/Zurich' });
  await expect(page.getByText(today.format(new Date())).first()).toBeVisible();
  await expect(page.getByText('In Reparatur').first()).toBeVisible();
});

test('an outdated page does not move an order', async ({ app, enter, join }) => {
  const customer = await join('customer');
  const number = await placeOrder(app, customer.client);
  const { page, client } = await enter('technician');
  // A page that hears of nothing.
  await page.route('**/live?*', (route) => route.fulfill({ status: 404 }));
  await page.goto(`/orders/${number}`);
  await client.post(`/orders/${number}`, { intent: 'move', from: 'confirmed', to: 'in_transit' });
  await page.getByRole('button', { name: 'Receive device' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this order in the meantime');
  await expect(page.getByText('On its way here').first()).toBeVisible();
});
