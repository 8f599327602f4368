import { writeFile } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import bwip from 'bwip-js/node';
import sharp from 'sharp';
import { sessionCookieFor } from '../support/client';
import { expect, hydrated, overflow, test, violations } from '../support/e2e';
import { sendShipment } from '../support/sent-shipment';

const field = (page: Page) => page.getByLabel('Parcel, order or device');
const counts = async (page: Page) =>
  (await page.locator('[data-testid="scan-counts"] dd').allTextContents()).map(Number);

test('parcels and devices are scanned with the keys alone, on a phone', async ({ app, enter }) => {
  const shipment = await sendShipment(app, 970_000, { orders: 4, parcels: 2 });
  const other = await sendShipment(app, 970_100);
  const { page } = await enter('technician', { viewport: { width: 360, height: 740 } });
  await page.goto('/receive');
  await hydrated(page);
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('link', { name: shipment.number })).toBeVisible();
  expect(await overflow(page)).toBe(0);

  const [one = '', two, three, four] = shipment.orders.map(({ number }) => number);
  // The next code begins before the page of the shipment is there.
  await page.keyboard.type(`${shipment.parcel(1)}\n${one.slice(0, 4)}`, { delay: 0 });
  await expect(page.getByRole('heading', { name: shipment.number })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.scanner-answer')).toContainText('Parcel 1 of 2 is here.');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`${one.slice(4)}\n${two?.toLowerCase()}\nSER970002\n${one}\n`, { delay: 0 });
  await expect(page.locator('.scanner-answer')).toContainText(`${one} was noted before.`);
  await expect.poll(() => counts(page)).toEqual([4, 3, 1, 0]);
  await expect(page.getByText(`${three} is here: Fairphone 5`)).toBeVisible();
  await page.keyboard.type(`${other.orders[0]?.number}\n`);
  await expect(page.locator('.scanner-answer')).toContainText('is not in this shipment');
  await expect.poll(() => counts(page)).toEqual([4, 3, 1, 1]);
  await expect(field(page)).toHaveValue('');

  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: `Mark ${four} as here by hand` }).click();
  await expect(page.locator('.scanner-answer')).toContainText(`${four} is here`);
  await expect.poll(() => counts(page)).toEqual([4, 4, 0, 1]);
  await page.getByRole('link', { name: /^Here/ }).click();
  await page.getByRole('button', { name: `Undo the scan of ${four}` }).click();
  await expect.poll(() => counts(page)).toEqual([4, 3, 1, 1]);
  await page.getByRole('button', { name: 'Close scan-in' }).click();
  await expect(page.getByText('The scan-in is closed.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a code that does not get through says so and can be scanned again', async ({ app, enter }) => {
  const shipment = await sendShipment(app, 971_000);
  const { page } = await enter('technician');
  await page.goto(`/receive/${shipment.number}`);
  await hydrated(page);
  await page.route('**/receive/scan', (route) => route.fulfill({ status: 429, body: 'Too many requests' }));
  await page.keyboard.type(`${shipment.orders[0]?.number}\n`);
  await expect(page.locator('.scanner-answer')).toContainText('was not noted: the portal cannot be reached');
  await page.unroute('**/receive/scan');
  await page.keyboard.type(`${shipment.orders[0]?.number}\n`);
  await expect(page.locator('.scanner-answer')).toContainText('is here');
});

/** A video of one picture in the middle of which stands a Code 128, as Chromium takes it for a camera (YUV4MPEG2). */
async function cameraOf(text: string, file: string): Promise<void> {
  const [width, height] = [640, 480];
  const code = await bwip.toBuffer({ bcid: 'code128', text, scale: 2, height: 20, paddingwidth: 10 });
  const { data } = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([{ input: code, gravity: 'centre' }])
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const luma = data.length === width * height ? data : data.filter((_, index) => index % 3 === 0);
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]));
}

test('a bar code in front of the camera is read', async ({ app }, info) => {
  const shipment = await sendShipment(app, 972_000);
  const file = info.outputPath('camera.y4m');
  await cameraOf(shipment.parcel(1), file);
  const { launchOptions = {} } = info.project.use;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  });
  const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', permissions: ['camera'] });
  const [name, value] = await sessionCookieFor(app, app.world.users.technician.id);
  await context.addCookies([{ name, value, url: app.url }]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`/receive/${shipment.number}`);
  await page.getByRole('button', { name: 'Scan with camera' }).click();
  await expect(page.locator('.scanner-answer')).toContainText('Parcel 1 of 1 is here.', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Stop camera' }).click();
  await expect(page.locator('video')).toHaveCount(0);
  expect(problems).toEqual([]);
  await browser.close();
});

test('without a camera the page says what to do instead', async ({ enter }) => {
  const { page } = await enter('technician');
  await page.goto('/receive');
  await page.getByRole('button', { name: 'Scan with camera' }).click();
  await expect(page.getByRole('alert')).toContainText('or type the number');
});
