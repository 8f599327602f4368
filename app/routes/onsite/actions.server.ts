import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import type { Viewer } from '~/domain/auth/rules';
import {
  cancelOnsite,
  dispatchGoods,
  namePartner,
  recordPayment,
  resolveReview,
} from '~/domain/partners/operator-steps.server';
import {
  dispatchSchema,
  partnerSchema,
  paymentSchema,
  reasonSchema,
  reviewSchema,
} from '~/domain/partners/step-schema';
import type { FormResult } from '~/parts/step-form';
import { DomainError } from '~/platform/errors';

type Answer = { intent: string; result: FormResult } | null;
type Run = (viewer: Viewer, number: string, form: FormData) => Promise<FormResult | null>;

/** A command with the form that it takes. */
function command<Schema extends z.ZodType>(
  schema: Schema,
  run: (viewer: Viewer, number: string, value: z.output<Schema>) => Promise<void>,
): Run {
  return async (viewer, number, form) => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== 'success') return submission.reply() as FormResult;
    await run(viewer, number, submission.value);
    return null;
  };
}

/** What can be sent to the page, by its `intent`. */
const COMMANDS: Record<string, Run> = {
  partner: command(partnerSchema, (viewer, number, { partnerId }) => namePartner(viewer, number, partnerId)),
  payment: command(paymentSchema, (viewer, number, { reference }) =>
    recordPayment(viewer, number, reference),
  ),
  dispatch: command(dispatchSchema, dispatchGoods),
  review: command(reviewSchema, resolveReview),
  cancel: command(reasonSchema, (viewer, number, { reason }) => cancelOnsite(viewer, number, reason)),
};

/** Carries out what was sent to the page. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand(viewer: Viewer, number: string, form: FormData): Promise<Answer> {
  const intent = String(form.get('intent'));
  const run = Object.hasOwn(COMMANDS, intent) ? COMMANDS[intent] : undefined;
  if (!run) throw new DomainError('bad_form', 400);
  const result = await run(viewer, number, form);
  return result && { intent, result };
}
