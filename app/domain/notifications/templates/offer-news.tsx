import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const KINDS = ['declined', 'expired', 'waiting'] as const;

/** Tells who made an offer that it was declined or has expired, and the operator that it waits for their agreement. */
export const offerNews = defineTemplate({
  data: z.object({
    kind: z.enum(KINDS),
    offer: z.string(),
    customer: z.string(),
    /** Who decided, and why; may be empty. */
    name: z.string(),
    reason: z.string(),
  }),
  subject: (t, { kind, offer }) => t(`mails:offer_news.${kind}.subject`, { offer }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({ subject: `offer_news.${kind}.subject`, intro: `offer_news.${kind}.text` }),
    values: ({ offer, customer, name, reason }) => ({ offer, customer, name, reason }),
    sample: (ofCase) => {
      const kind = KINDS.find((known) => known === ofCase) ?? 'declined';
      const about = { offer: 'OF-2026-000017', customer: 'Muster AG', name: 'Petra Muster' };
      return { kind, ...about, reason: kind === 'declined' ? '2027' : '' };
    },
  },
  draw: (context, { kind, offer, customer, name, reason }) => {
    const { t, brand } = context;
    const text = t(`mails:offer_news.${kind}.text`, { offer, customer, name });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t(`mails:offer_news.${kind}.subject`, { offer })}
        footer={t('mails:offer_confirmed.footer', { brand: brand.name, offer })}
      >
        <Intro context={context}>{text}</Intro>
        {reason && <Text style={textStyle}>{t('mails:offer_news.reason', { reason })}</Text>}
        <MailButton
          context={context}
          path={`/offers/${encodeURIComponent(offer)}`}
          label={t('mails:offer_news.open')}
        />
      </MailFrame>
    );
  },
  letters: tell,
});

const facts = z.object({ offer: z.string(), name: z.string().default(''), reason: z.string().default('') });

async function tell(tx: Db, event: ToldEvent) {
  const kind = KINDS.find((one) => event.type === `offer.${one}`);
  if (!kind) return [];
  const { offer: number, name, reason } = facts.parse(event.data);
  const offer = await tx.offer.findUniqueOrThrow({
    where: { number },
    include: { customer: { select: { name: true } }, createdBy: { include: { company: true } } },
  });
  const { createdBy } = offer;
  const operator = await tx.operator.findUniqueOrThrow({ where: { id: 1 }, select: { email: true } });
  const author = {
    recipient: createdBy.email,
    locale: mailLocale(createdBy.locale, createdBy.company?.locale),
  };
  const to = kind === 'waiting' ? { recipient: operator.email, locale: mailLocale(null) } : author;
  // Who decided knows it already.
  if (kind !== 'waiting' && event.actorId === createdBy.id) return [];
  return [{ ...to, data: { kind, offer: number, customer: offer.customer.name, name, reason } }];
}
