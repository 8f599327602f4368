import { z } from 'zod';
import { line } from '../companies/schema';
import { KINDS, type OrderKind, type Status, statusesOf } from './rules';

/** The operator's own words for a status. Messages are keys of the namespace `errors`. */

/** A name has to fit on a badge, in a column and in a filter. */
const NAME_MAX = 40;
const MEANING_MAX = 300;

/** Not what the texts of the portal take for a place to fill in. */
const plain = (value: string) => !/\{\{|\}\}|\$t\(/.test(value);

export const statusTextSchema = z.object({
  nameEn: line(NAME_MAX).refine(plain, 'no_placeholders'),
  nameDe: line(NAME_MAX).refine(plain, 'no_placeholders'),
  meaningEn: line(MEANING_MAX).refine(plain, 'no_placeholders'),
  meaningDe: line(MEANING_MAX).refine(plain, 'no_placeholders'),
});

export type StatusTextForm = z.output<typeof statusTextSchema>;

/** The status that an address names as `kind.status`; null for anything else. */
export function statusOfKey(key: string | undefined): { kind: OrderKind; status: Status } | null {
  const [kindName, statusName, ...rest] = (key ?? '').split('.');
  const kind = KINDS.find((known) => known === kindName);
  const status = kind && statusesOf(kind).find((known) => known === statusName);
  return kind && status && rest.length === 0 ? { kind, status } : null;
}
