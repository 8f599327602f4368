import { parseWithZod } from '@conform-to/zod/v4';
import type { Viewer } from '~/domain/auth/rules';
import { createShipment } from '~/domain/shipments/create-shipment.server';
import type { RefusedOrder } from '~/domain/shipments/rules';
import { type NewShipmentForm, newShipmentSchema } from '~/domain/shipments/schema';
import { DomainError } from '~/platform/errors';

/** What was typed into the form of a group and why it was not taken; `group` says which form it was. */
export type RefusedForm = {
  group: string;
  fields: Record<string, string>;
  chosen: string[];
  errors: Record<string, string[]>;
  refused: RefusedOrder[];
};

/** Takes *Create shipment*. Throws DomainError `bad_form` (400) without a submission key, and what `createShipment` does. */
export async function createFromForm(
  viewer: Viewer,
  form: FormData,
): Promise<{ number: string } | RefusedForm> {
  const parsed = parseWithZod(form, { schema: newShipmentSchema });
  const shown = {
    group: ['accountId', 'locationId', 'groupMethodId'].map((name) => form.get(name) || 0).join('-'),
    fields: Object.fromEntries(
      [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    ),
    chosen: form.getAll('order').map(String),
    errors: {},
    refused: [],
  };
  if (parsed.status !== 'success') {
    const errors = parsed.error ?? {};
    if (errors.submissionKey) throw new DomainError('bad_form', 400);
    return { ...shown, errors: withoutNulls(errors) };
  }
  const made = await createShipment(viewer, wishOf(parsed.value));
  if ('number' in made) return made;
  if ('errors' in made) return { ...shown, errors: made.errors };
  const gone = new Set(made.refused.map(({ number }) => number));
  return { ...shown, chosen: shown.chosen.filter((number) => !gone.has(number)), refused: made.refused };
}

function wishOf(form: NewShipmentForm) {
  const { submissionKey, methodId, pickUpOn, note, all, accountId, locationId, groupMethodId } = form;
  if (all && (accountId === null || locationId === null)) throw new DomainError('bad_form', 400);
  const [same] = form.weights;
  return {
    submissionKey,
    direction: 'inbound' as const,
    orders: all
      ? { accountId: accountId ?? 0, locationId: locationId ?? 0, methodId: groupMethodId }
      : form.order,
    methodId,
    weights: Array.from({ length: form.parcels }, (_, index) =>
      form.weights.length > 1 ? (form.weights[index] ?? null) : (same ?? null),
    ),
    pickUpOn,
    note,
  };
}

function withoutNulls(errors: Record<string, string[] | null>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(errors).flatMap(([name, keys]) => (keys ? [[name, keys]] : [])));
}
