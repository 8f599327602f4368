import { type Db, db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { isMailAddress } from '~/platform/mail.server';
import type { Viewer } from '../auth/rules';
import { visibleTo } from '../orders/visible.server';
import { type CalendarVisit, visitUid } from './ics';

/** A visit with its order, as calendar files and mails need it; null when there is none. */
export function readVisit(tx: Db, appointmentId: number) {
  return tx.appointment.findUnique({ where: { id: appointmentId }, include: visitParts });
}

const visitParts = {
  partner: true,
  order: { include: { onsiteJob: true, account: true, customer: true, location: true } },
} as const;

type Visit = NonNullable<Awaited<ReturnType<typeof readVisit>>>;

/** The calendar file's content of a visit, in a language. */
export async function calendarVisit(tx: Db, visit: Visit, locale: Locale): Promise<CalendarVisit> {
  const t = translator(locale);
  const operator = await tx.operator.findFirstOrThrow();
  const { order, partner } = visit;
  const job = order.onsiteJob;
  const host = new URL(env().publicUrl).hostname;
  const sender = [env().MAIL_FROM ?? '', operator.email].find(isMailAddress) ?? `no-reply@${host}`;
  const attendees = [
    { name: partner.name, email: partner.email },
    { name: job?.contactName ?? order.customer.name, email: job?.email || order.customer.email },
  ];
  return {
    uid: visitUid(order.number, host),
    sequence: visit.sequence,
    cancelled: visit.state === 'cancelled',
    stamp: visit.endedAt ?? visit.createdAt,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    summary: t('partners:calendar_file.summary', {
      goods: order.deviceName,
      spId: order.spId ?? order.number,
    }),
    description: [
      t('partners:calendar_file.partner', { partner: partner.name, phone: partner.phone }),
      job && t('partners:calendar_file.contact', { name: job.contactName, phone: job.phone }),
      visit.note,
    ]
      .filter(Boolean)
      .join('\n'),
    location: job ? `${job.street}, ${job.postalCode} ${job.city}, ${job.country}` : '',
    organizer: { name: operator.name, email: sender },
    attendees: attendees.filter(({ email }) => isMailAddress(email)),
    locale,
  };
}

/** The newest visit of an order as a calendar file's content; null when there is none for this viewer. */
export async function findCalendarVisit(viewer: Viewer, number: string, locale: Locale) {
  const visit = await db().appointment.findFirst({
    where: { order: { AND: [{ number: number.replaceAll('\0', '') }, visibleTo(viewer)] } },
    orderBy: { id: 'desc' },
    include: visitParts,
  });
  return visit && calendarVisit(db(), visit, locale);
}
