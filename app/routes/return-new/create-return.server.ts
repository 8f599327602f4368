import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import type { Viewer } from '~/domain/auth/rules';
import { createShipment } from '~/domain/shipments/create-shipment.server';
import { listShippingMethods } from '~/domain/shipments/list.server';
import { todayIn } from '~/domain/shipments/pick-up.server';
import { listReadyGroups, listReadyOrders, type ReadyGroup } from '~/domain/shipments/return-ready.server';
import type { RefusedOrder } from '~/domain/shipments/rules';
import { newShipmentSchema } from '~/domain/shipments/schema';
import { DomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';

const SHOWN = 200;

/** The groups that wait to go back; of the one in the address also its devices, and what its form needs. */
export async function loadReturns(viewer: Viewer, params: URLSearchParams) {
  const groups = (await listReadyGroups(viewer)).map((group) => ({ ...group, key: keyOf(group) }));
  const group = groups.find(({ key }) => key === params.get('group'));
  if (!group) return { groups, chosen: null };
  const [orders, methods] = await Promise.all([listReadyOrders(viewer, group, SHOWN), listShippingMethods()]);
  const form = { submissionKey: randomUUID(), today: todayIn(group.timeZone) };
  return { groups, chosen: { group, orders, methods, ...form } };
}

export type ReadyGroups = Awaited<ReturnType<typeof loadReturns>>['groups'];
export type ChosenGroup = NonNullable<Awaited<ReturnType<typeof loadReturns>>['chosen']>;

/** A group in an address. */
const keyOf = ({ accountId, locationId, way }: Pick<ReadyGroup, 'accountId' | 'locationId' | 'way'>) =>
  `${accountId}-${locationId}-${way ?? ''}`;

/** Why a form was not taken: what is wrong with its fields, or the devices that cannot go. */
export type NotTaken = {
  fields: Record<string, string>;
  chosen: string[];
  errors: Record<string, string[]>;
  refused: RefusedOrder[];
};

/** Takes *Create return shipment*. Throws DomainError `bad_form` (400) without a submission key, and as `createShipment`. */
export async function createReturn(viewer: Viewer, form: FormData): Promise<{ number: string } | NotTaken> {
  const shown = { fields: textFields(form), chosen: form.getAll('order').map(String) };
  const parsed = parseWithZod(form, { schema: newShipmentSchema });
  if (parsed.status !== 'success') {
    const { submissionKey, ...wrong } = parsed.error ?? {};
    if (submissionKey) throw new DomainError('bad_form', 400);
    const errors = Object.entries(wrong).map(([name, keys]) => [name, keys ?? []]);
    return { ...shown, errors: Object.fromEntries(errors), refused: [] };
  }
  const { all, order, accountId, locationId, parcels, weights, ...how } = parsed.value;
  const group = { accountId: accountId ?? 0, locationId: locationId ?? 0, way: shown.fields.way || null };
  const orders = all ? (await listReadyOrders(viewer, group)).map(({ number }) => number) : order;
  const made = await createShipment(viewer, {
    submissionKey: how.submissionKey,
    direction: 'return',
    orders,
    methodId: how.methodId,
    weights: Array.from({ length: parcels }, (_, index) => weights[weights.length > 1 ? index : 0] ?? null),
    pickUpOn: how.pickUpOn,
    note: how.note,
  });
  if ('number' in made) return made;
  return { ...shown, errors: {}, refused: [], ...made };
}
