import { z } from 'zod';
import { text } from '../orders/schema';

/** Forms of settlements. Messages are keys of the namespace `errors`. */

/** Why something is cancelled or returned. */
export const reasonSchema = z.object({
  reason: text(2000).refine((value) => value !== '', 'required'),
});

const id = z.coerce.number().int().min(1).max(2_147_483_647);

/** The invoice that is decided on, and why it is returned. */
export const returnSchema = reasonSchema.extend({ invoiceId: id });

/** The invoice that is accepted. */
export const acceptSchema = z.object({ invoiceId: id });

/** An invoice that is submitted although it does not agree or cannot be read. */
export const submissionSchema = z.object({ invoiceId: id, number: text(100), note: text(2000) });

/** The key by which a repeat of *Create settlement* is known. */
export const submissionKey = z.uuid('bad_form');

const MONTH = /^20\d\d-(?:0[1-9]|1[0-2])$/;

/** A month of an address, `YYYY-MM`; null for anything else. */
export function monthOf(text: string | null): string | null {
  return text !== null && MONTH.test(text) ? text : null;
}
