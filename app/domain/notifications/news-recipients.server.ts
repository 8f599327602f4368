import type { Db } from '~/platform/db.server';
import type { Side } from './news-facts.server';
import { type Addressee, addresseeOf, deskOf, masterOf, whoWants } from './recipients.server';
import type { NotificationType } from './rules';

const person = { include: { company: true } } as const;

/** An order as its mails need it. */
export async function readToldOrder(tx: Db, orderId: number) {
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: {
      account: true,
      customer: true,
      partner: true,
      location: true,
      createdBy: person,
      assignee: person,
    },
  });
  const { number, account, customer, location } = order;
  const about = {
    number,
    device: order.deviceName,
    about: [
      order.imei ?? order.serial ?? '',
      customer.id === account.id ? '' : customer.name,
      ...order.customerReferences,
    ].filter(Boolean),
    location: location.name,
    timeZone: location.timeZone,
  };
  return { ...order, about };
}

export type ToldOrder = Awaited<ReturnType<typeof readToldOrder>>;

type News = {
  type: NotificationType;
  told: 'account' | 'both' | 'others';
  /** Who wrote it. */
  side: Side;
  quoteById: number | null;
  actorId: number | null;
};

/**
 * Who is told of news of an order: of the account its master address, who created the order and, of messages, who took part;
 * of the service location the assignee, else its address; never who did it.
 */
export async function newsRecipients(tx: Db, order: ToldOrder, news: News) {
  const candidates: Addressee[] = [];
  const talk = news.told === 'others';
  if (!talk || news.side !== 'account')
    candidates.push(
      masterOf(order.account),
      ...(await peopleOf(tx, order, [order.accountId, order.customerId], talk)),
    );
  if (talk && news.side !== 'partner' && order.partner)
    candidates.push(masterOf(order.partner), ...(await peopleOf(tx, order, [order.partner.id], talk)));
  const wanted = await whoWants(tx, news.type, candidates, news.actorId);
  const atDesk = news.told === 'both' || (talk && news.side !== 'desk');
  if (!atDesk) return wanted;
  const addresses = new Set(wanted.map(({ recipient }) => recipient));
  const desk = await deskRecipients(tx, order, news);
  return [...wanted, ...desk.filter(({ recipient }) => !addresses.has(recipient))];
}

/** The companies' people who have to do with the order: who created it and, of messages, who wrote some. */
async function peopleOf(tx: Db, order: ToldOrder, companyIds: number[], talk: boolean): Promise<Addressee[]> {
  const users = await tx.user.findMany({
    where: {
      companyId: { in: companyIds },
      active: true,
      erasedAt: null,
      OR: [{ id: order.createdById }, ...(talk ? [{ messages: { some: { orderId: order.id } } }] : [])],
    },
    ...person,
    orderBy: { id: 'asc' },
  });
  return users.map((user) => addresseeOf(user, order.account));
}

/** Who wrote the quote, else who is assigned, else the service location. */
async function deskRecipients(tx: Db, order: ToldOrder, news: News) {
  const author =
    news.quoteById === null ? null : await tx.user.findUnique({ where: { id: news.quoteById }, ...person });
  for (const user of [author, order.assignee]) {
    if (!user?.active) continue;
    // Who did it needs no mail, and nobody else does in their place.
    if (user.id === news.actorId) return [];
    const wanted = await whoWants(tx, news.type, [addresseeOf(user)], news.actorId);
    if (wanted.length > 0) return wanted;
  }
  return whoWants(tx, news.type, [deskOf(order.location)], news.actorId);
}
