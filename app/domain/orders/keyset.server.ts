import type { Prisma } from '~/platform/db.server';

/** Fields that a list can be sorted by; the id breaks ties. */
export type SortField = 'createdAt' | 'statusSince' | 'dueAt' | 'deviceName';
export type Direction = 'asc' | 'desc';

/** The row at which a page ends: the value of its sort field and its id. */
export type Cursor = { value: Date | string | null; id: number };

/** A cursor as it stands in the URL. */
export function encodeCursor({ value, id }: Cursor): string {
  const text = JSON.stringify([value instanceof Date ? value.toISOString() : value, id]);
  return Buffer.from(text).toString('base64url');
}

/** The cursor of a URL, or null when there is none or it is not one of ours for this field. */
export function decodeCursor(text: string | undefined, field: SortField): Cursor | null {
  if (!text || text.length > 2000) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed) || !Number.isSafeInteger(parsed[1]) || Math.abs(parsed[1]) > 2_147_483_647)
      return null;
    const [value, id] = parsed as [unknown, number];
    if (value === null) return field === 'dueAt' ? { value, id } : null;
    if (typeof value !== 'string' || value.includes('\0')) return null;
    if (field === 'deviceName') return { value, id };
    const date = instant(value);
    return date && { value: date, id };
  } catch {
    return null;
  }
}

/** The instant of a text as `encodeCursor` writes it (`2026-03-01T08:00:00.000Z`), or null for any other. */
function instant(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return null;
  const date = new Date(text);
  // A 30th of February is a date in March to JavaScript.
  return !Number.isNaN(date.getTime()) && date.toISOString() === text ? date : null;
}

/** Rows without a due date come last in either direction. */
export function keysetOrder(field: SortField, direction: Direction): Prisma.OrderOrderByWithRelationInput[] {
  const nulls =
    field === 'dueAt'
      ? { dueAt: { sort: direction, nulls: direction === 'asc' ? ('last' as const) : ('first' as const) } }
      : { [field]: direction };
  return [nulls, { id: direction }];
}

/**
 * The rows behind the cursor. The first condition bounds the index range; the second drops the ties before the cursor.
 */
export function keysetWhere(
  field: SortField,
  direction: Direction,
  { value, id }: Cursor,
): Prisma.OrderWhereInput[] {
  const beyond = direction === 'asc' ? 'gt' : 'lt';
  const from = direction === 'asc' ? 'gte' : 'lte';
  const tie = { [field]: value, id: { [beyond]: id } };
  if (value === null) return direction === 'asc' ? [tie] : [{ OR: [tie, { [field]: { not: null } }] }];
  const strictly = { OR: [{ [field]: { [beyond]: value } }, tie] };
  if (field === 'dueAt' && direction === 'asc') return [{ OR: [{ dueAt: null }, strictly] }];
  return [{ [field]: { [from]: value } }, strictly];
}
