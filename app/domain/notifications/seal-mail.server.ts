import { type Db, db, transaction } from '~/platform/db.server';
import { hasMailServer } from '~/platform/mail.server';
import { StorageMissing, storage } from '~/platform/storage.server';
import { drawMail } from './draw-mail.server';
import { mailLocale } from './recipients.server';
import { loadTemplate } from './templates';
import type { Template } from './templates/template';

/** A mail whose bytes are kept: every try sends them. */
export type SealedMail = { id: number; recipient: string; template: string; storageKey: string };

const copyKey = (id: number) => `mails/${id}.eml`;
/** The bytes with the secret, there until the mail server took them. */
const secretKey = (id: number) => `mails/${id}.sealed.eml`;
/** Stands in the portal's copy where the secret is in the mail. */
const HIDDEN = '***';

/**
 * Draws a mail of the ledger and keeps its bytes; from then on nothing is added to it and nothing of it changes. What was
 * kept before stays. Throws what drawing or keeping throws.
 */
export async function sealMail(mailId: number): Promise<SealedMail> {
  const found = await db().mail.findUniqueOrThrow({ where: { id: mailId } });
  const template = await loadTemplate(found.template);
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM mails WHERE id = ${mailId} FOR UPDATE`;
    const mail = await tx.mail.findUniqueOrThrow({ where: { id: mailId } });
    const storageKey = mail.storageKey ?? (await keep(tx, mail, template));
    if (!mail.storageKey)
      await tx.mail.update({ where: { id: mailId }, data: { storageKey, collectsUntil: null } });
    return { id: mail.id, recipient: mail.recipient, template: mail.template, storageKey };
  });
}

type MailRow = NonNullable<Awaited<ReturnType<Db['mail']['findUnique']>>>;

async function keep(tx: Db, mail: MailRow, template: Template<unknown>): Promise<string> {
  const row = { ...mail, locale: mailLocale(mail.locale) };
  const data = template.data.parse(mail.data);
  const secret = (await template.secret?.(tx, data)) ?? '';
  const bytes = await drawMail(row, template, data, secret);
  const copy = secret && hasMailServer() ? await drawMail(row, template, data, HIDDEN) : bytes;
  if (copy !== bytes) await storage().put(secretKey(mail.id), bytes);
  await storage().put(copyKey(mail.id), copy);
  return copyKey(mail.id);
}

/** The bytes to send. */
export async function openSealed(mail: SealedMail): Promise<Buffer> {
  const { secret } = await loadTemplate(mail.template);
  return (secret && (await readStored(secretKey(mail.id)))) || readKept(mail.storageKey);
}

/** Forgets what only the recipient may know, once the sending is over. */
export async function unsealMail(mailId: number): Promise<void> {
  const mail = await db().mail.findUnique({ where: { id: mailId }, select: { state: true, template: true } });
  if (!mail || mail.state === 'queued') return;
  if ((await loadTemplate(mail.template)).secret) await storage().remove(secretKey(mailId));
}

async function readKept(key: string): Promise<Buffer> {
  const bytes = await readStored(key);
  if (!bytes) throw new StorageMissing(key);
  return bytes;
}

/** The bytes under a key of the storage; null when there are none. */
export async function readStored(key: string): Promise<Buffer | null> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await storage().open(key)) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof StorageMissing) return null;
    throw error;
  }
}
