import type { Viewer } from '~/domain/auth/rules';
import { createSettlement, type RefusedSpId } from '~/domain/billing/create-settlement.server';
import { submissionKey } from '~/domain/billing/schema';
import { DomainError } from '~/platform/errors';

/** The name of the tick box of an order: one each, so that a form that waits for a sign-in keeps them all. */
export const TICK = 'order-';

/** The numbers of the orders that are ticked in a form. */
export function tickedIn(names: Iterable<string>): string[] {
  return [...names].filter((name) => name.startsWith(TICK)).map((name) => name.slice(TICK.length));
}

/** A form that is shown again: what it had ticked and which orders cannot be settled. */
export type ShownAgain = { currency: string; chosen: string[]; refused: RefusedSpId[]; empty: boolean };

/**
 * Creates the settlement of a form, or only adds up what is ticked in it (intent `total`).
 * @returns its billing ID, or the form to be shown again
 * Throws DomainError `bad_form` (400) and those of `createSettlement`.
 */
export async function createFromForm(
  viewer: Viewer,
  form: FormData,
): Promise<{ number: string } | (ShownAgain & { status: number })> {
  const key = submissionKey.safeParse(form.get('submissionKey'));
  if (!key.success) throw new DomainError('bad_form', 400);
  const chosen = tickedIn(form.keys());
  const again = { currency: String(form.get('currency') ?? ''), chosen, refused: [], empty: false };
  if (form.get('intent') === 'total') return { ...again, status: 200 };
  if (chosen.length === 0) return { ...again, empty: true, status: 422 };
  const made = await createSettlement(viewer, { submissionKey: key.data, orders: chosen });
  return 'number' in made ? made : { ...again, refused: made.refused, status: 409 };
}
