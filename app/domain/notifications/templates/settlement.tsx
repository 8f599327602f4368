import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { addresseeOf, deskOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const KINDS = ['created', 'invoiced', 'accepted', 'returned', 'paid', 'cancelled'] as const;

const eventData = z.object({
  settlement: z.string(),
  invoice: z.string().optional(),
  reason: z.string().optional(),
  differences: z.array(z.string()).optional(),
  byHand: z.boolean().optional(),
});

/** Tells the operator of a settlement and its invoice, and the partner what became of them. Amounts stand in the portal. */
export const settlement = defineTemplate({
  data: z.object({
    kind: z.enum(KINDS),
    settlement: z.string(),
    partner: z.string(),
    /** Number of orders. */
    orders: z.number(),
    invoice: z.string(),
    reason: z.string(),
    /** How the invoice compares: for what is to be looked at by a person. */
    check: z.enum(['agrees', 'differs', 'by_hand']),
  }),
  subject: (t, { kind, settlement: number }) => t(`mails:settlement.${kind}.title`, { settlement: number }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({ subject: `settlement.${kind}.title`, intro: `settlement.${kind}.text` }),
    values: ({ settlement: number, partner, orders, invoice, reason }) => ({
      ...{ settlement: number, partner, count: String(orders), invoice, reason },
    }),
    sample: (ofCase) => ({
      kind: KINDS.find((known) => known === ofCase) ?? 'created',
      ...{ settlement: 'ST-2026-000008', partner: 'Montage Meier GmbH', orders: 14, invoice: 'R-2026-77' },
      reason: '',
      check: 'agrees' as const,
    }),
  },
  draw: (context, { kind, settlement: number, partner, orders, invoice, reason, check }) => {
    const { t, brand } = context;
    const text = t(`mails:settlement.${kind}.text`, { partner, count: orders, invoice, settlement: number });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t(`mails:settlement.${kind}.title`, { settlement: number })}
        footer={t('mails:settlement.footer', { brand: brand.name, settlement: number })}
        optional
      >
        <Intro context={context}>{text}</Intro>
        {kind === 'invoiced' && <Text style={textStyle}>{t(`mails:settlement.check.${check}`)}</Text>}
        {reason && (
          <Text style={{ ...textStyle, whiteSpace: 'pre-wrap' }}>
            {t('mails:settlement.reason', { reason })}
          </Text>
        )}
        {kind === 'created' && <Text style={quietStyle}>{t('mails:settlement.no_invoice')}</Text>}
        <MailButton
          context={context}
          path={`/settlements/${encodeURIComponent(number)}`}
          label={t('mails:settlement.open')}
        />
      </MailFrame>
    );
  },
  letters: tellOfSettlement,
});

/** What the partner did to the operator's address; what the operator did to the partner's and to who settled. */
async function tellOfSettlement(tx: Db, { type, actorId, data }: ToldEvent) {
  const kind = KINDS.find((one) => type === `settlement.${one}`);
  const { settlement: number, invoice = '', reason = '', differences = [], byHand } = eventData.parse(data);
  const found = await tx.settlement.findUnique({
    where: { number },
    include: {
      partner: true,
      createdBy: { include: { company: true } },
      _count: { select: { items: true } },
    },
  });
  if (!kind || !found) return [];
  const { partner, createdBy, _count } = found;
  const told = {
    kind,
    settlement: number,
    partner: partner.name,
    orders: _count.items,
    invoice,
    reason,
    check: checkOf(differences, byHand ?? false),
  };
  const toOperator = kind === 'created' || kind === 'invoiced';
  const operator = toOperator ? await tx.operator.findUnique({ where: { id: 1 } }) : null;
  const people = createdBy.active && createdBy.erasedAt === null ? [addresseeOf(createdBy, partner)] : [];
  const candidates = toOperator
    ? [deskOf({ email: operator?.email ?? '' })]
    : [masterOf(partner), ...people.filter(({ address }) => address !== partner.email)];
  const recipients = await whoWants(tx, 'settlement', candidates, actorId);
  return recipients.map((recipient) => ({ ...recipient, data: told }));
}

function checkOf(differences: string[], byHand: boolean): 'agrees' | 'differs' | 'by_hand' {
  if (differences.length > 0) return 'differs';
  return byHand ? 'by_hand' : 'agrees';
}
