import { isStaff, type Viewer } from '~/domain/auth/rules';
import { listShipmentTimeline } from '~/domain/events/timeline.server';
import { differenceOf } from '~/domain/shipments/difference-queries.server';
import { listShippingMethods } from '~/domain/shipments/list.server';
import { dayOff, isPast, todayIn } from '~/domain/shipments/pick-up.server';
import { getShipment, type ShipmentDetail } from '~/domain/shipments/queries.server';
import { mayShipment, type ShipmentCommand, WAITING_STATUS } from '~/domain/shipments/rules';
import { listWaitingOrders } from '~/domain/shipments/waiting.server';

/** Devices of one page. */
const PAGE = 100;
const WAITING_SHOWN = 50;

const COMMANDS = [
  'adjust',
  'confirm',
  'dissolve',
  'void',
  'repack',
  'track',
  'scan',
  'close',
  'note_difference',
] as const satisfies readonly ShipmentCommand[];

/** Everything that the page of a shipment shows, or null when it does not exist for this viewer. */
export async function loadShipment(viewer: Viewer, number: string, params: URLSearchParams) {
  const shipment = await getShipment(viewer, number);
  if (!shipment) return null;
  const may = maysOf(viewer, shipment);
  const [methods, timeline, waiting, difference] = await Promise.all([
    may.adjust || may.repack ? listShippingMethods() : [],
    listShipmentTimeline(viewer, shipment.id),
    may.adjust ? listWaitingOrders(viewer, shipment.direction, placeOf(shipment), WAITING_SHOWN) : [],
    differenceOf(viewer, shipment),
  ]);
  const { items, ...rest } = shipment;
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const page = Math.min(Math.max(1, Number(/^\d{1,4}$/.exec(params.get('page') ?? '')?.[0] ?? 1)), pages);
  return {
    shipment: { ...rest, parcels: withContent(shipment) },
    items: items.slice((page - 1) * PAGE, page * PAGE),
    page: {
      page,
      pages,
      from: (page - 1) * PAGE + 1,
      to: Math.min(page * PAGE, items.length),
      count: items.length,
    },
    /** How many devices of a draft cannot be sent any more. */
    gone: shipment.status === 'draft' ? items.filter((item) => isGone(shipment, item)).length : 0,
    may,
    repacking: may.repack && params.has('repack'),
    pickUpWarning: warningOf(shipment),
    today: todayIn(shipment.location.timeZone),
    methods,
    timeline,
    waiting,
    difference,
    /** Whether they arrived is asked of who gets a return. */
    arriving: may.close && shipment.direction === 'return' ? items : [],
    staff: isStaff(viewer),
    role: viewer.role,
    done: params.get('done'),
  };
}

export type ShipmentPage = NonNullable<Awaited<ReturnType<typeof loadShipment>>>;

function maysOf(viewer: Viewer, shipment: ShipmentDetail) {
  const scanned =
    shipment.arrivedAt !== null ||
    Object.values(shipment.scans).some((count) => count > 0) ||
    [...shipment.parcels, ...shipment.items].some(({ scannedAt }) => scannedAt !== null);
  const may = Object.fromEntries(
    COMMANDS.map((command) => [command, mayShipment(command, shipment, viewer.role)]),
  ) as Record<(typeof COMMANDS)[number], boolean>;
  return { ...may, void: may.void && !scanned, repack: may.repack && !scanned };
}

const placeOf = ({ account, location }: ShipmentDetail) => ({
  accountId: account.id,
  locationId: location.id,
});

function isGone({ direction }: ShipmentDetail, item: ShipmentDetail['items'][number]): boolean {
  return !item.live || item.order.status !== WAITING_STATUS[direction];
}

/** The parcels with the number of devices in each. */
function withContent({ parcels, items }: ShipmentDetail) {
  const counts = new Map<number | null, number>();
  for (const { parcelId } of items) counts.set(parcelId, (counts.get(parcelId) ?? 0) + 1);
  return parcels.map((parcel) => ({ ...parcel, devices: counts.get(parcel.id) ?? 0 }));
}

function warningOf({ pickUpOn, status, location }: ShipmentDetail): 'past' | 'weekend' | 'holiday' | null {
  if (!pickUpOn || status !== 'draft') return null;
  const day = pickUpOn.toISOString().slice(0, 10);
  return isPast(day, location) ? 'past' : dayOff(day, location);
}
