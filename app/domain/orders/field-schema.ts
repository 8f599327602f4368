import { z } from 'zod';
import { cleanText } from '~/platform/text';

/** Checks of single fields of the order form. */

/** The most characters of each kind of field. */
export const LIMITS = { line: 200, references: 500, condition: 2000, passcode: 64, text: 20_000 } as const;

/** An error message of the namespace `errors` with the values that its sentence needs. */
export function errorKey(code: string, details: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams(
    Object.entries(details).map(([key, value]) => [key, String(value)]),
  ).toString();
  return query ? `${code}?${query}` : code;
}

/** Free text of at most `max` characters, cleaned. */
export function text(max: number) {
  return z
    .string()
    .default('')
    .transform(cleanText)
    .refine((value) => value.length <= max, errorKey('too_long', { max }));
}

/** One of these ids. */
export const chosenId = (ids: number[]) =>
  z
    .string()
    .default('')
    .transform((value) => (/^\d{1,9}$/.test(value) ? Number(value) : 0))
    .refine((id) => ids.includes(id), 'required');

/** One of these ids, or nothing. */
export const chosenIdOrNone = (ids: number[]) =>
  z
    .string()
    .default('')
    .refine((value) => value === '' || ids.some((id) => String(id) === value), 'choose_one')
    .transform((value) => (value === '' ? null : Number(value)));

/** True for a day as `YYYY-MM-DD` that there is. */
export function isIsoDate(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
  );
}
