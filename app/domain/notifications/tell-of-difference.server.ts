import type { Db } from '~/platform/db.server';
import { findDifference, type NamedDevice } from '../shipments/difference-queries.server';
import { mailLocale, queueMail } from './queue-mail.server';

const NAMED_MAX = 20;

const named = (devices: NamedDevice[]) =>
  devices
    .slice(0, NAMED_MAX)
    .map(({ number, device, identifier }) => [number, device, identifier].filter(Boolean).join(' · '));

/**
 * Tells of a shipment that was closed with a difference: the account's address, who created the shipment, and the service
 * location; each address once. Nobody when everything arrived.
 */
export async function tellOfDifference(tx: Db, eventId: bigint, shipmentId: number): Promise<void> {
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { id: shipmentId },
    include: { account: true, location: true, createdBy: { include: { company: true } } },
  });
  const difference = await findDifference(tx, shipment);
  if (difference.missing + difference.unexpected === 0) return;
  const { account, location, createdBy } = shipment;
  const ofAccount = mailLocale(account.locale);
  const recipients = new Map([
    [location.email.toLowerCase(), mailLocale(null)],
    [createdBy.email.toLowerCase(), mailLocale(createdBy.locale, createdBy.company?.locale)],
    [account.email.toLowerCase(), ofAccount],
  ]);
  for (const [recipient, locale] of recipients)
    await queueMail(tx, {
      dedupeKey: `event:${eventId}:${recipient}`,
      template: 'shipment-difference',
      recipient,
      locale,
      data: {
        shipment: shipment.number,
        from: shipment.direction === 'inbound' ? account.name : location.name,
        to: shipment.direction === 'inbound' ? location.name : account.name,
        expected: difference.expected,
        missing: difference.missing,
        unexpected: difference.unexpected,
        missingDevices: named(difference.missingDevices),
        unexpectedDevices: named(difference.unexpectedDevices),
      },
    });
}
