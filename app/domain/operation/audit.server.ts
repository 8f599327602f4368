import { db, Prisma } from '~/platform/db.server';
import { startOfDay } from '~/platform/start-of-day';
import { getOperator } from '../companies/operator.server';
import { AUDIT_GROUPS, type AuditFilter } from './audit-rules';
import { auditTypes } from './audit-words.server';

/** The page shows so many events. */
const PAGE = 50;
const BATCH = 1_000;
const MATCHES_MAX = 500;

/** An event with who did it and what it is about, as it is stored. */
export type AuditRow = {
  id: string;
  type: string;
  at: Date;
  /** Null: the portal itself. */
  actor: string | null;
  email: string | null;
  order: string | null;
  orderKind: string | null;
  shipment: string | null;
  companyId: number | null;
  companyKind: string | null;
  company: string | null;
  data: Record<string, unknown>;
  requestId: string | null;
};

const COLUMNS = Prisma.sql`e.id::text AS id, e.type, e.at, u.name AS actor, u.email, o.number AS "order",
  o.kind AS "orderKind", s.number AS shipment, c.id AS "companyId", c.kind AS "companyKind", c.name AS company, e.data,
  e.request_id AS "requestId"`;

/** Events that fulfil `where` by their time and, at the same time, by their id. */
function read(where: Prisma.Sql, order: 'ASC' | 'DESC', limit: number): Promise<AuditRow[]> {
  const sorted = Prisma.raw(`e.at ${order}, e.id ${order}`);
  return db().$queryRaw<AuditRow[]>`
    SELECT ${COLUMNS} FROM (SELECT * FROM events e WHERE ${where} ORDER BY ${sorted} LIMIT ${limit}) e
    LEFT JOIN users u ON u.id = e.actor_id LEFT JOIN orders o ON o.id = e.order_id
    LEFT JOIN shipments s ON s.id = e.shipment_id LEFT JOIN companies c ON c.id = e.company_id
    ORDER BY ${sorted}`;
}

/** Where a page ends: the time (milliseconds since 1970) and the id of an event. */
type Cursor = { at: Date; id: bigint };

/** The place of an event as an address names it, `TIME-ID`. */
const cursorOf = (row: AuditRow | undefined): string | null => (row ? `${row.at.getTime()}-${row.id}` : null);

/** The place that an address names; null for anything else. */
export function readCursor(text: string | null): Cursor | null {
  const [, time, id] = /^(\d{1,14})-(\d{1,18})$/.exec(text ?? '') ?? [];
  return time && id ? { at: new Date(Number(time)), id: BigInt(id) } : null;
}

const older = ({ at, id }: Cursor) => Prisma.sql`AND (e.at, e.id) < (${at}, ${id})`;
const newer = ({ at, id }: Cursor) => Prisma.sql`AND (e.at, e.id) > (${at}, ${id})`;

/** A page of the audit log, the newest first: what is older than `before`, what is newer than `after`, or the newest. */
export async function listAudit(
  filter: AuditFilter,
  { before, after }: Record<'before' | 'after', Cursor | null>,
) {
  const where = await whereOf(filter);
  const beyond = after ? newer(after) : before ? older(before) : Prisma.empty;
  const rows = await read(Prisma.sql`${where} ${beyond}`, after ? 'ASC' : 'DESC', PAGE + 1);
  const more = rows.length > PAGE;
  const shown = after ? rows.slice(0, PAGE).reverse() : rows.slice(0, PAGE);
  return {
    rows: shown,
    newer: (after ? more : before) ? cursorOf(shown[0]) : null,
    older: after || more ? cursorOf(shown[shown.length - 1]) : null,
  };
}

/** Every event that fits and had happened when this was called, the newest first, in batches. */
export async function* allAudit(filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  const [last] = await db().$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM events`;
  const where = Prisma.sql`${await whereOf(filter)} AND e.id <= ${last?.id ?? 0n}`;
  let end: AuditRow | undefined;
  do {
    const beyond = end ? older({ at: end.at, id: BigInt(end.id) }) : Prisma.empty;
    const rows = await read(Prisma.sql`${where} ${beyond}`, 'DESC', BATCH);
    if (rows.length > 0) yield rows;
    end = rows.length < BATCH ? undefined : rows[rows.length - 1];
  } while (end);
}

async function whereOf({ person, kind, about, from, until }: AuditFilter): Promise<Prisma.Sql> {
  const parts = [Prisma.sql`true`];
  if (kind) {
    const prefixes: readonly string[] = AUDIT_GROUPS[kind];
    const types = auditTypes().filter((type) => prefixes.includes(type.split('.')[0] ?? ''));
    parts.push(Prisma.sql`e.type = ANY(${types}::text[])`);
  }
  if (person) parts.push(Prisma.sql`e.actor_id = ANY(${await peopleLike(person)}::int[])`);
  if (about) parts.push(await aboutLike(about));
  if (from || until) {
    const { timeZone } = await getOperator();
    if (from) parts.push(Prisma.sql`e.at >= ${startOfDay(from, timeZone)}`);
    if (until) parts.push(Prisma.sql`e.at < ${startOfDay(until, timeZone, 1)}`);
  }
  return Prisma.join(parts, ' AND ');
}

async function peopleLike(text: string): Promise<number[]> {
  const like = { contains: text, mode: 'insensitive' } as const;
  const where = { OR: [{ name: like }, { email: like }] };
  const found = await db().user.findMany({ where, take: MATCHES_MAX, select: { id: true } });
  return found.map(({ id }) => id);
}

/** Events of the orders, shipments and companies that are called so. */
async function aboutLike(text: string): Promise<Prisma.Sql> {
  const number = text.toUpperCase();
  const [orders, shipments, companies] = await Promise.all([
    db().order.findMany({
      where: { OR: [{ number }, { spId: number }] },
      take: MATCHES_MAX,
      select: { id: true },
    }),
    db().shipment.findMany({ where: { number }, select: { id: true } }),
    db().company.findMany({
      where: { OR: [{ number: text }, { name: { contains: text, mode: 'insensitive' } }] },
      take: MATCHES_MAX,
      select: { id: true },
    }),
  ]);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
  return Prisma.sql`(e.order_id = ANY(${ids(orders)}::int[]) OR e.shipment_id = ANY(${ids(shipments)}::int[])
    OR e.company_id = ANY(${ids(companies)}::int[]))`;
}
