import nodemailer from 'nodemailer';
import PostalMime from 'postal-mime';
import { env } from './env.server';
import { singleton } from './singleton';

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
  /** A calendar file (RFC 5545) with its method (RFC 5546). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
};

/** Control characters, line and paragraph separators: nothing that could end a header. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
const ADDRESS = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u;

/** So much of a server's answer is kept, in characters. */
const ANSWER_MAX = 500;

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
    ...(mail.calendar && { icalEvent: { filename: 'appointment.ics', ...mail.calendar } }),
    headers: { 'Auto-Submitted': 'auto-generated', ...Object.fromEntries(headers) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Draws a mail as it travels, lines ended by CRLF (RFC 5322).
 * Throws a TypeError for an address, message id or header name that cannot stand in a header.
 */
export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const content = message(mail);
  const toBytes = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: bytes } = await toBytes.sendMail(content);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes));
}

/** True where mails go to the server of SMTP_URL. */
export function hasMailServer(): boolean {
  return Boolean(env().SMTP_URL);
}

const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Times in milliseconds; the query of SMTP_URL may set others, as in `?socketTimeout=60000`. A server on another machine has to
 * speak TLS, unless the query says `requireTLS=false`.
 */
function smtp(url: string) {
  return singleton(`smtp:${url}`, () =>
    nodemailer.createTransport({
      url,
      requireTLS: !OWN_MACHINE.test(new URL(url).hostname),
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    }),
  );
}

/**
 * Hands a composed mail to the server of SMTP_URL as it is.
 * @returns the server's answer, such as `250 2.0.0 Ok: queued as 4711`
 * Throws the server's refusal, or what kept it from answering; `isRefusedForGood` tells them apart.
 */
export async function handOver(bytes: Buffer, recipient: string): Promise<string> {
  const url = env().SMTP_URL;
  if (!url) throw new Error('There is no mail server: SMTP_URL is not set');
  const from = (await PostalMime.parse(bytes)).from?.address ?? '';
  const { response } = await smtp(url).sendMail({ envelope: { from, to: [recipient] }, raw: bytes });
  return oneLine(response).slice(0, ANSWER_MAX);
}

/** Answers about us and not about this mail or its recipient (RFC 4954): they want credentials or encryption. */
const ABOUT_US = [530, 534, 535, 538];

/** True where the server will never take this mail for this recipient: an answer 5xx (RFC 5321, 4.2.1). */
export function isRefusedForGood(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode !== 'number' || (code !== 'EENVELOPE' && code !== 'EMESSAGE')) return false;
  return responseCode >= 500 && responseCode < 600 && !ABOUT_US.includes(responseCode);
}

/** What went wrong, in one line: the server's own words where it answered. */
export function refusalText(error: unknown): string {
  const { response } = error as { response?: unknown };
  const text =
    typeof response === 'string' && response ? response : String((error as Error).message ?? error);
  return oneLine(text).slice(0, ANSWER_MAX);
}
