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
import type { FormResult } from '~/parts/typed-fields';
import { DomainError } from '~/platform/errors';

type Answer = { intent: string; result: FormResult } | null;
/** The currency of the order, and in whose manner amounts are typed (BCP 47). */
type Money = { currency: string; format: string };
type Run = (viewer: Viewer, number: string, form: FormData, money: Money) => Promise<FormResult | null>;

/** A command with the form that it takes. */
function command<Value>(
  schemaOf: (money: Money) => z.ZodType<Value>,
  run: (viewer: Viewer, number: string, value: Value) => Promise<void>,
): Run {
  return async (viewer, number, form, money) => {
    const submission = parseWithZod(form, { schema: schemaOf(money) });
    if (submission.status !== 'success') return submission.reply() as FormResult;
    await run(viewer, number, submission.value);
    return null;
  };
}

/** What can be sent to the page, by its `intent`. */
const COMMANDS: Record<string, Run> = {
  partner: command(({ currency, format }) => partnerSchema(currency, format), namePartner),
  payment: command(
    () => paymentSchema,
    (viewer, number, { reference }) => recordPayment(viewer, number, reference),
  ),
  dispatch: command(() => dispatchSchema, dispatchGoods),
  review: command(() => reviewSchema, resolveReview),
  cancel: command(
    () => reasonSchema,
    (viewer, number, { reason }) => cancelOnsite(viewer, number, reason),
  ),
};

/** Carries out what was sent to the page. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand(
  viewer: Viewer,
  number: string,
  form: FormData,
  money: Money,
): Promise<Answer> {
  const intent = String(form.get('intent'));
  const run = Object.hasOwn(COMMANDS, intent) ? COMMANDS[intent] : undefined;
  if (!run) throw new DomainError('bad_form', 400);
  const result = await run(viewer, number, form, money);
  return result && { intent, result };
}
