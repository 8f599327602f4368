import type { Db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { isLocale, type Language, negotiateLanguage } from '~/platform/i18n/locale';
import { type Direction, itemState, type ShipmentStatus } from '../shipments/rules';
import { countryName, type Operator, paperOperator } from './paper-operator.server';
import type { PaperAddress, PaperItem, ShipmentPaperData } from './shipment-paper-data';

const SOURCE = {
  account: true,
  location: true,
  shippingMethod: true,
  parcels: { orderBy: { position: 'asc' } },
  items: {
    orderBy: { id: 'asc' },
    select: {
      parcelId: true,
      accessories: true,
      live: true,
      scannedAt: true,
      order: {
        select: {
          number: true,
          deviceName: true,
          imei: true,
          serial: true,
          customerReferences: true,
          internalReferences: true,
          customer: { select: { name: true } },
        },
      },
    },
  },
} as const;

/** What a shipment's papers are made of now, but for their version and time. */
export type ShipmentSnapshot = Omit<ShipmentPaperData, 'version' | 'issuedAt'>;

const find = (db: Db, id: number) => db.shipment.findUnique({ where: { id }, include: SOURCE });
type Source = NonNullable<Awaited<ReturnType<typeof find>>>;

/**
 * Everything that stands on the papers of a shipment, in the language of its account and with the location's time zone.
 * Null while it is a draft, once it is void, and when there is none.
 */
export async function shipmentSnapshot(
  db: Db,
  operator: Operator,
  shipmentId: number,
): Promise<ShipmentSnapshot | null> {
  const shipment = await find(db, shipmentId);
  if (shipment?.status !== 'confirmed' && shipment?.status !== 'closed') return null;
  const { account, location, shippingMethod: method } = shipment;
  const language = negotiateLanguage(null, isLocale(account.locale) ? account.locale : null);
  const abroad = account.country !== location.country;
  const theirs = addressOf(account.name, [], account, abroad, language);
  const place = location.name === operator.name ? [] : [location.name];
  const ours = addressOf(operator.name, place, location, abroad, language);
  const inbound = shipment.direction === 'inbound';
  return {
    language: language.locale,
    locale: language.format,
    timeZone: location.timeZone,
    operator: { ...paperOperator(operator), logoKey: operator.logoKey },
    number: shipment.number,
    direction: inbound ? 'inbound' : 'return',
    from: inbound ? theirs : ours,
    to: inbound ? ours : theirs,
    pickUpOn: shipment.pickUpOn?.toISOString().slice(0, 10) ?? null,
    method: (language.locale === 'de' ? method?.nameDe : method?.nameEn) ?? '',
    note: shipment.note,
    ...packed(shipment),
  };
}

function addressOf(
  name: string,
  more: string[],
  { street, postalCode, city, country }: Source['account'] | Source['location'],
  abroad: boolean,
  language: Language,
): PaperAddress {
  const lines = [
    ...more,
    street,
    `${postalCode} ${city}`.trim(),
    abroad ? countryName(country, language) : '',
  ];
  return { name, lines: lines.filter(Boolean) };
}

/** The parcels with their devices, and the devices without a parcel. What was taken out again is not on the paper. */
function packed(shipment: Source): Pick<ShipmentPaperData, 'parcels' | 'loose'> {
  const life = { direction: shipment.direction as Direction, status: shipment.status as ShipmentStatus };
  const inParcel = new Map<number | null, PaperItem[]>(shipment.parcels.map(({ id }) => [id, []]));
  const loose: PaperItem[] = [];
  for (const item of shipment.items)
    if (itemState(life, item) !== 'withdrawn') (inParcel.get(item.parcelId) ?? loose).push(paperItem(item));
  const parcels = shipment.parcels.map(({ id, position, weightGrams, code, sscc }) => ({
    position,
    weightGrams,
    code,
    sscc,
    url: `${env().publicUrl}/receive?code=${encodeURIComponent(code)}`,
    items: inParcel.get(id) ?? [],
  }));
  return { parcels, loose };
}

function paperItem({ accessories, order }: Source['items'][number]): PaperItem {
  return {
    number: order.number,
    device: order.deviceName,
    imei: order.imei ?? '',
    serial: order.serial ?? '',
    customer: order.customer.name,
    references: [...order.customerReferences, ...order.internalReferences],
    accessories,
  };
}
