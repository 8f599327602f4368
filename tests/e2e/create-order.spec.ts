import { randomUUID } from 'node:crypto';
import { expect, fillOrder, hydrated, overflow, test } from '../support/e2e';

const NUMBER = /RO-\d{4}-\d{6}/;

test('a customer creates, checks, changes and approves an order, and finds it again', async ({
  app,
  enter,
}) => {
  const { page, companyId } = await enter('customer');
  await page.goto('/');
  await page.getByRole('link', { name: 'Create service order' }).first().click();

  const identifier = page.getByLabel('IMEI or serial number');
  await hydrated(page);
  await identifier.fill('35 693803 564380 8');
  await identifier.blur();
  await expect(page.getByText(/it would end in 9, not 8/)).toBeVisible();
  await expect(identifier).toHaveAttribute('aria-invalid', 'true');
  await expect(identifier).toHaveAccessibleDescription(/One digit of this IMEI is wrong/);
  await identifier.fill('35 693803 564380 9');
  await expect(page.getByText(/One digit of this IMEI is wrong/)).toBeHidden();

  await expect(page.getByLabel('Street and number')).toBeHidden();
  await fillOrder(page, { parcel: true });
  await page.getByLabel('Name or company').fill('Frau Muster');
  await page.getByLabel('Street and number').fill('Gasse 3');
  await page.getByLabel('Postal code').fill('3011');
  await page.getByLabel('City').fill('Bern');
  await page.getByLabel('Country').fill('CH');
  await page.getByLabel('Customer reference').fill('PO-4711, PO-4712');
  await page.getByRole('button', { name: 'Show summary' }).click();

  await expect(page.getByRole('heading', { name: 'Check your order' })).toBeVisible();
  for (const shown of ['35 693803 564380 9', 'The screen stays black.', 'PO-4711, PO-4712', 'Gasse 3', 'Yes'])
    await expect(page.getByText(shown)).toBeVisible();
  await page.getByRole('link', { name: 'Change: Problem' }).click();
  await expect(page.getByLabel('What is wrong with it?')).toHaveValue('The screen stays black.');
  await page.getByLabel('What is wrong with it?').fill('It has a crack.');
  await page.getByRole('button', { name: 'Show summary' }).click();
  await expect(page.getByText('It has a crack.')).toBeVisible();

  await page.getByRole('button', { name: 'Approve service order' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  const number = NUMBER.exec(page.url())?.[0] ?? '';
  await expect(page.getByText(`Service order ${number} is approved`)).toBeVisible();

  await page.goBack();
  const again = page.getByRole('button', { name: 'Approve service order' });
  if (await again.isVisible()) await again.click();
  await expect(page).toHaveURL(new RegExp(number));
  await page.goto(`/orders/${number}/summary`);
  await expect(page).toHaveURL(`/orders/${number}/confirmation`);
  expect(await app.db.order.count({ where: { accountId: companyId ?? 0 } })).toBe(1);
  const { id } = await app.db.order.findUniqueOrThrow({ where: { number } });
  expect(await app.db.event.count({ where: { orderId: id, type: 'order.confirmed' } })).toBe(1);

  await page.getByRole('link', { name: 'Go to the order' }).click();
  await expect(page.getByText('We have your order.')).toBeVisible();
  await expect(page.getByText('Next: You')).toBeVisible();
  await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
  const tabs = page.getByRole('navigation', { name: 'Orders by progress' }).getByRole('link');
  await expect(tabs).toHaveText([/^New\s*1$/, /^At service location\s*0$/, /^Completed\s*0$/]);
  await tabs.nth(1).click();
  await expect(page.getByRole('heading', { name: 'No orders at a service location' })).toBeVisible();
  await tabs.nth(0).click();
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByRole('heading', { name: number })).toBeVisible();
});

test('an unfinished order waits as a draft, is finished later, or discarded', async ({ app, enter }) => {
  const { page, companyId } = await enter('customer');
  await page.goto('/orders/new');
  await page.getByLabel('What device is it?').fill('Fairphone 5');
  await page.getByLabel('IMEI or serial number').fill('35 693803 564380 8');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page).not.toHaveURL(/\/new$/);
  await page.goto('/orders?tab=new');
  const row = page.getByRole('row').filter({ hasText: 'Draft' });
  await row.getByRole('link').click();
  await expect(page.getByLabel('IMEI or serial number')).toHaveValue('35 693803 564380 8');
  await fillOrder(page);
  await page.getByRole('button', { name: 'Show summary' }).click();
  await page.getByRole('button', { name: 'Approve service order' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(await app.db.order.count({ where: { accountId: companyId ?? 0 } })).toBe(1);

  await page.goto('/orders/new');
  await page.getByLabel('What device is it?').fill('Second device');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page).not.toHaveURL(/\/new$/);
  await page.goto('/orders?tab=new&status=draft');
  await page.getByRole('row').filter({ hasText: 'Draft' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await expect(page).toHaveURL(/tab=new/);
  expect(await app.db.order.count({ where: { accountId: companyId ?? 0 } })).toBe(1);
});

test('the same on a phone, in German, without script', async ({ app, enter }) => {
  const { page, companyId } = await enter('customer', {
    javaScriptEnabled: false,
    locale: 'de-CH',
    viewport: { width: 360, height: 740 },
  });
  await page.goto('/orders');
  await page.getByRole('link', { name: 'Serviceauftrag erstellen' }).first().click();
  await page.getByLabel('IMEI oder Seriennummer').fill('35 693803 564380 8');
  await page.getByRole('button', { name: 'Zusammenfassung anzeigen' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Bitte prüfen Sie diese Felder');
  await expect(alert.getByRole('link')).toHaveCount(6);
  await expect(page.getByText(/IMEI/).filter({ hasText: '9' }).first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/[a-z]_[a-z]/);

  await page.getByLabel('IMEI oder Seriennummer').fill('35 693803 564380 9');
  await page.getByLabel('Welches Gerät ist es?').fill('Fairphone 5');
  await page.getByLabel('Was funktioniert nicht?').fill('Bleibt <b>schwarz</b>.');
  await page.getByRole('group', { name: 'Gibt es eine Sicherung?' }).getByLabel('Nein').check();
  await page
    .getByRole('group', { name: 'Wo soll es repariert werden?' })
    .getByRole('radio', { name: /^Zürich/ })
    .check();
  await page.getByLabel('Paket').check();
  for (const label of ['Name oder Firma', 'Strasse und Nummer', 'Postleitzahl', 'Ort', 'Land'])
    await page.getByLabel(label, { exact: true }).fill('');
  await page.getByRole('button', { name: 'Zusammenfassung anzeigen' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(5);
  for (const label of ['Name oder Firma', 'Strasse und Nummer', 'Postleitzahl', 'Ort', 'Land'])
    await page.getByLabel(label, { exact: true }).fill('Ostring 5');
  await page.getByRole('button', { name: 'Zusammenfassung anzeigen' }).click();
  await expect(page.getByRole('heading', { name: 'Auftrag prüfen' })).toBeVisible();
  await expect(page.getByText('Bleibt <b>schwarz</b>.')).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const approve = page.getByRole('button', { name: 'Serviceauftrag freigeben' });
  await approve.click();
  await expect(page.getByRole('heading', { name: 'Vielen Dank' })).toBeVisible();
  await page.goBack();
  if (await approve.isVisible()) await approve.click();
  await expect(page.getByRole('heading', { name: 'Vielen Dank' })).toBeVisible();
  await page.getByRole('link', { name: 'Zum Auftrag' }).click();
  await page.getByLabel('Ihre Nachricht').fill('Wann ist es fertig?');
  await page.getByRole('button', { name: 'Nachricht senden' }).click();
  await expect(page.getByRole('log').getByText('Wann ist es fertig?')).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await app.db.order.count({ where: { accountId: companyId ?? 0 } })).toBe(1);
});

test('a reseller orders for one of its customers, and the order approves itself', async ({ app, enter }) => {
  const { page, companyId } = await enter('reseller');
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: companyId } });
  await page.goto('/orders/new');
  const who = page.getByLabel('Who is this order for?');
  await expect(who).toHaveValue('');
  await who.pressSequentially(customer.name.slice(0, 8));
  const option = page.locator('datalist option').filter({ hasText: customer.number });
  await expect(page.locator('datalist option').first()).toBeAttached();
  const value = (await option.count()) > 0 ? await option.first().getAttribute('value') : customer.number;
  await fillOrder(page);

  await who.fill('Nobody of ours');
  await page.getByRole('button', { name: 'Create service order' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('We do not know this customer');
  await expect(alert).toBeFocused();
  await alert.getByRole('link').click();
  await expect(who).toBeFocused();
  await who.fill(value ?? '');
  await page.getByRole('button', { name: 'Create service order' }).click();
  await expect(page.getByText(/was created and approved by itself/)).toBeVisible();
  await expect(page.getByText(`For ${customer.name}`)).toBeVisible();
  const order = await app.db.order.findFirstOrThrow({ where: { accountId: companyId ?? 0 } });
  expect(order).toMatchObject({ status: 'confirmed', customerId: customer.id });
});

test('creates and approves an order by keyboard alone', async ({ app, enter }) => {
  const { page, companyId } = await enter('customer');
  await page.goto('/orders');
  await hydrated(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await tabTo('Create service order');
  await expectVisibleFocus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Create service order' })).toBeVisible();

  await tabTo('IMEI or serial number');
  await expectVisibleFocus();
  await page.keyboard.type('356938035643809');
  await tabTo('What device is it?');
  await page.keyboard.type('Fairphone 5');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('What is wrong with it?')).toBeFocused();
  await page.keyboard.type('It is broken.');
  await tabTo('Yes');
  await page.keyboard.press('Space');
  await tabTo('München');
  await page.keyboard.press('Space');
  await tabTo('Parcel');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Pick-up')).toBeChecked();
  await tabTo('Show summary');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your order' })).toBeVisible();
  await tabTo('Approve service order');
  await expectVisibleFocus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(await app.db.order.count({ where: { accountId: companyId ?? 0, status: 'confirmed' } })).toBe(1);

  /** Presses Tab until the focus is on what has these words. */
  async function tabTo(words: string) {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        const labels = element && 'labels' in element ? [...(element.labels as NodeListOf<Element>)] : [];
        return (
          labels.map((label) => label.textContent?.trim()).join(' ') || element?.textContent?.trim() || ''
        );
      });
      if (focused.startsWith(words)) return;
    }
    throw new Error(`Tab does not lead to “${words}”`);
  }

  async function expectVisibleFocus() {
    const style = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(style).toBe('solid 2px');
  }
});

test('what was typed is still there after the session has ended', async ({ app, enter }) => {
  const { page, client, user } = await enter('customer');
  await page.goto('/orders/new');
  await fillOrder(page);
  await app.db.session.deleteMany({ where: { userId: user.id } });
  await page.getByRole('button', { name: 'Show summary' }).click();
  await expect(page.getByText('What you typed is kept')).toBeVisible();
  expect(client.cookies.size).toBe(1);
  await signInAgain();
  await expect(page).toHaveURL(/\/orders\/new$/);
  await expect(page.getByLabel('What is wrong with it?')).toHaveValue('The screen stays black.');
  await page.getByRole('button', { name: 'Show summary' }).click();
  await page.getByRole('button', { name: 'Approve service order' }).click();
  await page.getByRole('link', { name: 'Go to the order' }).click();

  await page.getByLabel('Your message').fill('A long thought.');
  await app.db.session.deleteMany({ where: { userId: user.id } });
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByText('What you typed is kept')).toBeVisible();
  await signInAgain();
  await expect(page.getByLabel('Your message')).toHaveValue('A long thought.');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('log').getByText('A long thought.')).toBeVisible();

  async function signInAgain() {
    const { hashPassword } = await import('../../app/domain/auth/password.server');
    const password = randomUUID();
    await app.db.user.update({
      where: { id: user.id },
      data: { passwordHash: await hashPassword(password) },
    });
    await page.getByLabel('E-mail').fill(user.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
});
