import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { addresseeOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const KINDS = ['arrived', 'returning'] as const;

/** Tells a reseller that a shipment arrived complete, or that one is on its way back: one mail for all of its devices. */
export const shipmentNews = defineTemplate({
  data: z.object({
    kind: z.enum(KINDS),
    shipment: z.string(),
    location: z.string(),
    /** Number of devices. */
    devices: z.number(),
  }),
  subject: (t, { kind, shipment }) => t(`mails:shipment_news.${kind}.title`, { shipment }),
  texts: {
    cases: KINDS,
    caseOf: ({ kind }) => kind,
    keys: (kind) => ({ subject: `shipment_news.${kind}.title`, intro: `shipment_news.${kind}.text` }),
    values: ({ shipment, location, devices }) => ({ shipment, location, count: String(devices) }),
    sample: (kind) => ({
      kind: KINDS.find((known) => known === kind) ?? 'arrived',
      ...{ shipment: 'SH-2026-000031', location: 'Zürich', devices: 20 },
    }),
  },
  draw: (context, { kind, shipment, location, devices }) => {
    const { t, brand } = context;
    const text = t(`mails:shipment_news.${kind}.text`, { location, count: devices });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t(`mails:shipment_news.${kind}.title`, { shipment })}
        footer={t('mails:shipment_news.footer', { brand: brand.name, shipment })}
        optional
      >
        <Intro context={context}>{text}</Intro>
        <MailButton
          context={context}
          path={`/shipments/${encodeURIComponent(shipment)}`}
          label={t('mails:shipment_difference.open')}
        />
      </MailFrame>
    );
  },
  letters: tellOfShipment,
});

/** To the account's address and to who created the shipment there; never to who did it. */
async function tellOfShipment(tx: Db, { type, shipmentId, actorId }: ToldEvent) {
  if (shipmentId === null) return [];
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { id: shipmentId },
    include: {
      account: true,
      location: true,
      createdBy: { include: { company: true } },
      _count: { select: { items: true } },
    },
  });
  const { account, createdBy, direction, difference } = shipment;
  const arrived = type === 'shipment.closed' && direction === 'inbound' && difference === 0;
  const returning = type === 'shipment.confirmed' && direction === 'return';
  if (!arrived && !returning) return [];
  const kind: 'arrived' | 'returning' = arrived ? 'arrived' : 'returning';
  const data = {
    kind,
    shipment: shipment.number,
    location: shipment.location.name,
    devices: shipment._count.items,
  };
  const creator =
    createdBy.companyId === account.id && createdBy.active ? [addresseeOf(createdBy, account)] : [];
  const recipients = await whoWants(tx, 'shipment', [masterOf(account), ...creator], actorId);
  return recipients.map((recipient) => ({ ...recipient, data }));
}
