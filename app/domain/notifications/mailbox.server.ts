import PostalMime from 'postal-mime';
import { db, type Prisma } from '~/platform/db.server';
import { isStaff, type Viewer } from '../auth/rules';
import { visibleTo } from '../orders/visible.server';
import type { MailFilter, MailStanding } from './rules';
import { readStored } from './seal-mail.server';
import { isTemplateName } from './templates';

const PAGE_SIZE = 50;

const listed = {
  id: true,
  recipient: true,
  subject: true,
  state: true,
  error: true,
  createdAt: true,
  sentAt: true,
  resentFromId: true,
  order: { select: { number: true } },
  attempts: { orderBy: { id: 'desc' }, take: 1, select: { answer: true, outcome: true } },
  resent: { orderBy: { id: 'desc' }, take: 1, select: { id: true } },
} satisfies Prisma.MailSelect;

type Row = Prisma.MailGetPayload<{ select: typeof listed }>;

/** The ledger of mails, newest first, 50 a page; `before` is the id that the page before ended with. */
export async function listMails(filter: MailFilter, before: number | null) {
  const found = await db().mail.findMany({
    where: { ...whereOf(filter), ...(before !== null && { id: { lt: before } }) },
    select: listed,
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
  });
  const mails = found.slice(0, PAGE_SIZE).map(shownRow);
  return { mails, next: found.length > PAGE_SIZE ? (mails.at(-1)?.id ?? null) : null };
}

function whereOf({ state, recipient, order }: MailFilter): Prisma.MailWhereInput {
  return {
    ...(state === 'sent' || state === 'failed' ? { state } : {}),
    ...(state === 'queued' && { state: 'queued', error: null }),
    ...(state === 'deferred' && { state: 'queued', error: { not: null } }),
    ...(recipient && { recipient: { contains: recipient, mode: 'insensitive' } }),
    ...(order && { order: { number: { equals: order, mode: 'insensitive' } } }),
  };
}

function standing({ state, error }: { state: string; error: string | null }): MailStanding {
  if (state === 'sent' || state === 'failed') return state;
  return error === null ? 'queued' : 'deferred';
}

function shownRow({ attempts, resent, order, ...mail }: Row) {
  const [attempt] = attempts;
  return {
    id: mail.id,
    recipient: mail.recipient,
    subject: mail.subject,
    state: standing(mail),
    /** The server's answer, or what went wrong; empty where the portal's own mailbox is the delivery. */
    answer: mail.error ?? attempt?.answer ?? '',
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
    order: order?.number ?? null,
    repeats: mail.resentFromId,
    resentAs: resent[0]?.id ?? null,
  };
}

export type ListedMail = ReturnType<typeof shownRow>;

const ON_ORDER_MAX = 100;

/** The mails about an order, newest first, for the operator's people who see it; null for others. */
export async function listMailsOfOrder(viewer: Viewer, orderId: number): Promise<ListedMail[] | null> {
  if (!isStaff(viewer)) return null;
  const found = await db().mail.findMany({
    where: { orderId, order: visibleTo(viewer) },
    select: listed,
    orderBy: { id: 'desc' },
    take: ON_ORDER_MAX,
  });
  return found.map(shownRow);
}

/** One mail of the ledger with every try to send it; null when there is none. */
export async function getMail(id: number) {
  const mail = await db().mail.findUnique({
    where: { id },
    select: {
      ...listed,
      messageId: true,
      template: true,
      locale: true,
      storageKey: true,
      collectsUntil: true,
      attempts: { orderBy: { id: 'desc' }, take: 50 },
    },
  });
  if (!mail) return null;
  return {
    ...shownRow(mail),
    messageId: mail.messageId,
    template: isTemplateName(mail.template) ? mail.template : null,
    locale: mail.locale,
    storageKey: mail.storageKey,
    collectsUntil: mail.collectsUntil?.toISOString() ?? null,
    attempts: mail.attempts.map(({ id, at, outcome, answer }) => ({
      id,
      at: at.toISOString(),
      outcome: OUTCOMES.find((known) => known === outcome) ?? 'started',
      answer,
    })),
  };
}

const OUTCOMES = ['started', 'sent', 'deferred', 'failed'] as const;

/** The bytes of a mail's .eml file; null when it is not drawn yet, or is gone. */
export async function readMailFile(storageKey: string | null): Promise<Buffer | null> {
  return storageKey === null ? null : readStored(storageKey);
}

/** A mail's headers, text and HTML as they were sent; null without a file. */
export async function readMail(storageKey: string | null) {
  const file = await readMailFile(storageKey);
  if (!file) return null;
  const parsed = await PostalMime.parse(file);
  return {
    headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: parsed.text ?? '',
    html: parsed.html ?? '',
  };
}

/** The id in a URL or form; 0, which no mail has, for anything else. */
export function mailId(param: string | undefined): number {
  return /^\d{1,9}$/.test(param ?? '') ? Number(param) : 0;
}
