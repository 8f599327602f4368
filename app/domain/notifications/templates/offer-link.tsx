import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { readdressOfferLink } from '../../contracts/offer-link.server';
import type { OfferContent } from '../../contracts/shown';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { dayWords } from './offer-words';
import { defineTemplate, type ToldEvent } from './template';

const KINDS = ['sent', 'reminded'] as const;

/** Carries the link to an offer to whoever is to decide on it, when it is sent and shortly before its end. */
export const offerLink = defineTemplate({
  data: z.object({
    kind: z.enum(KINDS),
    linkId: z.number(),
    offer: z.string(),
    title: z.string(),
    customer: z.string(),
    /** Who is asked by name; may be empty. */
    name: z.string(),
    /** Who made it. */
    from: z.string(),
    /** Its last moment (UTC, ISO 8601), and the zone that its day is told in. */
    until: z.string(),
    timeZone: z.string(),
  }),
  subject: (t, { kind, offer }) => t(`mails:offer_link.${kind}.subject`, { offer }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({ subject: `offer_link.${kind}.subject`, intro: `offer_link.${kind}.text` }),
    values: ({ offer, title, customer, name, from, until, timeZone }, locale) => ({
      ...{ offer, title, customer, name, from },
      day: dayWords(locale, until, timeZone),
    }),
    sample: (kind) => ({
      kind: KINDS.find((known) => known === kind) ?? 'sent',
      ...{ linkId: 0, offer: 'OF-2026-000017', title: 'Fairphone 5, 10 ×', customer: 'Muster AG' },
      ...{
        name: 'Petra Muster',
        from: 'Rita Beispiel',
        until: '2027-01-31T12:00:00Z',
        timeZone: 'Europe/Zurich',
      },
    }),
  },
  secret: (tx, { linkId }) => readdressOfferLink(tx, linkId),
  draw: (context, { kind, offer, title, customer, name, from, until, timeZone }, token) => {
    const { t, brand, locale } = context;
    const day = dayWords(locale, until, timeZone);
    return (
      <MailFrame
        context={context}
        preview={t('mails:offer_link.preview', { customer, day })}
        title={t(`mails:offer_link.${kind}.subject`, { offer })}
        footer={t('mails:offer_link.footer', { brand: brand.name, from })}
      >
        <Text style={textStyle}>{name ? t('mails:greeting', { name }) : t('mails:guest_link.greeting')}</Text>
        <Intro context={context}>{t(`mails:offer_link.${kind}.text`, { from, offer, customer, day })}</Intro>
        {title && <Text style={textStyle}>{title}</Text>}
        <MailButton context={context} path={`/o/${token}`} label={t('mails:offer_link.open')} />
        <Text style={quietStyle}>{t('mails:offer_link.keep')}</Text>
      </MailFrame>
    );
  },
  letters: askThem,
});

const facts = z.object({ links: z.array(z.number()).default([]) });

/** To everybody for whom the event made a link. */
async function askThem(tx: Db, event: ToldEvent) {
  const { links } = facts.parse(event.data);
  const first = { where: { active: true }, orderBy: { id: 'asc' }, select: { timeZone: true } } as const;
  const timeZone = (await tx.location.findFirst(first))?.timeZone ?? 'UTC';
  const rows = await tx.offerLink.findMany({
    where: { id: { in: links }, revokedAt: null },
    include: { offer: { include: { customer: true, createdBy: { select: { name: true } } } } },
  });
  const kind: 'sent' | 'reminded' = event.type === 'offer.reminded' ? 'reminded' : 'sent';
  return rows.map(({ id, email, offer }) => {
    const approver = offer.approverEmail.toLowerCase() === email.toLowerCase();
    const content = offer.content as unknown as OfferContent;
    return {
      recipient: email,
      locale: mailLocale(offer.customer.locale),
      data: {
        kind,
        linkId: id,
        offer: offer.number,
        title: content.title,
        customer: offer.customer.name,
        name: approver ? offer.approverName : '',
        from: offer.createdBy.name,
        until: offer.validUntil.toISOString(),
        timeZone,
      },
    };
  });
}
