import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import { isMailAddress } from '~/platform/mail.server';
import { createOfferLink, readdressOfferLink } from '../../contracts/offer-link.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

/** Confirms what was ordered by accepting an offer, to everybody concerned (DESIGN P6). */
export const offerConfirmed = defineTemplate({
  data: z.object({
    offer: z.string(),
    customer: z.string(),
    /** Who agreed, as it was typed. */
    name: z.string(),
    orders: z.array(z.string()),
    contracts: z.array(z.string()),
    /** For somebody without an account. */
    linkId: z.number().nullable(),
  }),
  subject: (t, { offer }) => t('mails:offer_confirmed.subject', { offer }),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'offer_confirmed.subject', intro: 'offer_confirmed.text' }),
    values: ({ offer, customer, name, orders, contracts }) => ({
      ...{ offer, customer, name },
      ...{ orders: orders.join(', '), contracts: contracts.join(', ') },
    }),
    sample: () => ({
      ...{ offer: 'OF-2026-000017', customer: 'Muster AG', name: 'Petra Muster', linkId: null },
      ...{ orders: ['RO-2026-000123', 'RO-2026-000124'], contracts: ['CO-2026-000042'] },
    }),
  },
  secret: async (tx, { linkId }) => (linkId === null ? '' : readdressOfferLink(tx, linkId)),
  draw: (context, { offer, customer, name, orders, contracts, linkId }, token) => {
    const { t, brand } = context;
    const at = linkId === null ? `/offers/${encodeURIComponent(offer)}` : `/o/${token}`;
    return (
      <MailFrame
        context={context}
        preview={t('mails:offer_confirmed.preview', { customer })}
        title={t('mails:offer_confirmed.subject', { offer })}
        footer={t('mails:offer_confirmed.footer', { brand: brand.name, offer })}
      >
        <Intro context={context}>{t('mails:offer_confirmed.text', { name, offer, customer })}</Intro>
        <Text style={textStyle}>
          {t('mails:offer_confirmed.orders', { count: orders.length, orders: orders.join(', ') })}
        </Text>
        {contracts.length > 0 && (
          <Text style={textStyle}>
            {t('mails:offer_confirmed.contracts', {
              count: contracts.length,
              contracts: contracts.join(', '),
            })}
          </Text>
        )}
        <MailButton context={context} path={`${at}/confirmation`} label={t('mails:offer_confirmed.open')} />
      </MailFrame>
    );
  },
  letters: confirmTo,
});

const facts = z.object({
  offer: z.string(),
  name: z.string(),
  orders: z.array(z.string()).default([]),
  contracts: z.array(z.string()).default([]),
});

/**
 * The customer's master address, the user who confirmed, the address typed at agreement, the user who made the offer, and the
 * operator: each address once, however they coincide and are written.
 */
async function confirmTo(tx: Db, event: ToldEvent) {
  const { offer: number, name, orders, contracts } = facts.parse(event.data);
  const offer = await tx.offer.findUniqueOrThrow({
    where: { number },
    include: { customer: true, createdBy: true, decision: { include: { user: true } } },
  });
  const { customer, createdBy, decision } = offer;
  const operator = await tx.operator.findUniqueOrThrow({ where: { id: 1 }, select: { email: true } });
  const ours = mailLocale(customer.locale);
  const candidates: [address: string, locale: Locale][] = [
    [customer.email, ours],
    [decision?.user?.email ?? '', mailLocale(decision?.user?.locale, customer.locale)],
    [decision?.email ?? '', ours],
    [createdBy.email, mailLocale(createdBy.locale, customer.locale)],
    [operator.email, mailLocale(null)],
  ];
  const recipients = new Map<string, Locale>();
  for (const [address, locale] of candidates) {
    const key = address.trim().toLowerCase();
    if (isMailAddress(key) && !recipients.has(key)) recipients.set(key, locale);
  }
  const data = { offer: number, customer: customer.name, name, orders, contracts };
  const letters = [];
  for (const [recipient, locale] of recipients) {
    const own = recipient === operator.email.trim().toLowerCase();
    const linkId = own ? null : await linkFor(tx, event, offer, recipient);
    letters.push({ recipient, locale, data: { ...data, linkId } });
  }
  return letters;
}

/** A link for somebody without an account; null for others, and where the mail was queued before. */
async function linkFor(
  tx: Db,
  event: ToldEvent,
  offer: { id: number; validUntil: Date },
  recipient: string,
): Promise<number | null> {
  const user = await tx.user.findFirst({ where: { email: recipient, active: true }, select: { id: true } });
  const dedupeKey = `event:${event.id}:${recipient}`;
  const mail = await tx.mail.findUnique({ where: { dedupeKey }, select: { id: true } });
  return user || mail ? null : createOfferLink(tx, offer, recipient);
}
