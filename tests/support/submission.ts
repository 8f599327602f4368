import type { TestApp } from './app';

/** Gives an order that was put into the database the submission that every submitted order has. */
export async function storeSubmission(
  app: TestApp,
  order: { id: number; deviceName: string; problem: string },
): Promise<void> {
  await app.db.orderSubmission.create({
    data: {
      orderId: order.id,
      approvedById: app.world.users.customer.id,
      approvedAt: new Date(),
      automatic: false,
      content: {
        locale: 'de',
        customer: { number: 'C-1', name: 'Muster AG' },
        location: { name: 'Zürich', address: '' },
        device: { name: order.deviceName, imei: null, serial: null },
        problem: order.problem,
        answers: [],
        customerReferences: [],
        internalReferences: [],
        delivery: null,
      },
    },
  });
}
