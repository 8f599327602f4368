import type { QueueSort } from './queue-rules';

/** Where a row without an instant stands: behind all others. PostgreSQL reads it as a timestamp. */
export const LAST = 'infinity';

const INSTANT = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|infinity)$/;

/** Of a row what it is sorted by, as texts in UTC. */
type Keyed = { id: number; due: string; waiting: string };

/** The place of a row in a queue, as it stands in the URL. */
export function encodeQueueCursor({ id, due, waiting }: Keyed, sort: QueueSort): string {
  const place = sort === 'messages' ? [waiting, due, id] : [due, id];
  return btoa(JSON.stringify(place)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a queue is sorted by at a cursor of a URL; null when there is none, or it is none of this sort. */
export function decodeQueueCursor(cursor: string | null, sort: QueueSort): (string | number)[] | null {
  if (!cursor || cursor.length > 200) return null;
  try {
    const place: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    if (!Array.isArray(place) || place.length !== (sort === 'messages' ? 3 : 2)) return null;
    const id: unknown = place.at(-1);
    const instants: unknown[] = place.slice(0, -1);
    const right = instants.every(
      (one) => typeof one === 'string' && INSTANT.test(one) && (one === LAST || isInstant(one)),
    );
    if (!right || !Number.isInteger(id) || Math.abs(Number(id)) > 2_147_483_647) return null;
    return place as (string | number)[];
  } catch {
    return null;
  }
}

/** A 30th of February is a date in March to JavaScript, and none at all to the database. */
function isInstant(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}
