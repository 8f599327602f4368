import { type Db, transaction } from '~/platform/db.server';
import { NEWS, type NewsItem, newsKindOf } from './news';
import { newsFacts } from './news-facts.server';
import { newsRecipients, readToldOrder, type ToldOrder } from './news-recipients.server';
import { mailSubject } from './own-texts.server';
import { queueMail } from './queue-mail.server';
import { mailLocale } from './recipients.server';
import { COLLECT_SECONDS } from './rules';
import { loadTemplate } from './templates';
import type { NewsData } from './templates/order-news';
import type { ToldEvent } from './templates/template';

/**
 * Tells people of what happened to an order. What happens within five minutes becomes one mail to each of them; a repeat
 * adds nothing.
 */
export async function queueNews(event: ToldEvent): Promise<void> {
  const kind = newsKindOf(event);
  const { orderId } = event;
  if (!kind || orderId === null) return;
  await loadTemplate('order-news');
  await transaction(async (tx) => {
    // One event of an order after the other: nobody else adds to its mails meanwhile.
    await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId} FOR NO KEY UPDATE`;
    const order = await readToldOrder(tx, orderId);
    const facts = await newsFacts(tx, event);
    const item = { event: String(event.id), kind, at: event.at.toISOString(), ...facts.shown };
    const recipients = await newsRecipients(tx, order, { ...NEWS[kind], ...facts, actorId: event.actorId });
    for (const recipient of recipients) await addNews(tx, order, item, recipient);
  });
}

type Recipient = Awaited<ReturnType<typeof newsRecipients>>[number];

/** Adds to the mail that still waits for changes, else queues one that waits. */
async function addNews(tx: Db, order: ToldOrder, item: NewsItem, { recipient, locale }: Recipient) {
  const to = { orderId: order.id, recipient, template: 'order-news' };
  const told = { path: ['items'], array_contains: [{ event: item.event }] };
  if (await tx.mail.findFirst({ where: { ...to, data: told }, select: { id: true } })) return;
  const [waiting] = await tx.$queryRaw<{ id: number; locale: string; data: NewsData }[]>`
    SELECT id, locale, data FROM mails
    WHERE order_id = ${order.id} AND recipient = ${recipient} AND state = 'queued' AND collects_until IS NOT NULL
    FOR UPDATE`;
  if (waiting) {
    const data = { ...waiting.data, items: [...waiting.data.items, item] };
    const subject = await mailSubject(tx, 'order-news', { locale: mailLocale(waiting.locale), data });
    await tx.mail.update({ where: { id: waiting.id }, data: { data, subject } });
    return;
  }
  const queued = await queueMail(tx, {
    dedupeKey: `event:${item.event}:${recipient}`,
    template: 'order-news',
    recipient,
    locale,
    orderId: order.id,
    collectsUntil: new Date(Date.now() + COLLECT_SECONDS * 1000),
    data: { ...order.about, items: [item] },
  });
  if (queued === null) throw new Error(`The news of event ${item.event} found no place`);
}
