import type { PaperItem, PaperParcel, ShipmentPaper } from '~/domain/documents/shipment-paper-data';
import { parcelCode, sscc } from '~/domain/shipments/rules';
import { orderPaper } from './order-paper';

const NUMBER = 'SH-2026-000123';

/** A device in a parcel; the `serial`th order. */
export function packedItem(serial: number, change: Partial<PaperItem> = {}): PaperItem {
  return {
    number: `RO-2026-${String(serial).padStart(6, '0')}`,
    device: 'Apple iPhone 14 Pro, 256 GB, Space Schwarz',
    imei: '356938035643809',
    serial: 'F2LX3x5PQ1',
    customer: 'Grünwald & Söhne GmbH',
    references: ['PO-88231', 'Filiale 7'],
    accessories: 'Schutzhülle, Ladekabel',
    ...change,
  };
}

/** A parcel at `position` with the devices of it; with an SSCC where a GS1 company prefix is given. */
export function parcel(position: number, items: PaperItem[], prefix?: string): PaperParcel {
  const code = parcelCode(NUMBER, position);
  return {
    position,
    weightGrams: 2400 + 137 * position,
    code,
    sscc: prefix ? sscc(prefix, position) : null,
    url: `https://portal.alpenfix.example/receive?code=${code}`,
    items,
  };
}

/** A believable German paper of a shipment; `change` replaces parts of it. */
export function shipmentPaper(change: Partial<ShipmentPaper> = {}): ShipmentPaper {
  const { operator } = orderPaper();
  return {
    language: 'de',
    locale: 'de-CH',
    timeZone: 'Europe/Zurich',
    issuedAt: '2026-03-09T15:12:00.000Z',
    version: 1,
    operator: { ...operator, email: operator.email ?? '', phone: operator.phone ?? '', logoKey: null },
    number: NUMBER,
    direction: 'inbound',
    from: { name: 'Handelshaus Öztürk AG', lines: ['Grabenstrasse 7', '9000 St. Gallen'] },
    to: { name: 'Alpenfix Service AG', lines: ['Zürich West', 'Werkstrasse 12', '8005 Zürich'] },
    pickUpOn: '2026-03-11',
    method: 'Expresskurier',
    note: 'Bitte beim Empfang melden, Rampe 2.',
    parcels: [
      parcel(1, [packedItem(1), packedItem(2, { device: 'Fairphone 5', serial: '', accessories: '' })]),
      parcel(2, [packedItem(3, { references: [], imei: '' })]),
    ],
    loose: [],
    void: false,
    ...change,
  };
}
