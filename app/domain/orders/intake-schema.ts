import { z } from 'zod';
import { gateField } from './intake-rules';
import { LIMITS, text } from './schema';

/**
 * The form of an intake for these gates. Messages are keys of the namespace `errors`. The passcode is no part of what it
 * parses to: `keepPasscode` alone reads it.
 */
export function intakeSchema(gateIds: readonly number[]) {
  const answer = z.enum(['', 'met', 'unmet']).default('');
  return z
    .object({
      condition: text(LIMITS.condition).refine((value) => value !== '', 'required'),
      accessories: text(LIMITS.references),
      passcode: text(LIMITS.passcode),
      ...Object.fromEntries(gateIds.map((id) => [gateField(id), answer])),
    })
    .transform((form) => {
      const given = form as unknown as Record<string, string>;
      return {
        condition: form.condition,
        accessories: form.accessories,
        /** Met, not met, or not looked at (null), by the gate's id. */
        gates: new Map(
          gateIds.map((id) => {
            const said = given[gateField(id)];
            return [id, said ? said === 'met' : null];
          }),
        ),
      };
    });
}

export type IntakeForm = z.output<ReturnType<typeof intakeSchema>>;
