import { expect, hydrated, overflow, test, violations } from '../support/e2e';
import { eventually } from '../support/eventually';
import { linkTo, makePlan } from '../support/offers';

test('a reseller offers two devices with a service plan to a customer, and the approver accepts by the link', async ({
  app,
  enter,
  visit,
}) => {
  const reseller = await enter('reseller');
  const plan = await makePlan(app, { nameEn: 'Care for phones', nameDe: 'Sorglos' });
  const { id: _, ...like } = app.world.companies.resellersCustomer;
  const number = `E2E-${plan}`;
  await app.db.company.create({
    data: { ...like, number, name: 'Velowerk', resellerId: reseller.companyId, email: 'info@velowerk.test' },
  });

  const { page } = reseller;
  await page.goto('/offers');
  await page.getByRole('link', { name: 'New basket' }).first().click();
  await hydrated(page);
  await page.locator('[name="customer"]').fill(number);
  await page.getByLabel('Title').fill('Phones of the workshop');
  await page.getByRole('button', { name: 'Begin basket' }).click();
  await expect(page.getByRole('heading', { name: /^Basket BA-/ })).toBeVisible();
  for (const [device, identifier, problem] of [
    ['Fairphone 5', '35 693803 564380 9', 'The screen stays black.'],
    ['Fairphone 4', 'SN-FP4-0815', ''],
  ] as const) {
    await hydrated(page);
    const add = page.locator('details').filter({ hasText: 'Add device' });
    if (!(await add.locator('[name="identifier"]').isVisible())) await add.locator('summary').click();
    await add.locator('[name="identifier"]').fill(identifier);
    await add.locator('[name="deviceName"]').fill(device);
    if (problem) await add.locator('[name="problem"]').fill(problem);
    await add.locator('[name="plan"]').selectOption(String(plan));
    await add.getByRole('button', { name: 'Add device' }).click();
    await expect(page.getByRole('button', { name: `Take out ${device}` })).toBeVisible();
  }
  await expect(page.getByText('2 devices')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Another approver').fill('Vera Velo');
  await page.getByLabel('Their e-mail address').fill('vera@velowerk.test');
  await page.getByRole('button', { name: 'Create and send offer' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The offer is sent.' })).toBeVisible();
  const offer = /OF-[\d-]+/.exec(page.url())?.[0] ?? '';
  await eventually(async () => {
    const mails = await app.db.mail.count({
      where: { template: 'offer-link', recipient: { contains: '@velowerk.test' } },
    });
    return mails === 2 ? mails : null;
  });

  const approver = await visit({ viewport: { width: 360, height: 740 } });
  await approver.goto(await linkTo(app, offer, 'vera@velowerk.test'));
  await expect(approver.getByRole('heading', { name: `Offer ${offer}` })).toBeVisible();
  expect(await overflow(approver)).toBe(0);
  expect(await violations(approver)).toEqual([]);
  await approver.getByRole('button', { name: /^Accept for CHF.259\.44/ }).click();
  await expect(approver.getByLabel('Your name')).toHaveValue('Vera Velo');
  expect(await violations(approver)).toEqual([]);
  await approver.getByRole('button', { name: /^Order now for CHF.259\.44/ }).click();
  await expect(approver.getByRole('heading', { name: 'Order confirmation' })).toBeVisible();
  await expect(approver.getByText('Thank you, everything is ordered')).toBeVisible();
  expect(await overflow(approver)).toBe(0);
  expect(await violations(approver)).toEqual([]);

  await page.goto(`/offers/${offer}/confirmation`);
  await page.getByRole('link', { name: /^CO-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Contract CO-/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Fairphone 4' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
