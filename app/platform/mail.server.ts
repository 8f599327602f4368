import { createHash } from 'node:crypto';
import nodemailer from 'nodemailer';
import { env } from './env.server';
import { singleton } from './singleton';
import { storage } from './storage.server';

type MailAddress = { name: string; address: string };

export type OutgoingMail = {
  /** Without angle brackets, `local@domain`; the same on a repeat, so that mailboxes can tell one. */
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
};

/** Control characters, line and paragraph separators: nothing that could end a header. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
const ADDRESS = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u;

const oneLine = (text: string) => text.replace(BREAKS, ' ').trim();

/** True for one plain address `local@domain` that can stand in a mail's header (RFC 5322, 3.4.1, without quoting). */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}

function checkedAddress({ name, address }: MailAddress): MailAddress {
  if (!isMailAddress(address)) throw new TypeError('Not a mail address');
  return { name: oneLine(name), address };
}

function message(mail: OutgoingMail) {
  const [from, to] = [checkedAddress(mail.from), checkedAddress(mail.to)];
  if (!isMailAddress(mail.messageId)) throw new TypeError('Not a message id');
  const headers = Object.entries(mail.headers ?? {}).map(([name, value]) => {
    if (!/^[A-Za-z][A-Za-z-]{0,60}$/.test(name)) throw new TypeError('Not a header name');
    return [name, oneLine(value)] as const;
  });
  return {
    messageId: `<${mail.messageId}>`,
    from,
    to,
    envelope: { from: from.address, to: [to.address] },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', ...Object.fromEntries(headers) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtp(url: string) {
  return singleton(`smtp:${url}`, () =>
    nodemailer.createTransport({
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    }),
  );
}

/**
 * Hands a mail to the server of SMTP_URL; without one, keeps it as a file.
 * @returns the storage key of the .eml file (RFC 5322), or null when a server took it
 * Throws a TypeError for an address, message id or header name that cannot stand in a header; the server's refusal.
 */
export async function deliver(mail: OutgoingMail): Promise<string | null> {
  const content = message(mail);
  const url = env().SMTP_URL;
  if (url) {
    await smtp(url).sendMail(content);
    return null;
  }
  const toFile = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: bytes } = await toFile.sendMail(content);
  const key = `mails/${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32)}.eml`;
  await storage().put(key, Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes)));
  return key;
}
