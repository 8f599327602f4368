import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { composeMail, isMailAddress } from '~/platform/mail.server';
import { fillPlaceholders } from '~/platform/placeholders';
import { getOperator } from '../companies/operator.server';
import { type OwnTexts, ownWords, readOwnTexts } from './own-texts.server';
import type { MailContext, Template } from './templates/template';

type MailRow = { messageId: string; recipient: string; template: string; locale: Locale; subject: string };

/** In the plain part each row of a table is a line, and what people wrote keeps its lines. */
const PLAIN = {
  preserveNewlines: true,
  selectors: [{ selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } }],
};

/**
 * Draws a mail: its HTML, its plain text and its headers.
 * @param secret what the template's `secret` made, or what stands in its place
 * @returns the bytes of the mail (RFC 5322)
 */
export async function drawMail<Data>(
  mail: MailRow,
  template: Template<Data>,
  data: Data,
  secret: string,
): Promise<Buffer> {
  const { html, text, from } = await renderMail(mail, template, data, secret);
  const calendar = template.calendar?.(data);
  return composeMail({
    messageId: mail.messageId,
    from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    html,
    text,
    ...(calendar && { calendar }),
  });
}

/**
 * Draws a mail as HTML and as plain text, and says whom it comes from.
 * @param texts the operator's own words; without them those that hold now
 */
export async function renderMail<Data>(
  mail: Pick<MailRow, 'template' | 'locale' | 'subject'>,
  template: Template<Data>,
  data: Data,
  secret: string,
  texts?: OwnTexts,
) {
  const { locale } = mail;
  const [{ context, from }, own] = await Promise.all([
    letterhead(locale),
    texts ?? readOwnTexts(db(), mail.template, locale),
  ]);
  const brand = context.brand.name;
  const words = ownWords(template, own, { locale, data, brand });
  const drawn = template.draw(
    {
      ...context,
      // The subject was said when the mail was queued.
      own: { ...words, title: words.title && mail.subject },
      ownIntro: (ofCase, values) => fillPlaceholders(own.get(ofCase)?.intro ?? '', { ...values, brand }),
    },
    data,
    secret,
  );
  const { render, toPlainText } = await import('@react-email/components');
  const html = await render(drawn);
  return { html, text: toPlainText(html, PLAIN), from };
}

type Letterhead = { context: Omit<MailContext, 'own' | 'ownIntro'>; from: { name: string; address: string } };

async function letterhead(locale: Locale): Promise<Letterhead> {
  const operator = await getOperator();
  const addressLines = [
    operator.street,
    `${operator.postalCode} ${operator.city}`,
    operator.email,
    operator.phone,
  ];
  const context = {
    t: translator(locale),
    locale,
    base: env().publicUrl,
    onAccent: isLight(operator.accent) ? '#0b0d12' : '#ffffff',
    brand: {
      name: operator.name,
      accent: operator.accent,
      addressLines: addressLines.map((line) => line.trim()).filter(Boolean),
    },
  };
  const from = { name: operator.senderName || operator.name, address: senderAddress(operator.email) };
  return { context, from };
}

/** MAIL_FROM, else the operator's address, else one at the portal's own host. */
function senderAddress(ofOperator: string): string {
  const candidates = [env().MAIL_FROM ?? '', ofOperator];
  return candidates.find(isMailAddress) ?? `no-reply@${new URL(env().publicUrl).hostname}`;
}

/** True where dark text on the colour `#rrggbb` contrasts more than white does (WCAG 2.2, relative luminance). */
function isLight(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
}
