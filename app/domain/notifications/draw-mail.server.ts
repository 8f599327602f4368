import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { composeMail, isMailAddress } from '~/platform/mail.server';
import { getOperator } from '../companies/operator.server';
import type { MailContext, Template } from './templates/template';

type MailRow = { messageId: string; recipient: string; locale: Locale; subject: string };

/** In the plain part each row of a table is a line. */
const PLAIN = {
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
  const { context, from } = await letterhead(mail.locale);
  const { render, toPlainText } = await import('@react-email/components');
  const html = await render(template.draw(context, data, secret));
  const calendar = template.calendar?.(data);
  return composeMail({
    messageId: mail.messageId,
    from: { name: context.brand.name, address: from },
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    html,
    text: toPlainText(html, PLAIN),
    ...(calendar && { calendar }),
  });
}

async function letterhead(locale: Locale): Promise<{ context: MailContext; from: string }> {
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
  return { context, from: senderAddress(operator.email) };
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
