import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import type { Translate } from '~/platform/i18n/i18n';
import { deskOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

/** What a service partner, and what the operator is told of an on-site order. */
const TO_PARTNER = ['released', 'appointment_due', 'reminded', 'called_off'] as const;
const TO_OPERATOR = ['requirements_met', 'cancelled', 'under_review', 'escalated'] as const;
const KINDS = [...TO_PARTNER, ...TO_OPERATOR] as const;
type Kind = (typeof KINDS)[number];

const taskData = z.object({
  kind: z.enum(KINDS),
  number: z.string(),
  /** The SP-ID, or the order's number while it has none. */
  name: z.string(),
  goods: z.string(),
  customer: z.string(),
  city: z.string(),
  /** By when something has to be done (UTC). */
  due: z.string().nullable(),
  timeZone: z.string(),
  reason: z.string(),
});
type TaskData = z.infer<typeof taskData>;

/** Tells a partner, or the operator, what an on-site order waits for. */
export const onsiteTask = defineTemplate({
  data: taskData,
  subject: (t, data) => t(`mails:onsite_task.${data.kind}.title`, { name: data.name }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({ subject: `onsite_task.${kind}.title`, intro: `onsite_task.${kind}.text` }),
    values: ({ name, number, goods, customer, city, reason }) => ({
      ...{ name, number, goods, customer, city, reason },
    }),
    sample: (ofCase) => ({
      kind: KINDS.find((known) => known === ofCase) ?? 'released',
      ...{ number: 'RO-2026-000130', name: 'SP-2026-000021', goods: 'TV 65"', customer: 'Petra Muster' },
      ...{ city: 'Zürich', due: '2027-01-15T16:00:00Z', timeZone: 'Europe/Zurich', reason: '' },
    }),
  },
  draw: (context, data) => {
    const { t, brand } = context;
    const text = t(`mails:onsite_task.${data.kind}.text`, { name: data.name });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t(`mails:onsite_task.${data.kind}.title`, { name: data.name })}
        footer={t('mails:onsite_task.footer', { brand: brand.name, name: data.name })}
        optional
      >
        <Text style={quietStyle}>
          {[data.name, data.goods, data.customer, data.city].filter(Boolean).join(' · ')}
        </Text>
        <Intro context={context}>{text}</Intro>
        {data.reason && (
          <Text style={{ ...textStyle, whiteSpace: 'pre-line', wordBreak: 'break-word' }}>
            {t('mails:onsite_task.reason', { reason: data.reason })}
          </Text>
        )}
        {data.due && <Text style={textStyle}>{dueText(t, data, data.due, context.locale)}</Text>}
        <MailButton
          context={context}
          path={`/orders/${encodeURIComponent(data.number)}`}
          label={t('mails:onsite_task.open')}
        />
      </MailFrame>
    );
  },
  follows: ({ type, data }) => type !== 'order.moved' || MOVES.includes(eventFacts.parse(data).to ?? ''),
  letters: tellOfTask,
});

function dueText(t: Translate, { timeZone }: TaskData, due: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale === 'de' ? 'de-CH' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  });
  return t('mails:onsite_task.due', { when: format.format(new Date(due)) });
}

/** Where an order must have moved for somebody to be told; repairs are cancelled too, and nobody is told here. */
const MOVES = ['set_appointment', 'requirements_met', 'under_review', 'cancelled'];

const eventFacts = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  dueAt: z.string().optional(),
});
type Facts = z.infer<typeof eventFacts>;

function kindOf(type: string, { from, to }: Facts, byPartner: boolean): Kind | null {
  if (type !== 'order.moved') return TYPES[type] ?? null;
  if (to === 'set_appointment') return from === 'confirm_execution' ? null : 'appointment_due';
  if (to === 'requirements_met') return from === 'check_requirements' ? 'requirements_met' : null;
  if (to === 'under_review') return 'under_review';
  return byPartner ? 'cancelled' : 'called_off';
}

const TYPES: Record<string, Kind> = {
  'onsite.released': 'released',
  'onsite.reminded': 'reminded',
  'onsite.escalated': 'escalated',
};

/** To the partner's address, or to the operator's. */
async function tellOfTask(tx: Db, { type, orderId, actorId, data }: ToldEvent) {
  if (orderId === null) return [];
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { partner: true, location: true, customer: true, onsiteJob: true },
  });
  if (order.kind !== 'onsite') return [];
  const facts = eventFacts.parse(data);
  const actor = actorId === null ? null : await tx.user.findUnique({ where: { id: actorId } });
  const kind = kindOf(type, facts, actor?.role === 'partner');
  if (!kind) return [];
  const forPartner = TO_PARTNER.some((known) => known === kind);
  const operator = await tx.operator.findFirst();
  const desk = deskOf({ email: operator?.email || order.location.email });
  const candidates = forPartner ? (order.partner ? [masterOf(order.partner)] : []) : [desk];
  const timed = kind === 'released' || kind === 'appointment_due';
  const due = facts.dueAt ?? (timed ? (order.dueAt?.toISOString() ?? null) : null);
  const told: TaskData = {
    kind,
    number: order.number,
    name: order.spId ?? order.number,
    goods: order.deviceName,
    customer: order.onsiteJob?.contactName ?? order.customer.name,
    city: order.onsiteJob?.city ?? '',
    due,
    timeZone: order.location.timeZone,
    reason: facts.reason ?? '',
  };
  const recipients = await whoWants(tx, 'onsite', candidates, actorId);
  return recipients.map((recipient) => ({ ...recipient, orderId, data: told }));
}
