import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { findDifference, type NamedDevice } from '../../shipments/difference-queries.server';
import { addresseeOf, deskOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

/** Tells that a shipment did not hold what was announced: which devices are missing and which came unannounced. */
export const shipmentDifference = defineTemplate({
  /** Numbers of devices; the devices as lines, the first ones only. */
  data: z.object({
    shipment: z.string(),
    from: z.string(),
    to: z.string(),
    expected: z.number(),
    missing: z.number(),
    unexpected: z.number(),
    missingDevices: z.array(z.string()),
    unexpectedDevices: z.array(z.string()),
  }),
  subject: (t, { shipment }) => t('mails:shipment_difference.title', { shipment }),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'shipment_difference.title', intro: 'shipment_difference.text' }),
    values: ({ shipment, from, to, expected, missing, unexpected }) => ({
      ...{ shipment, from, to, count: String(expected) },
      ...{ missing: String(missing), unexpected: String(unexpected) },
    }),
    sample: () => ({
      ...{ shipment: 'SH-2026-000031', from: 'Muster Handel AG', to: 'Zürich' },
      ...{ expected: 20, missing: 1, unexpected: 0, unexpectedDevices: [] },
      missingDevices: ['RO-2026-000123 · Fairphone 5 · 356938035643809'],
    }),
  },
  draw: (context, data) => {
    const { t, brand } = context;
    const { shipment, from, to, expected, missing, unexpected } = data;
    const moreText = (count: number) => (count > 0 ? t('mails:shipment_difference.more', { count }) : null);
    return (
      <MailFrame
        context={context}
        preview={t('mails:shipment_difference.preview', { missing, unexpected })}
        title={t('mails:shipment_difference.title', { shipment })}
        footer={t('mails:shipment_difference.footer', { brand: brand.name })}
        optional
      >
        <Intro context={context}>{t('mails:shipment_difference.text', { from, to, count: expected })}</Intro>
        {missing > 0 && (
          <Devices
            title={t('mails:shipment_difference.missing', { count: missing })}
            lines={data.missingDevices}
            more={moreText(missing - data.missingDevices.length)}
          />
        )}
        {unexpected > 0 && (
          <Devices
            title={t('mails:shipment_difference.unexpected', { count: unexpected })}
            lines={data.unexpectedDevices}
            more={moreText(unexpected - data.unexpectedDevices.length)}
          />
        )}
        {missing > 0 && <Text style={quietStyle}>{t('mails:shipment_difference.later')}</Text>}
        <MailButton
          context={context}
          path={`/shipments/${encodeURIComponent(shipment)}#difference`}
          label={t('mails:shipment_difference.open')}
        />
      </MailFrame>
    );
  },
  letters: tellOfDifference,
});

function Devices({ title, lines, more }: { title: string; lines: string[]; more: string | null }) {
  return (
    <>
      <Text style={{ ...textStyle, fontWeight: 600, marginBottom: 4 }}>{title}</Text>
      {lines.map((line) => (
        <Text key={line} style={{ ...textStyle, margin: '0 0 2px', wordBreak: 'break-word' }}>
          {line}
        </Text>
      ))}
      {more && <Text style={{ ...quietStyle, margin: '0 0 2px' }}>{more}</Text>}
      <Text style={{ ...textStyle, margin: '0 0 8px' }} />
    </>
  );
}

const NAMED_MAX = 20;

const named = (devices: NamedDevice[]) =>
  devices
    .slice(0, NAMED_MAX)
    .map(({ number, device, identifier }) => [number, device, identifier].filter(Boolean).join(' · '));

/** To the account's address, to who created the shipment, and to the service location. Nobody when everything arrived. */
async function tellOfDifference(tx: Db, { shipmentId }: ToldEvent) {
  if (shipmentId === null) return [];
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { id: shipmentId },
    include: { account: true, location: true, createdBy: { include: { company: true } } },
  });
  const difference = await findDifference(tx, shipment);
  if (difference.missing + difference.unexpected === 0) return [];
  const { account, location, createdBy } = shipment;
  const inbound = shipment.direction === 'inbound';
  const data = {
    shipment: shipment.number,
    from: inbound ? account.name : location.name,
    to: inbound ? location.name : account.name,
    expected: difference.expected,
    missing: difference.missing,
    unexpected: difference.unexpected,
    missingDevices: named(difference.missingDevices),
    unexpectedDevices: named(difference.unexpectedDevices),
  };
  const candidates = [deskOf(location), masterOf(account), addresseeOf(createdBy)];
  const recipients = await whoWants(tx, 'shipment-difference', candidates);
  return recipients.map((recipient) => ({ ...recipient, data }));
}
