import { expect, hydrated, overflow, test } from '../support/e2e';
import { dayIn, sellOnsite } from '../support/onsite';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

test('a service partner takes an order through its steps on the phone, with the customer’s signature', async ({
  app,
  enter,
}) => {
  const operator = await enter('administrator');
  const { page, companyId } = await enter('partner', PHONE);
  await page.goto('/');
  await expect(page).toHaveURL(/\/partner$/);
  await hydrated(page);
  const number = await sellOnsite(app, operator.client, companyId ?? 0);
  const { spId } = await app.db.order.findUniqueOrThrow({ where: { number } });
  const row = page.getByRole('link', { name: spId ?? '' });
  await expect(page.getByRole('link', { name: /Check requirements 1/ })).toBeVisible();
  await row.click();
  await hydrated(page);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('group', { name: 'Was the customer reached?' }).getByLabel('Yes').check();
  await page.getByRole('button', { name: 'Note attempt' }).click();
  await expect(page.getByText('Reached', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Requirements fulfilled' }).click();
  await expect(page.getByRole('alert')).toContainText('Please fill this in');
  await page
    .getByRole('group', { name: /Does the wall carry it/ })
    .getByLabel('Yes')
    .check();
  await page.getByRole('button', { name: 'Requirements fulfilled' }).click();
  await expect(page.getByText('Waiting for the goods', { exact: true }).first()).toBeVisible();
  await page.goto('/partner');
  await expect(row).toBeHidden();

  const { page: office } = operator;
  await office.goto(`/orders/${number}`);
  await office.getByRole('link', { name: 'Partner, goods and decisions' }).click();
  await office.getByLabel('Arrives on').fill(dayIn(2));
  await office.getByRole('button', { name: 'Goods are dispatched' }).click();
  await expect(office.getByText('Appointment to be set').first()).toBeVisible();

  await page.goto('/partner');
  await row.click();
  await hydrated(page);
  await page.getByLabel('Day').fill(dayIn(4));
  await page.getByLabel('From').fill('09:00');
  await page.getByLabel('Until').fill('11:30');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Set appointment' }).click();
  await expect(page.getByText('Visit planned').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Calendar file' }).click();
  expect((await download).suggestedFilename()).toBe(`${number}.ics`);

  await page.getByRole('link', { name: 'Confirm execution' }).click();
  await hydrated(page);
  await page.getByLabel('What was done?').fill('Mounted and tried out.');
  await page.getByLabel('Name of who signs').fill('Petra Muster');
  const pad = page.getByRole('img', { name: 'Signature' });
  await pad.evaluate((canvas) => canvas.scrollIntoView({ block: 'center' }));
  const box = await pad.boundingBox();
  if (!box) throw new Error('There is nowhere to sign');
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 20, { steps: 6 });
  await page.mouse.move(box.x + 200, box.y + 70, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByText('Signed.')).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Confirm execution' }).click();
  const signature = page.getByRole('img', { name: 'Signature of Petra Muster' });
  await expect(signature).toBeVisible();
  await expect
    .poll(() => signature.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(100);
  await page.goto('/partner');
  await expect(page.getByRole('link', { name: /Completed, not settled 1/ })).toBeVisible();
});
