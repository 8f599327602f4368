import { messageForm, placeOrder } from '../support/client';
import { type Actor, expect, hydrated, test } from '../support/e2e';

/** Where the field stands on the screen. */
const placeOf = async (page: Actor['page'], label: string) =>
  (await page.getByRole('textbox', { name: label, exact: true }).boundingBox())?.y;

test('a conversation goes on without reloading: nothing typed is lost, and nothing internal gets out', async ({
  app,
  enter,
}) => {
  await app.db.cannedReply.create({
    data: {
      name: 'Greeting',
      bodyEn: 'Hello {{customer}}, your {{device}} ({{number}}) is with {{technician}} in {{location}}.',
      bodyDe: 'Guten Tag {{customer}}, Ihr {{device}} ist bei {{technician}}.',
      position: 1,
    },
  });
  const customer = await enter('customer');
  const technician = await enter('technician');
  const number = await placeOrder(app, customer.client);
  for (let n = 1; n <= 4; n++)
    await technician.client.post(`/orders/${number}`, messageForm('message', `Line\n`.repeat(12)));
  await app.db.company.update({ where: { id: customer.companyId ?? 0 }, data: { locale: 'en' } });

  // The customer comes by the link of a mail, and types.
  const { page } = customer;
  await page.goto(`/orders/${number}?reply`);
  const field = page.getByRole('textbox', { name: 'Your message' });
  await expect(field).toBeFocused();
  await hydrated(page);
  await page.keyboard.type('Half a sen');
  const place = await placeOf(page, 'Your message');

  // The technician takes a canned reply, changes it, and writes an internal note as well.
  const desk = technician.page;
  await desk.goto(`/orders/${number}`);
  await desk.getByLabel('Canned reply, in English').selectOption('Greeting');
  await desk.getByRole('button', { name: 'Insert' }).click();
  const reply = desk.getByRole('textbox', { name: 'Your message' });
  const { name } = await app.db.company.findUniqueOrThrow({ where: { id: customer.companyId ?? 0 } });
  await expect(reply).toHaveValue(
    `Hello ${name}, your Fairphone 5 (${number}) is with Toni technician in Zürich.`,
  );
  await reply.press('End');
  await reply.pressSequentially(' Which colour?');
  await desk.getByText('Write an internal note').click();
  await desk.getByRole('textbox', { name: 'Internal note' }).fill('Seems to be in a hurry.');
  await desk.getByText('Write a message').click();
  await desk.getByRole('button', { name: 'Send message' }).click();
  await expect(reply).toHaveValue('');

  // It is there at once; the customer's words and place stay.
  const log = page.getByRole('log');
  await expect(log.getByText('Which colour?')).toBeVisible();
  await expect(log.getByRole('article').last()).toContainText('New');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Half a sen');
  expect(Math.abs(((await placeOf(page, 'Your message')) ?? 0) - (place ?? 0))).toBeLessThan(2);

  // What was typed as internal is still there and goes nowhere else.
  await desk.getByText('Write an internal note').click();
  await expect(desk.getByRole('textbox', { name: 'Internal note' })).toHaveValue('Seems to be in a hurry.');
  await page.keyboard.type('tence.');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(desk.getByRole('log').getByText('Half a sentence.')).toBeVisible();
  await expect(desk.getByText(/^Waiting for an answer/)).toBeVisible();
  await expect(desk.getByRole('textbox', { name: 'Internal note' })).toHaveValue('Seems to be in a hurry.');
  await desk.getByRole('button', { name: 'Keep internal note' }).click();
  await expect(desk.getByRole('log').getByText('Seems to be in a hurry.')).toBeVisible();
  await desk.getByRole('button', { name: 'No answer needed' }).click();
  await expect(desk.getByText(/^Waiting for an answer/)).toBeHidden();
  expect(await page.content()).not.toContain('hurry');
  const kinds = await app.db.message.groupBy({ by: ['kind'], where: { order: { number } }, _count: true });
  expect(Object.fromEntries(kinds.map(({ kind, _count }) => [kind, _count]))).toEqual({
    message: 6,
    internal_note: 1,
  });
});

test('without the line the page asks from time to time, and counts unread messages beside the orders', async ({
  app,
  enter,
  join,
}) => {
  const technician = await join('technician');
  const { page, client } = await enter('customer');
  const number = await placeOrder(app, client);
  await page.addInitScript(() => {
    Object.assign(window, {
      EventSource: class extends EventTarget {
        static CLOSED = 2;
        readyState = 2;
        onerror?: () => void;
        constructor() {
          super();
          setTimeout(() => this.onerror?.());
        }
        close() {}
      },
    });
  });
  await page.goto('/account');
  await hydrated(page);
  await technician.client.post(`/orders/${number}`, messageForm('message', 'Are you there?'));
  const orders = page.getByRole('link', { name: 'Orders 1 order with unread messages' }).first();
  await expect(orders).toBeVisible({ timeout: 20_000 });
  await orders.click();
  await expect(page.getByText('1 unread message').first()).toBeAttached();
  await page.getByRole('link', { name: number }).first().click();
  await expect(page.getByRole('log').getByText('Are you there?')).toBeVisible();
  await expect(orders).toBeHidden();
});
