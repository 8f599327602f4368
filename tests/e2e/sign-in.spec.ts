import { hashPassword } from '../../app/domain/auth/password.server';
import { expect, hydrated, test } from '../support/e2e';

const PASSWORD = 'sieben Zwerge im Wald';

test('signs in by the form, tells nothing of a wrong password, signs out', async ({ app, visit, join }) => {
  const { user } = await join('customer');
  await app.db.user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(PASSWORD) } });
  const page = await visit();
  await page.goto('/orders?tab=completed');
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password').fill('not my password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('E-mail and password do not belong together');
  await expect(page.getByLabel('E-mail')).toHaveValue(user.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\?tab=completed$/);
  await page.getByRole('button', { name: `Account of ${user.name}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toContainText('You are signed out.');
  await page.goto('/orders');
  await expect(page).toHaveURL(/\/login/);
});

test('sets a new password by the link of the mail', async ({ visit, enter, join }) => {
  const { user } = await join('customer');
  const page = await visit();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();

  const { page: mailbox } = await enter('administrator');
  await expect(async () => {
    await mailbox.goto('/admin/mailbox');
    const row = mailbox.getByRole('row').filter({ hasText: user.email });
    await expect(row.getByText('Sent')).toBeVisible({ timeout: 500 });
    await row.getByRole('link').click({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  const mail = mailbox.frameLocator('iframe');
  const link = await mail.locator('a[href*="/reset-password/"]').first().getAttribute('href');
  expect(link).toContain('/reset-password/');

  await page.goto(new URL(link ?? '').pathname);
  await page.getByLabel(/^New password( \*)?$/).fill('kurz');
  await page.getByLabel('New password again').fill('kurz');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Please use at least 10 characters.')).toBeVisible();
  await page.getByLabel(/^New password( \*)?$/).fill(PASSWORD);
  await page.getByLabel('New password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Orders', exact: true })).toBeVisible();

  await page.context().clearCookies();
  await page.goto(new URL(link ?? '').pathname);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('keeps language and look with the person', async ({ visit, enter, app }) => {
  const { page, user } = await enter('customer');
  await page.goto('/orders');
  await hydrated(page);
  await page.getByRole('button', { name: `Account of ${user.name}` }).click();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Aufträge', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await hydrated(page);
  await page.getByRole('button', { name: `Konto von ${user.name}` }).click();
  await page.getByRole('button', { name: 'Dunkel' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await hydrated(page);
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(236, 238, 240)');

  const { cookies } = await page.context().storageState();
  const session = cookies.filter(({ name }) => name === 'portal_session');
  const elsewhere = await visit();
  await elsewhere.context().addCookies(session);
  await elsewhere.goto(app.url);
  await expect(elsewhere.getByRole('heading', { name: 'Aufträge', exact: true })).toBeVisible();
  await hydrated(elsewhere);
  await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'dark');
});
