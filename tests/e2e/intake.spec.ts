import { expect, fillOrder, hydrated, test } from '../support/e2e';

const IMEI = '49 015420 323751 8';

test('a device is sent with a passcode, taken in, held back by a gate, and known when it comes again', async ({
  app,
  enter,
}) => {
  test.setTimeout(120_000);
  const gate = await app.db.gate.create({
    data: {
      labelEn: 'The tracking lock is off',
      labelDe: 'Ortungssperre aus',
      askedOf: 'both',
      blocking: true,
    },
  });
  try {
    const customer = await enter('customer');
    const { page } = customer;
    await page.goto('/orders/new');
    await hydrated(page);
    await fillOrder(page, { identifier: IMEI });
    await page.getByLabel('Passcode of the device').fill('2580');
    await page.getByLabel('The tracking lock is off').check();
    await page.getByRole('button', { name: 'Show summary' }).click();
    await expect(page.getByText('Kept, encrypted')).toBeVisible();
    await expect(page.getByText('2580')).toBeHidden();
    await page.getByRole('button', { name: 'Approve service order' }).click();
    const number =
      /RO-\d{4}-\d{6}/.exec((await page.getByText(/is approved/).textContent()) ?? '')?.[0] ?? '';

    await page.goto('/orders/new');
    await hydrated(page);
    await fillOrder(page, { identifier: IMEI });
    await expect(page.getByText('Another order for this device is still open')).toBeVisible();
    await page.getByRole('button', { name: 'Show summary' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(`The order ${number} for this device is still open`);
    await alert.getByRole('link').click();
    await page.keyboard.press('Space');
    await expect(page.getByLabel('Create another order for this device all the same')).toBeChecked();
    await page.getByRole('button', { name: 'Show summary' }).click();
    await expect(page.getByRole('heading', { name: 'Check your order' })).toBeVisible();

    const { page: bench } = await enter('technician');
    await bench.goto(`/orders/${number}/intake`);
    await hydrated(bench);
    const choices = bench.getByRole('group', { name: 'Quick choices: Condition' });
    for (const choice of ['Scratches', 'Dents', 'Scratches'])
      await choices.getByRole('button', { name: choice, exact: true }).click();
    await expect(bench.getByRole('textbox', { name: 'Condition' })).toHaveValue('Dents');
    await expect(choices.getByRole('button', { name: 'Dents' })).toHaveAttribute('aria-pressed', 'true');
    const lock = bench.getByRole('group', { name: /The tracking lock is off/ });
    await lock.getByLabel('Not in order').check();
    await bench.getByRole('button', { name: 'Receive device and save intake' }).click();
    await expect(bench.getByText('Not settled: The tracking lock is off')).toBeVisible();
    await bench.getByRole('button', { name: 'Start diagnosis' }).click();
    await expect(bench.getByRole('alert')).toContainText(`The diagnosis of ${number} cannot start yet`);
    await page.goto(`/orders/${number}`);
    await expect(page.getByText('We need your help')).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'History' }).or(page.getByText('Dents')).first(),
    ).toBeVisible();

    await bench.getByRole('link', { name: 'Record again' }).first().click();
    await lock.getByLabel('In order', { exact: true }).check();
    await bench.getByRole('button', { name: 'Save intake' }).click();
    await bench.getByRole('button', { name: 'Start diagnosis' }).click();
    await expect(bench.getByRole('button', { name: 'Start repair' })).toBeVisible();

    await bench.goto(`/orders/${number}/passcode`);
    await bench.getByRole('button', { name: 'Show passcode' }).click();
    await expect(bench.getByText('2580')).toBeVisible();
    await bench.getByRole('link', { name: 'Hide' }).click();
    await expect(bench.getByText('2580')).toBeHidden();
    await bench.goto(`/orders/${number}`);
    await expect(bench.getByText('Passcode shown')).toBeVisible();
    await bench.getByRole('link', { name: 'Show the device' }).click();
    await expect(bench.getByRole('heading', { name: 'Fairphone 5' })).toBeVisible();
    await expect(bench.getByRole('link', { name: number })).toBeVisible();
  } finally {
    await app.db.gate.delete({ where: { id: gate.id } });
  }
});
