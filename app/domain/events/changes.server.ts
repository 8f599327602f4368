import { isDeepStrictEqual } from 'node:util';

export type Changes = Record<string, { from: unknown; to: unknown }>;

/**
 * What of a thing becomes another, field by field of `after`, for the event that tells of it.
 * @param before as it was; null for a new thing
 * @returns null when nothing does
 */
export function changesOf(before: object | null, after: object): Changes | null {
  const was = (before ?? {}) as Record<string, unknown>;
  const changed = Object.entries(after)
    .map(([name, to]) => [name, { from: plain(was[name]), to: plain(to) }] as const)
    .filter(([, { from, to }]) => !isDeepStrictEqual(from, to));
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

/** The data of an event of the set-up: the thing as it is now and, unless it is new, what of it was another before. */
export function withChanges<After extends object>(before: object | null, after: After) {
  return { ...after, ...(before && { changes: changesOf(before, after) ?? {} }) };
}

/** As an event keeps it: what JSON can say. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : JSON.parse(JSON.stringify(value ?? null));
}
