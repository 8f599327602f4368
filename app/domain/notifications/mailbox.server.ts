import PostalMime from 'postal-mime';
import { db } from '~/platform/db.server';
import { readStored } from './seal-mail.server';

const PAGE_SIZE = 50;

/** The ledger of mails, newest first, 50 a page; `before` is the id that the page before ended with. */
export async function listMails(before: number | null) {
  const found = await db().mail.findMany({
    where: before === null ? {} : { id: { lt: before } },
    select: { id: true, recipient: true, subject: true, template: true, state: true, createdAt: true },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
  });
  const mails = found
    .slice(0, PAGE_SIZE)
    .map((mail) => ({ ...mail, createdAt: mail.createdAt.toISOString() }));
  return { mails, next: found.length > PAGE_SIZE ? (mails.at(-1)?.id ?? null) : null };
}

/** One mail of the ledger; null when there is none. */
export async function getMail(id: number) {
  const mail = await db().mail.findUnique({ where: { id }, omit: { data: true, dedupeKey: true } });
  return (
    mail && { ...mail, createdAt: mail.createdAt.toISOString(), sentAt: mail.sentAt?.toISOString() ?? null }
  );
}

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

/** The id in a URL; 0, which no mail has, for anything else. */
export function mailId(param: string | undefined): number {
  return /^\d{1,9}$/.test(param ?? '') ? Number(param) : 0;
}
