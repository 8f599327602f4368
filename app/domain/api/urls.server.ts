import { env } from '~/platform/env.server';

/** The address of a resource of the API; `path` begins with a slash. */
export const apiUrl = (path: string) => `${env().publicUrl}/api/v1${path}`;

export const orderUrl = (number: string) => apiUrl(`/orders/${number}`);

/** Where the next page of a list is read: the same request with another cursor. */
export function nextUrl(path: string, query: Record<string, unknown>, cursor: string | number): string {
  const asked = Object.entries({ ...query, cursor }).filter(([, value]) => value !== undefined);
  return apiUrl(`${path}?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))}`);
}

export const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The day (`YYYY-MM-DD`) of a date without a time. */
export const dayOf = (at: Date | null) => iso(at)?.slice(0, 10) ?? null;
