import { placeOrder } from '../support/client';
import { expect, overflow, test, violations } from '../support/e2e';
import { insertOrders, orderRow } from '../support/orders';

test('a reseller sees what needs them, and every figure leads to its list', async ({ app, enter }) => {
  const { page, companyId, user, client } = await enter('reseller');
  await page.goto('/');
  await expect(page).toHaveURL('/overview');
  await expect(page.getByRole('heading', { name: 'Where to begin' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const own = { accountId: companyId ?? 0, customerId: companyId ?? 0, createdById: user.id };
  const at = new Date();
  const done = { createdAt: at, confirmedAt: new Date(at.getTime() - 2 * 86_400_000), completedAt: at };
  const late = { status: 'awaiting_decision', dueAt: new Date('2026-01-05T16:00:00Z') } as const;
  await insertOrders(app.db, [
    orderRow(app.world, 620_001, { ...own, ...late }),
    ...[2, 3, 4].map((n) => orderRow(app.world, 620_000 + n, { ...own, ...done, status: 'returned' })),
  ]);
  const customer = await app.db.company.findFirstOrThrow({ where: { resellerId: companyId } });
  const number = await placeOrder(app, client, { customer: customer.number });
  const author = { connect: { id: app.world.users.technician.id } };
  const order = { connect: { number } };
  await app.db.message.create({ data: { order, author, kind: 'message', body: 'Shall we go on?' } });

  await page.reload();
  await expect(page.getByRole('link', { name: /^1\s*decision awaited/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 order is overdue' })).toBeVisible();
  await page.getByRole('link', { name: /^1\s*order with unread messages/ }).click();
  await expect(page).toHaveURL('/orders?unread=1');
  await expect(page.getByText('1 unread message')).toBeAttached();
  await page.getByRole('link', { name: number }).first().click();
  await expect(page.getByRole('log')).toContainText('New');
  await page.goto('/overview');
  await expect(page.getByRole('link', { name: /^0\s*orders with unread messages/ })).toBeVisible();

  const turnaround = page.getByRole('figure', { name: 'Turnaround by week' });
  await expect(turnaround).toContainText('Median 2.0 days, 90 % within 2.0');
  await turnaround.getByText('As a table').click();
  await expect(turnaround.getByRole('row')).toHaveCount(13);
  const completed = page.getByRole('figure', { name: 'Completed by week' });
  const column = completed.getByRole('link', { name: /\(so far\): 3 orders$/ });
  await column.hover();
  await expect(completed.locator('.chart-tip').last()).toBeInViewport();
  expect(await violations(page)).toEqual([]);
  await column.press('Enter');
  await expect(page).toHaveURL(/tab=completed&completed=/);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(4);
});

test('the overview fits a phone in German and in the dark', async ({ app, enter }) => {
  const { page, companyId, user } = await enter('reseller', { locale: 'de-CH', colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/overview');
  expect(await overflow(page)).toBe(0);
  const own = { accountId: companyId ?? 0, customerId: companyId ?? 0, createdById: user.id };
  const late = {
    status: 'in_repair',
    dueAt: new Date('2026-01-05T16:00:00Z'),
    createdAt: new Date(),
  } as const;
  await insertOrders(
    app.db,
    [1, 2, 3].map((n) => orderRow(app.world, 621_000 + n, { ...own, ...late })),
  );
  await page.reload();
  await expect(page.getByRole('heading', { name: '3 Aufträge sind überfällig' })).toBeVisible();
  for (const summary of await page.locator('.chart summary').all()) await summary.click();
  expect(await overflow(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});
