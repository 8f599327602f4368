import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { expect, hydrated, overflow, test, violations } from '../support/e2e';
import { eventually } from '../support/eventually';

test('a reseller invites a colleague, who joins by the mail and is deactivated later', async ({
  app,
  enter,
  visit,
}) => {
  const email = 'kim.neu@handel.test';
  const { page } = await enter('reseller');
  await page.goto('/people');
  await hydrated(page);
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Please fill this in');
  await page.getByLabel('Name').fill('Kim Neu');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText(`The invitation to ${email} is on its way.`)).toBeVisible();

  const mail = await eventually(() => app.db.mail.findFirst({ where: { recipient: email, state: 'sent' } }));
  const file = readFileSync(path.join(app.dataDir, 'files', mail.storageKey ?? ''));
  const link = /\/invitation\/[\w-]{43}/.exec((await PostalMime.parse(file)).text ?? '')?.[0] ?? '';
  const guest = await visit({ viewport: { width: 360, height: 740 } });
  await guest.goto(link);
  await hydrated(guest);
  expect(await violations(guest)).toEqual([]);
  expect(await overflow(guest)).toBe(0);
  await guest.locator('[name="password"]').fill('Regenschirm im Schnee');
  await guest.locator('[name="repeat"]').fill('Regenschirm im Schnee');
  await guest.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(guest).toHaveURL(/\/overview$/);

  await page.goto('/people');
  await hydrated(page);
  await page.getByRole('link', { name: 'Kim Neu' }).click();
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('The person is deactivated and signed out.')).toBeVisible();
  await guest.goto('/overview');
  await expect(guest).toHaveURL(/\/login/);
});

test('an administrator adds a company, and the role shows what belongs to it', async ({ enter }) => {
  const { page } = await enter('administrator');
  await page.goto('/admin');
  await page.getByRole('link', { name: /^Companies/ }).click();
  await page.getByRole('link', { name: 'Add company' }).click();
  await hydrated(page);
  await page.getByLabel('Reseller').check();
  await page.getByLabel('Name or company').fill('Neuer Handel AG');
  await page.getByRole('button', { name: 'Add company' }).click();
  await expect(page.getByText('The company is added. Invite its people now.')).toBeVisible();
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await hydrated(page);
  await expect(page.getByLabel('Company')).toHaveValue(/ · Neuer Handel AG$/);
  await page.getByLabel('Role').selectOption('technician');
  await expect(page.getByLabel('Company')).toBeHidden();
  await expect(page.getByRole('group', { name: 'Service locations' })).toBeVisible();
});
