import { Secret, TOTP } from 'otpauth';
import type { TestApp } from '../support/app';
import { expect, hydrated, overflow, test, violations } from '../support/e2e';

const PASSWORD = 'Regenschirm im Schnee';

async function givePassword(app: TestApp, userId: number): Promise<void> {
  const { hashPassword } = await import('../../app/domain/auth/password.server');
  await app.db.user.update({ where: { id: userId }, data: { passwordHash: await hashPassword(PASSWORD) } });
}

/** Passkeys belong to the host name of the portal's address, which is `localhost` here. */
const atLocalhost = (app: TestApp) => ({ baseURL: app.url.replace('127.0.0.1', 'localhost') });

test('an authenticator app is set up on a phone, and asked for from then on', async ({
  app,
  enter,
  visit,
}) => {
  const small = { viewport: { width: 360, height: 740 } };
  const { page, user } = await enter('customer', small);
  await givePassword(app, user.id);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Set up' }).click();
  await page.getByRole('link', { name: 'Set up authenticator app' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const address = await page
    .getByRole('link', { name: 'Open in an app on this device' })
    .getAttribute('href');
  const secret = new URL(address ?? '').searchParams.get('secret') ?? '';
  const codeIn = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('This code is wrong')).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).fill(codeIn(0));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('heading', { name: 'The authenticator app is on' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(10);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as a file' }).click();
  expect((await download).suggestedFilename()).toBe('recovery-codes.txt');
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 codes are left.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  const other = await visit({ ...small, javaScriptEnabled: false });
  await other.goto('/login?redirectTo=%2Fdevices');
  await other.getByLabel('E-mail').fill(user.email);
  await other.getByLabel('Password').fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Sign in with a passkey' })).toHaveCount(0);
  await other.getByRole('textbox', { name: 'Code' }).fill(codeIn(1));
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other).toHaveURL(/\/devices$/);
});

test('a passkey is made, used instead of the password, and removed', async ({ app, enter, visit }) => {
  const { page, user, client } = await enter('technician', atLocalhost(app));
  await givePassword(app, user.id);
  const origin = atLocalhost(app).baseURL;
  await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: origin })));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await page.goto('/account/security/passkey');
  await hydrated(page);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Name').fill('Work laptop');
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove passkey Work laptop' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.context().clearCookies({ name: 'portal_session' });
  await page.goto('/login?redirectTo=%2Faccount%2Fsecurity');
  await hydrated(page);
  // The browser may have filled it in by itself; else there is the button.
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  if (await button.isVisible().catch(() => false))
    await button.click({ timeout: 2000 }).catch(() => undefined);
  await expect(page).toHaveURL(/\/account\/security$/);
  expect(await app.db.session.count({ where: { userId: user.id, method: 'passkey' } })).toBe(1);

  await page.getByRole('button', { name: 'Remove passkey Work laptop' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  expect(await app.db.passkey.count({ where: { userId: user.id } })).toBe(0);

  const visitor = await visit(atLocalhost(app));
  await visitor.goto('/login');
  await expect(visitor.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
});

test('the other new pages are in order at 360 pixels', async ({ app, enter }) => {
  const { page, user } = await enter('administrator', { viewport: { width: 360, height: 740 } });
  await givePassword(app, user.id);
  const inOrder = async (path: string) => {
    await page.goto(path);
    expect(await violations(page), path).toEqual([]);
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  };
  await inOrder('/admin/security');
  await inOrder('/account/security/codes');
  await app.db.session.updateMany({ where: { userId: user.id }, data: { provedAt: new Date(0) } });
  await inOrder('/account/confirm?redirectTo=%2Faccount%2Fsecurity%2Fapp');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page).toHaveURL(/\/account\/security\/app$/);
});
