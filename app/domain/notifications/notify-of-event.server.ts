import { type Db, transaction } from '~/platform/db.server';
import { mailImportFinished } from './import-finished.server';
import { mailLocale, queueMail } from './queue-mail.server';
import { tellOfDifference } from './tell-of-difference.server';

/** Queues the mails that follow from an event; a repeat queues nothing more. */
export async function notifyOfEvent(event: {
  id: bigint;
  type: string;
  orderId: number | null;
  shipmentId: number | null;
  data: unknown;
}): Promise<void> {
  if (event.type === 'import.finished') await transaction((tx) => mailImportFinished(tx, event));
  if (event.type === 'shipment.closed' && event.shipmentId !== null) {
    const shipmentId = event.shipmentId;
    await transaction((tx) => tellOfDifference(tx, event.id, shipmentId));
  }
  if (event.type === 'order.confirmed' && event.orderId !== null && !isOfImport(event.data)) {
    const orderId = event.orderId;
    await transaction((tx) => confirmOrderByMail(tx, event.id, orderId));
  }
}

/** Orders of an import are told of in one mail when it ends. */
const isOfImport = (data: unknown) => typeof data === 'object' && data !== null && 'import' in data;

/** To the account's master address and to the person who approved, each address once. */
async function confirmOrderByMail(tx: Db, eventId: bigint, orderId: number): Promise<void> {
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { account: true, customer: true, location: true, submission: true },
  });
  const { account, location, submission } = order;
  const approver = submission
    ? await tx.user.findUnique({ where: { id: submission.approvedById }, include: { company: true } })
    : null;
  const recipients = new Map([[account.email.toLowerCase(), mailLocale(account.locale)]]);
  if (approver)
    recipients.set(approver.email, mailLocale(approver.locale, approver.company?.locale, account.locale));
  for (const [recipient, locale] of recipients) {
    await queueMail(tx, {
      dedupeKey: `event:${eventId}:${recipient}`,
      template: 'order-confirmed',
      recipient,
      locale,
      data: {
        number: order.number,
        device: order.deviceName,
        identifier: order.imei ?? order.serial,
        problem: order.problem.length > 600 ? `${order.problem.slice(0, 600).trimEnd()} …` : order.problem,
        customer: order.customer.name,
        references: order.customerReferences,
        location: {
          name: location.name,
          address: `${location.street}, ${location.postalCode} ${location.city}`,
        },
        automatic: submission?.automatic ?? false,
      },
    });
  }
}
