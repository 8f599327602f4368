import { db } from '~/platform/db.server';
import { cleanText, foldIdentifier } from '~/platform/text';
import type { Viewer } from '../auth/rules';
import type { OrderKind, Status } from './rules';
import { visibleSql, visibleTo } from './visible.server';

const PAGE = 50;

/** A text as a pattern of LIKE that means nothing but itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

type Found = {
  id: number;
  name: string;
  imei: string | null;
  serial: string | null;
  orders: number;
  last: number;
};

/**
 * Devices of which the viewer knows an order, the latest first, a page of 50.
 * @param q a part of IMEI, serial or name; empty for all
 * @param before the device at which the page before ended
 * @returns `next` is null on the last page
 */
export async function listDevices(viewer: Viewer, q: string, before: number | null) {
  const text = cleanText(q).slice(0, 100);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${literally(word)}%`);
  const folded = foldIdentifier(text);
  const { condition, value } = visibleSql(viewer, 'o', '$1');
  const found = await db().$queryRawUnsafe<Found[]>(
    `SELECT d.id, d.name, d.imei, d.serial, seen.orders, seen.last
     FROM devices d, LATERAL (
       SELECT count(*)::int AS orders, max(o.id) AS last FROM orders o
       WHERE o.device_id = d.id AND o.status <> 'draft' AND ${condition}
     ) seen
     WHERE ($2::int IS NULL OR d.id < $2) AND seen.orders > 0
       AND (lower(d.name) LIKE ALL ($3::text[]) OR ($4 <> '' AND d.identifier LIKE '%' || $4 || '%'))
     ORDER BY d.id DESC LIMIT ${PAGE + 1}`,
    value,
    before,
    words,
    folded,
  );
  const shown = found.slice(0, PAGE);
  const latest = await db().order.findMany({
    where: { AND: [visibleTo(viewer), { id: { in: shown.map(({ last }) => last) } }] },
    select: { id: true, number: true, kind: true, status: true, createdAt: true },
  });
  const byId = new Map(latest.map((order) => [order.id, order]));
  return {
    rows: shown.map(({ last, ...device }) => {
      const order = byId.get(last);
      return {
        ...device,
        last: order && { ...order, kind: order.kind as OrderKind, status: order.status as Status },
      };
    }),
    next: found.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}
