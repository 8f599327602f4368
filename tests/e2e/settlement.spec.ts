import { readFile } from 'node:fs/promises';
import { expect, hydrated, overflow, test, violations } from '../support/e2e';
import { agreeingFacts, executedOrders, ublInvoice } from '../support/settlements';

test('a partner settles a month and sends an invoice that agrees, which an administrator accepts', async ({
  app,
  enter,
}) => {
  const [partner, administrator] = [await enter('partner'), await enter('administrator')];
  const { page, companyId } = partner;
  await executedOrders(app, 790_901, 3, companyId ?? 0);
  await executedOrders(app, 790_911, 1, companyId ?? 0, { executedAt: new Date('2026-09-15T09:00:00Z') });

  await page.goto('/settlements');
  await hydrated(page);
  const sum = page.getByRole('status').filter({ hasText: 'chosen' });
  await expect(sum).toContainText('0 orders chosen');
  await page.getByLabel('Settle SP-790911').check();
  await expect(sum).toContainText(/1 order chosen.*80\.05/);
  await page.getByRole('link', { name: /October 2026/ }).click();
  await expect(sum).toContainText(/3 orders chosen.*243\.15.*19\.70.*262\.85/);
  await page.getByLabel('Settle SP-790903').uncheck();
  await expect(sum).toContainText(/2 orders chosen/);
  await page.getByLabel('Choose all 3 orders').check();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Create settlement' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is created' })).toBeVisible();
  const number = /BI-[\d-]+/.exec(page.url())?.[0] ?? '';
  expect(await overflow(page)).toBe(0);

  for (const [name, start] of [
    ['PDF', '%PDF'],
    ['CSV', '\ufeffBilling ID'],
  ] as const) {
    const answer = await partner.client.get(
      (await page.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '',
    );
    expect(
      Buffer.from(await answer.arrayBuffer())
        .toString()
        .startsWith(start),
    ).toBe(true);
  }

  const right = await agreeingFacts(app, number);
  const choose = (name: string, content: string) =>
    page
      .getByLabel(/invoice$/)
      .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) });
  await choose('wrong.xml', ublInvoice({ ...right, gross: '1.00' }));
  await page.getByRole('button', { name: 'Upload invoice' }).click();
  await expect(page.getByText('The invoice differs from the settlement in one point.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await choose('right.xml', ublInvoice(right));
  await page.getByRole('button', { name: 'Upload invoice' }).click();
  await expect(page.getByText('The invoice agrees with the settlement.')).toBeVisible();

  const desk = administrator.page;
  await desk.goto('/settlements?tab=invoiced');
  await desk.getByRole('link', { name: number }).click();
  await expect(desk.getByText('The invoice agrees with the settlement.')).toBeVisible();
  await hydrated(desk);
  const download = desk.waitForEvent('download');
  await desk.getByRole('link', { name: 'Download' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(ublInvoice(right));
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Accept invoice' }).click();
  await expect(desk.getByText('The invoice is accepted', { exact: true })).toBeVisible();
  await page.goto('/settlements?tab=all');
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('Accepted');
});
