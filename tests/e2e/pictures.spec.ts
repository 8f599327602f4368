import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { placeOrder } from '../support/client';
import { expect, hydrated, overflow, test, violations } from '../support/e2e';

const picture = (background: string, orientation = 1) =>
  sharp({ create: { width: 600, height: 400, channels: 3, background } }).withMetadata({ orientation });

/** Pastes a picture into the page, with text beside it if given. */
async function paste(page: Page, name: string, content: Buffer, text?: string): Promise<void> {
  const bytes = [...content];
  await page.evaluate(
    ({ name, bytes, text }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
      if (text) clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    { name, bytes, text },
  );
}

test('pictures are pasted and chosen, shown as a gallery, and looked at by keyboard, on a phone and without script', async ({
  app,
  enter,
  visit,
}) => {
  const { page, client } = await enter('customer');
  const number = await placeOrder(app, client);
  const address = `/orders/${number}`;
  await page.goto(address);
  await hydrated(page);
  const png = await picture('#3b6ea5').png().toBuffer();
  await paste(page, 'cells.png', png, 'Excel\tputs a picture beside its cells');
  await paste(page, 'pasted.png', png);
  const upright = await picture('#a5543b', 6).jpeg().toBuffer();
  await page
    .getByLabel('Add files')
    .setInputFiles({ name: 'upright.jpg', mimeType: 'image/jpeg', buffer: upright });
  const thumbnail = page.getByRole('link', { name: 'upright.jpg', exact: true });
  await expect(thumbnail).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: 'pasted.png', exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('cells.png')).toHaveCount(0);
  const drawn = await thumbnail
    .getByRole('img')
    .evaluate((image: HTMLImageElement) =>
      image.decode().then(() => image.naturalWidth / image.naturalHeight),
    );
  expect(drawn).toBeCloseTo(400 / 600, 1);

  await thumbnail.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveAccessibleName('upright.jpg');
  await expect(dialog.getByRole('status')).toHaveText('1 of 2');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toHaveAccessibleName('pasted.png');
  await expect(dialog.getByRole('link', { name: 'Download original' })).toHaveAttribute('href', /\/\d+$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(thumbnail).toBeFocused();
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  const plain = await visit({ javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  await plain.goto(address);
  const [shown] = await Promise.all([
    plain.waitForResponse(/\/preview$/),
    plain.getByRole('link', { name: 'upright.jpg', exact: true }).click(),
  ]);
  expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/webp']);
});
