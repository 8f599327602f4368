import type { Page } from '@playwright/test';
import { expect, fillOrder, hydrated, overflow, test } from '../support/e2e';

const bar = (page: Page) => page.getByRole('region', { name: 'Ordering for a customer' });
const who = (page: Page) => page.getByLabel('Who is this order for?');

test('a reseller finds a customer, orders for it, and leaves it', async ({ app, enter }) => {
  const { page, companyId } = await enter('reseller');
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: companyId } });
  await page.goto('/orders');
  await hydrated(page);
  const box = page.getByRole('combobox', { name: 'Search orders' });
  await box.pressSequentially(customer.number.slice(0, 3));
  const option = page.getByRole('option').filter({ hasText: customer.name });
  await expect(option).toContainText('Order for this customer');
  while ((await option.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText(`Ordering for ${customer.name}`);
  await expect(page).toHaveURL('/orders');

  await page.getByRole('link', { name: 'Create service order' }).first().click();
  await expect(who(page)).toHaveValue(`${customer.number} · ${customer.name}`);
  await fillOrder(page);
  await page.getByLabel('How does the device come to the service location?').selectOption('Parcel service');
  await page.getByRole('button', { name: 'Show summary' }).click();
  await expect(page.getByRole('heading', { name: 'Check your order' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText(`For ${customer.name}`);
  await expect(main).toContainText('Parcel service');
  await page.getByRole('button', { name: 'Create service order' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await expect(main).toContainText(`For ${customer.name}`);
  const order = await app.db.order.findFirstOrThrow({ where: { accountId: companyId ?? 0 } });
  expect(order).toMatchObject({ customerId: customer.id, status: 'confirmed' });

  await bar(page).getByRole('link', { name: 'Customer’s orders' }).click();
  await expect(page.getByRole('table')).toContainText(order.number);
  await bar(page).getByRole('button', { name: 'Leave' }).click();
  await expect(bar(page)).toBeHidden();
  await page.getByRole('link', { name: 'Create service order' }).first().click();
  await expect(who(page)).toHaveValue('');
});

test('two tabs keep their customers; a form says when it is for another', async ({ app, enter }) => {
  const { page: first, companyId } = await enter('reseller');
  const one = await app.db.company.findFirstOrThrow({ where: { resellerId: companyId } });
  const { id: _, ...common } = one;
  const other = await app.db.company.create({
    data: { ...common, number: `${one.number}-B`, name: 'Zweite AG' },
  });
  const begin = async (page: Page, name: string) => {
    await page.goto('/customers');
    await page.getByRole('button', { name: `Order for ${name}` }).click();
    await expect(bar(page)).toContainText(name);
  };
  await begin(first, one.name);
  await fillOrder(first);
  const second = await first.context().newPage();
  await begin(second, other.name);
  await first.getByRole('button', { name: 'Show summary' }).click();
  await expect(first.getByRole('main')).toContainText(`For ${one.name}`);
  await expect(first.getByRole('main')).toContainText(
    'You are ordering for Zweite AG, but this order is for',
  );
  const order = await app.db.order.findFirstOrThrow({ where: { accountId: companyId ?? 0 } });
  expect(order.customerId).toBe(one.id);

  await hydrated(second);
  await who(second).fill(one.number);
  const notice = second.getByText('You are ordering for Zweite AG, but');
  await expect(notice).toBeVisible();
  await second.getByRole('button', { name: 'Use Zweite AG' }).click();
  await expect(who(second)).toHaveValue(`${other.number} · Zweite AG`);
  await expect(notice).toBeHidden();
  await second.getByLabel('What device is it?').fill('Half typed');
  await bar(second).getByRole('button', { name: 'Leave' }).click();
  await expect(bar(second)).toBeHidden();
  await expect(second.getByLabel('What device is it?')).toHaveValue('Half typed');
  await expect(who(second)).toHaveValue(`${other.number} · Zweite AG`);
});

test('customers are added, deactivated and ordered for on a phone without script', async ({ app, enter }) => {
  const { page, companyId } = await enter('reseller', {
    javaScriptEnabled: false,
    locale: 'de-CH',
    viewport: { width: 360, height: 740 },
  });
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Kunden hinzufügen' }).first().click();
  await page.getByLabel('Name oder Firma').fill('Käserei Hügel');
  await page.getByRole('button', { name: 'Kunden hinzufügen' }).click();
  await expect(page.getByRole('heading', { name: 'Käserei Hügel' })).toBeVisible();
  const added = await app.db.company.findFirstOrThrow({
    where: { resellerId: companyId, name: 'Käserei Hügel' },
  });
  expect(added.number).toMatch(/-2$/);
  await page.getByRole('button', { name: 'Auftrag für diesen Kunden' }).click();
  await expect(page.getByLabel('Für wen ist dieser Auftrag?')).toHaveValue(`${added.number} · Käserei Hügel`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.goto(`/customers/${added.id}`);
  await page.getByRole('button', { name: 'Deaktivieren', exact: true }).click();
  await expect(page.getByText('Käserei Hügel wurde deaktiviert.')).toBeVisible();
  await page.getByRole('button', { name: 'Schliessen' }).click();
  await expect(page.getByText('Käserei Hügel wurde deaktiviert.')).toBeHidden();
  await expect(page.getByText('Dieser Kunde ist deaktiviert')).toBeVisible();
});
