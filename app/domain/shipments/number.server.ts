import type { Db } from '~/platform/db.server';
import { nextSerial } from '~/platform/sequence.server';
import { shipmentNumber, sscc } from './rules';

/** The next shipment number, from the database's sequence; the year is the current one in UTC. */
export async function nextShipmentNumber(tx: Db): Promise<string> {
  const serial = await nextSerial(tx, 'shipment_number_seq');
  return shipmentNumber(new Date().getUTCFullYear(), serial);
}

/**
 * As many new SSCCs as asked for, of the operator's GS1 company prefix; none when it has no prefix. No serial is given
 * twice, whatever becomes of its parcel.
 */
export async function nextSsccs(tx: Db, count: number): Promise<string[]> {
  const operator = await tx.operator.findUnique({ where: { id: 1 }, select: { gs1Prefix: true } });
  const prefix = operator?.gs1Prefix;
  if (!prefix) return [];
  const rows = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT nextval('sscc_serial_seq') AS n FROM generate_series(1, ${count}::int)`;
  return rows.map(({ n }) => sscc(prefix, n));
}
