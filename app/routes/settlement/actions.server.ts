import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import type { Viewer } from '~/domain/auth/rules';
import { submitInvoice } from '~/domain/billing/invoice/submit-invoice.server';
import { cancelSettlement, decideInvoice, markPaid } from '~/domain/billing/move-settlement.server';
import { acceptSchema, reasonSchema, returnSchema, submissionSchema } from '~/domain/billing/schema';
import { DomainError } from '~/platform/errors';

/** What is wrong with the form of a step. */
export type Failed = { intent: string; result: SubmissionResult<string[]> };

/**
 * Carries out what was sent to a settlement's page.
 * @returns null when it is done, else what is wrong with its form
 * Throws DomainError `bad_form` (400) for an unknown intent, and those of the steps.
 */
export async function runCommand(viewer: Viewer, number: string, form: FormData): Promise<Failed | null> {
  const intent = String(form.get('intent'));
  async function step<Schema extends z.ZodType>(
    schema: Schema,
    run: (value: z.output<Schema>) => Promise<void>,
  ): Promise<Failed | null> {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== 'success') return { intent, result: submission.reply() };
    await run(submission.value);
    return null;
  }
  switch (intent) {
    case 'submit':
      return step(submissionSchema, (value) => submitInvoice(viewer, number, value));
    case 'accept':
      return step(acceptSchema, ({ invoiceId }) =>
        decideInvoice(viewer, number, { invoiceId, outcome: 'accepted' }),
      );
    case 'return':
      return step(returnSchema, (value) => decideInvoice(viewer, number, { ...value, outcome: 'returned' }));
    case 'cancel':
      return step(reasonSchema, ({ reason }) => cancelSettlement(viewer, number, reason));
    case 'pay':
      await markPaid(viewer, number);
      return null;
    default:
      throw new DomainError('bad_form', 400);
  }
}
