import type { RefusedOrder } from '~/domain/shipments/rules';

/** What the page got back from a form: what was typed, what is wrong with it, and which orders were refused. */
export type Answer = {
  fields: Record<string, string>;
  errors: Record<string, string[]>;
  refused: { while: 'adding' | 'confirming'; orders: RefusedOrder[] } | null;
};

/** Reads the answer of the action; without one, what was typed before somebody had to sign in again. */
export function answerOf(given: unknown, kept: Record<string, string> | null): Answer {
  const answer = (given && typeof given === 'object' ? given : {}) as Partial<Answer>;
  return {
    fields: answer.fields ?? kept ?? {},
    errors: answer.errors ?? {},
    refused: answer.refused ?? null,
  };
}

/** Grams as people type them, in kilograms; empty for none. */
export function kilograms(grams: number | null): string {
  return grams === null ? '' : String(grams / 1000);
}
