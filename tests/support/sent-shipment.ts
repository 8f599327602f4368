import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import { insertOrders, type OrderFacts, orderRow, viewerOf } from './orders';

type Facts = { orders?: number; parcels?: number; order?: OrderFacts };

/**
 * A shipment of the world's reseller to the place *here*, confirmed by the reseller. Its orders are numbered from `first`
 * on, with the IMEI or serial that `order` says.
 */
export async function sendShipment(
  app: TestApp,
  first: number,
  { orders = 2, parcels = 1, order }: Facts = {},
) {
  const { confirmShipment } = await import('../../app/domain/shipments/confirm-shipment.server');
  const { companies } = app.world;
  const own = { accountId: companies.reseller.id, customerId: companies.resellersCustomer.id };
  const rows = await insertOrders(
    app.db,
    Array.from({ length: orders }, (_, index) =>
      orderRow(app.world, first + index, { ...own, serial: `SER${first + index}`, ...order }),
    ),
  );
  const reseller = viewerOf(app.world, 'reseller');
  const number = await draftShipment(
    app,
    'inbound',
    rows.map((row) => row.number),
    parcels,
  );
  const refused = await confirmShipment(reseller, number);
  if (refused.length > 0) throw new Error(`Not sent: ${JSON.stringify(refused)}`);
  return { number, orders: rows, parcel: (position: number) => `${number}-0${position}` };
}

/** A draft of these orders: of the reseller on the way in, of a technician on the way back. */
export async function draftShipment(
  app: TestApp,
  direction: 'inbound' | 'return',
  orders: string[],
  parcels = 1,
): Promise<string> {
  const { createShipment } = await import('../../app/domain/shipments/create-shipment.server');
  const made = await createShipment(
    viewerOf(app.world, direction === 'inbound' ? 'reseller' : 'technician'),
    {
      submissionKey: randomUUID(),
      direction,
      orders,
      methodId: null,
      weights: Array.from({ length: parcels }, () => null),
      pickUpOn: null,
      note: '',
    },
  );
  if (!('number' in made)) throw new Error(`Not created: ${JSON.stringify(made)}`);
  return made.number;
}
