import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { calendarFile, methodOf } from '../../partners/ics';
import { calendarVisit, readVisit } from '../../partners/visit.server';
import { type Addressee, mailLocale, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const KINDS = ['agreed', 'moved', 'cancelled'] as const;

const visitData = z.object({
  kind: z.enum(KINDS),
  number: z.string(),
  name: z.string(),
  goods: z.string(),
  partner: z.string(),
  phone: z.string(),
  place: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  timeZone: z.string(),
  note: z.string(),
  reason: z.string(),
  /** The calendar file that goes with it. */
  calendar: z.object({ method: z.enum(['REQUEST', 'CANCEL']), content: z.string() }),
});

/** Tells when the service partner comes, with the calendar file. */
export const onsiteAppointment = defineTemplate({
  data: visitData,
  subject: (t, { kind, name }) => t(`mails:onsite_appointment.${kind}.title`, { name }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({
      subject: `onsite_appointment.${kind}.title`,
      intro: `onsite_appointment.${kind}.text`,
    }),
    values: (data, locale) => ({
      ...{ name: data.name, number: data.number, goods: data.goods, partner: data.partner },
      ...{ phone: data.phone, place: data.place, when: whenWords(data, locale) },
    }),
    sample: (ofCase) => ({
      kind: KINDS.find((known) => known === ofCase) ?? 'agreed',
      ...{ number: 'RO-2026-000130', name: 'SP-2026-000021', goods: 'TV 65"', partner: 'Montage Meier GmbH' },
      ...{ phone: '+41 44 555 01 20', place: 'Bahnhofstrasse 1, 8001 Zürich', timeZone: 'Europe/Zurich' },
      ...{ startsAt: '2027-01-18T08:00:00Z', endsAt: '2027-01-18T10:00:00Z', note: '', reason: '' },
      calendar: { method: 'REQUEST' as const, content: '' },
    }),
  },
  draw: (context, data) => {
    const { t, brand, locale } = context;
    const when = whenWords(data, locale);
    return (
      <MailFrame
        context={context}
        preview={when}
        title={t(`mails:onsite_appointment.${data.kind}.title`, { name: data.name })}
        footer={t('mails:onsite_appointment.footer', { brand: brand.name, name: data.name })}
        optional
      >
        <Text style={quietStyle}>{[data.name, data.goods].join(' · ')}</Text>
        <Intro context={context}>
          {t(`mails:onsite_appointment.${data.kind}.text`, { partner: data.partner })}
        </Intro>
        <Text style={{ ...textStyle, fontWeight: 600 }}>{when}</Text>
        {data.place && <Text style={textStyle}>{data.place}</Text>}
        {[
          data.reason && t('mails:onsite_task.reason', { reason: data.reason }),
          data.note,
          data.phone && t('mails:onsite_appointment.questions', { phone: data.phone }),
        ]
          .filter(Boolean)
          .map((said) => (
            <Text key={said} style={{ ...textStyle, whiteSpace: 'pre-line', wordBreak: 'break-word' }}>
              {said}
            </Text>
          ))}
        <MailButton
          context={context}
          path={`/orders/${encodeURIComponent(data.number)}`}
          label={t('mails:onsite_task.open')}
        />
      </MailFrame>
    );
  },
  calendar: ({ calendar }) => calendar,
  letters: tellOfVisit,
});

function whenWords({ startsAt, endsAt, timeZone }: z.infer<typeof visitData>, locale: string): string {
  const format = new Intl.DateTimeFormat(locale === 'de' ? 'de-CH' : 'en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZone },
  });
  return format.formatRange(new Date(startsAt), new Date(endsAt));
}

const eventFacts = z.object({
  appointmentId: z.number(),
  moved: z.boolean().optional(),
  reason: z.string().optional(),
});

/** To the account, the customer, who is asked for on site, and the partner; each in their language. */
async function tellOfVisit(tx: Db, { type, orderId, data }: ToldEvent) {
  const facts = eventFacts.parse(data);
  const visit = await readVisit(tx, facts.appointmentId);
  if (!visit || orderId === null) return [];
  const { order, partner } = visit;
  const { account, customer, onsiteJob: job } = order;
  const onSite: Addressee[] = job ? [{ address: job.email, locale: mailLocale(account.locale) }] : [];
  const candidates = [...onSite, masterOf(customer), masterOf(account), masterOf(partner)];
  const recipients = await whoWants(tx, 'appointment', candidates);
  const cancelled = type === 'onsite.appointment_cancelled';
  const letters = [];
  for (const recipient of recipients) {
    // As it was when it happened, whatever became of the visit since.
    const state = cancelled ? 'cancelled' : 'agreed';
    const file = await calendarVisit(tx, { ...visit, state }, recipient.locale);
    const kind = cancelled ? ('cancelled' as const) : facts.moved ? ('moved' as const) : ('agreed' as const);
    letters.push({
      ...recipient,
      orderId,
      data: {
        kind,
        number: order.number,
        name: order.spId ?? order.number,
        goods: order.deviceName,
        partner: partner.name,
        phone: partner.phone,
        place: job ? `${job.street}, ${job.postalCode} ${job.city}` : '',
        startsAt: visit.startsAt.toISOString(),
        endsAt: visit.endsAt.toISOString(),
        timeZone: order.location.timeZone,
        note: visit.note,
        reason: facts.reason ?? '',
        calendar: { method: methodOf(file), content: calendarFile(file) },
      },
    });
  }
  return letters;
}
