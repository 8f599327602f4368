import { createElement, type ReactElement } from 'react';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { getOperator } from '../companies/operator.server';
import type { ImportFinishedData, OrderConfirmedData, ShipmentDifferenceData } from './templates';

/** A mail ready to be delivered. `sender` is the name it comes from. */
export type RenderedMail = { sender: string; html: string; text: string };

/** Draws the mail about an approved order. */
export async function renderOrderConfirmed(locale: Locale, data: OrderConfirmedData): Promise<RenderedMail> {
  const { OrderConfirmed } = await import('./templates/order-confirmed');
  const url = `${env().publicUrl}/orders/${encodeURIComponent(data.number)}`;
  return render(locale, (frame) => createElement(OrderConfirmed, { ...frame, data, url }));
}

/** Draws the mail about an import that ended. */
export async function renderImportFinished(locale: Locale, data: ImportFinishedData): Promise<RenderedMail> {
  const { ImportFinished } = await import('./templates/import-finished');
  const url = `${env().publicUrl}/imports/${encodeURIComponent(data.importToken)}`;
  return render(locale, (frame) => createElement(ImportFinished, { ...frame, data, url }));
}

/** Draws the mail about a shipment that did not hold what was announced. */
export async function renderShipmentDifference(
  locale: Locale,
  data: ShipmentDifferenceData,
): Promise<RenderedMail> {
  const { ShipmentDifference } = await import('./templates/shipment-difference');
  const url = `${env().publicUrl}/shipments/${encodeURIComponent(data.shipment)}#difference`;
  return render(locale, (frame) => createElement(ShipmentDifference, { ...frame, data, url }));
}

/** Draws the mail with the link that `token` opens. */
export async function renderPasswordReset(
  locale: Locale,
  name: string,
  token: string,
): Promise<RenderedMail> {
  const { PasswordReset } = await import('./templates/password-reset');
  const url = `${env().publicUrl}/reset-password/${token}`;
  return render(locale, (frame) => createElement(PasswordReset, { ...frame, name, url }));
}

/** In the plain part each row of a table is a line. */
const PLAIN = {
  selectors: [{ selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } }],
};

async function render(locale: Locale, draw: (frame: Awaited<ReturnType<typeof mailFrame>>) => ReactElement) {
  const frame = await mailFrame(locale);
  const { render: toHtml, toPlainText } = await import('@react-email/components');
  const html = await toHtml(draw(frame));
  return { sender: frame.brand.name, html, text: toPlainText(html, PLAIN) };
}

async function mailFrame(locale: Locale) {
  const operator = await getOperator();
  const addressLines = [
    operator.street,
    `${operator.postalCode} ${operator.city}`,
    operator.email,
    operator.phone,
  ];
  return {
    t: translator(locale),
    locale,
    onAccent: isLight(operator.accent) ? '#0b0d12' : '#ffffff',
    brand: {
      name: operator.name,
      accent: operator.accent,
      addressLines: addressLines.map((line) => line.trim()).filter(Boolean),
    },
  };
}

/** True where dark text on the colour `#rrggbb` contrasts more than white does (WCAG 2.2, relative luminance). */
function isLight(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
}
