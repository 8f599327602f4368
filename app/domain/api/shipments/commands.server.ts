import type { z } from 'zod';
import { DomainError, isDomainError } from '~/platform/errors';
import type { ProblemError } from '~/platform/http/problem.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../../auth/rules';
import { confirmShipment } from '../../shipments/confirm-shipment.server';
import { createShipment } from '../../shipments/create-shipment.server';
import { listShipments } from '../../shipments/list.server';
import { getShipment } from '../../shipments/queries.server';
import type { RefusedOrder } from '../../shipments/rules';
import { trackShipment } from '../../shipments/tracking.server';
import { englishWords, problem } from '../problems.server';
import { apiUrl, dayOf, iso, nextUrl } from '../urls.server';
import type {
  newShipmentBody,
  shipmentListSchema,
  shipmentQuery,
  shipmentSchema,
  trackingBody,
} from './schema';

/** Shipments, as their pages read them and move them on. */

const shipmentUrl = (number: string) => apiUrl(`/shipments/${number}`);

type Times = Record<'createdAt', Date> &
  Record<'pickUpOn' | 'confirmedAt' | 'arrivedAt' | 'closedAt', Date | null>;

const timesOf = ({ pickUpOn, createdAt, confirmedAt, arrivedAt, closedAt }: Times) => ({
  pickUpOn: dayOf(pickUpOn),
  createdAt: createdAt.toISOString(),
  confirmedAt: iso(confirmedAt),
  arrivedAt: iso(arrivedAt),
  closedAt: iso(closedAt),
});

export async function shipmentsForApi(
  viewer: Viewer,
  { state, cursor }: z.output<typeof shipmentQuery>,
): Promise<z.output<typeof shipmentListSchema>> {
  const { rows, next } = await listShipments(viewer, state, cursor === undefined ? {} : { after: cursor });
  return {
    shipments: rows.map((row) => ({
      ...{ number: row.number, direction: row.direction, status: row.status },
      ...{ account: { name: row.accountName }, location: { name: row.locationName }, ...timesOf(row) },
      ...{ devices: row.devices, parcels: row.parcels, trackingNumbers: row.tracking },
      links: { self: shipmentUrl(row.number) },
    })),
    links: { next: next === null ? null : nextUrl('/shipments', { state }, next) },
  };
}

/** Throws DomainError `not_found` (404). */
export async function shipmentForApi(
  viewer: Viewer,
  number: string,
  locale: Locale,
): Promise<z.output<typeof shipmentSchema>> {
  const found = await getShipment(viewer, number);
  if (!found) throw new DomainError('not_found', 404);
  const { direction, status, account, location, shippingMethod, parcels, items, papers, note } = found;
  const place = new Map(parcels.map(({ id, position }) => [id, position]));
  return {
    ...{ number, direction, status, note, ...timesOf(found) },
    account: { name: account.name },
    location: { name: location.name },
    shippingMethod: shippingMethod && {
      id: shippingMethod.id,
      name: locale === 'de' ? shippingMethod.nameDe : shippingMethod.nameEn,
    },
    parcels: parcels.map(({ position, code, sscc, weightGrams, trackingNumber, scannedAt }) => ({
      ...{ position, code, sscc, weightGrams, trackingNumber, scannedAt: iso(scannedAt) },
    })),
    items: items.map(({ order, parcelId, accessories, state }) => ({
      ...{ order: order.number, device: order.deviceName, accessories, state },
      parcel: parcelId === null ? null : (place.get(parcelId) ?? null),
    })),
    papers: papers.map(({ id, kind, version, contentType, size, issuedAt, voidedAt }) => ({
      ...{
        kind: kind as z.output<typeof shipmentSchema>['papers'][number]['kind'],
        version,
        contentType,
        size,
      },
      ...{ issuedAt: issuedAt.toISOString(), voidedAt: iso(voidedAt) },
      links: { self: `${shipmentUrl(number)}/papers/${id}` },
    })),
    links: { self: shipmentUrl(number) },
  };
}

/** The refusal that names the orders which cannot be in a shipment. */
function refuse(refused: RefusedOrder[]): never {
  const say = translator('en');
  const errors = refused.slice(0, 50).map(
    ({ number, why, shipment = '' }): ProblemError => ({
      order: number,
      detail: `${number} ${say(`shipments:refused.${why}`, { shipment })}`,
    }),
  );
  throw problem('orders_refused', { errors });
}

/** Throws Problem `orders_refused` (409), `invalid` (422), and what `createShipment` throws. */
export async function createForApi(
  viewer: Viewer,
  { parcels, shippingMethodId, ...body }: z.output<typeof newShipmentBody>,
  { submissionKey, locale }: { submissionKey: string; locale: Locale },
) {
  const weights = parcels.map(({ weightGrams }) => weightGrams);
  const wish = { ...body, submissionKey, weights, methodId: shippingMethodId };
  const made = await createShipment(viewer, wish).catch((error: unknown) => {
    // The page's form offers only methods that there are.
    if (isDomainError(error) && error.code === 'bad_form')
      throw new DomainError('shipping_method_unknown', 422);
    throw error;
  });
  if ('refused' in made) refuse(made.refused);
  if ('number' in made) return shipmentForApi(viewer, made.number, locale);
  const errors = Object.entries(made.errors).flatMap(([field, keys]) =>
    keys.map((key) => ({ pointer: `#/${field}`, detail: englishWords(key) })),
  );
  throw problem('invalid', { errors });
}

/** Throws Problem `orders_refused` (409), and what `confirmShipment` throws. */
export async function confirmForApi(viewer: Viewer, number: string, locale: Locale) {
  const refused = await confirmShipment(viewer, number);
  if (refused.length > 0) refuse(refused);
  return shipmentForApi(viewer, number, locale);
}

/** Throws what `trackShipment` throws. */
export async function trackForApi(
  viewer: Viewer,
  number: string,
  { parcels }: z.output<typeof trackingBody>,
  locale: Locale,
) {
  const numbers = new Map(parcels.map(({ position, trackingNumber }) => [position, trackingNumber]));
  await trackShipment(viewer, number, numbers);
  return shipmentForApi(viewer, number, locale);
}
