import type { Viewer } from '~/domain/auth/rules';
import { agreementOfOrder } from '~/domain/contracts/contract-queries.server';
import { coverOfDevice } from '~/domain/contracts/cover.server';
import type { OrderDetail } from '~/domain/orders/detail.server';

/** The offer and contracts of an order, and what covers its device, as far as the viewer may know. */
export async function loadAgreement(viewer: Viewer, order: OrderDetail) {
  const [agreement, cover] = await Promise.all([
    agreementOfOrder(viewer, order),
    coverOfDevice(viewer, order.deviceId),
  ]);
  return { ...agreement, cover };
}

export type Agreement = Awaited<ReturnType<typeof loadAgreement>>;
