import { Text } from '@react-email/components';
import { z } from 'zod';
import { readdressGuestLink } from '../../orders/guest-link.server';
import { GUEST_SCOPES } from '../../orders/guest-rules';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { dayWords } from './offer-words';
import { defineTemplate } from './template';

/** Carries a link to one order, for somebody without an account. */
export const guestLink = defineTemplate({
  data: z.object({
    linkId: z.number(),
    number: z.string(),
    device: z.string(),
    scope: z.enum(GUEST_SCOPES),
    /** Who gets it; may be empty. */
    name: z.string(),
    /** Who gives it; empty when it was asked for by the order's number. */
    from: z.string(),
    /** Its end (UTC, ISO 8601), and the zone that its day is told in. */
    until: z.string(),
    timeZone: z.string(),
  }),
  subject: (t, { scope, number }) => t(`mails:guest_link.subject.${scope}`, { number }),
  texts: {
    cases: GUEST_SCOPES,
    caseOf: ({ scope }) => scope,
    keys: (scope) => ({ subject: `guest_link.subject.${scope}`, intro: `guest_link.text.${scope}` }),
    values: ({ number, device, name, from, until, timeZone }, locale) => ({
      ...{ number, device, name, from },
      day: dayWords(locale, until, timeZone),
    }),
    sample: (scope) => ({
      ...{
        linkId: 0,
        number: 'RO-2026-000123',
        device: 'Fairphone 5',
        name: 'Petra Muster',
        from: 'Muster AG',
      },
      scope: GUEST_SCOPES.find((known) => known === scope) ?? 'follow',
      ...{ until: '2027-01-31T12:00:00Z', timeZone: 'Europe/Zurich' },
    }),
  },
  secret: (tx, { linkId }) => readdressGuestLink(tx, linkId),
  draw: (context, { number, device, scope, name, from, until, timeZone }, token) => {
    const { t, brand, locale } = context;
    const day = dayWords(locale, until, timeZone);
    return (
      <MailFrame
        context={context}
        preview={t(`mails:guest_link.preview.${scope}`, { device })}
        title={t(`mails:guest_link.subject.${scope}`, { number })}
        footer={t(from ? 'mails:guest_link.footer' : 'mails:guest_link.footer_asked', {
          brand: brand.name,
          from,
        })}
      >
        <Text style={textStyle}>{name ? t('mails:greeting', { name }) : t('mails:guest_link.greeting')}</Text>
        <Intro context={context}>
          {t(from ? `mails:guest_link.text.${scope}` : 'mails:guest_link.text_asked', {
            from,
            number,
            device,
          })}
        </Intro>
        <MailButton context={context} path={`/g/${token}`} label={t(`mails:guest_link.open.${scope}`)} />
        <Text style={quietStyle}>{t('mails:guest_link.keep', { day })}</Text>
        {!from && <Text style={quietStyle}>{t('mails:guest_link.ignore')}</Text>}
      </MailFrame>
    );
  },
});
