import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { Viewer } from '~/domain/auth/rules';
import { askApprover } from '~/domain/quotes/ask-approver.server';
import { withdrawQuote } from '~/domain/quotes/end-quote.server';
import { getQuote } from '~/domain/quotes/queries.server';
import { discardQuote } from '~/domain/quotes/save-quote.server';
import { approverSchema } from '~/domain/quotes/schema';
import { sendQuote } from '~/domain/quotes/send-quote.server';
import { DomainError } from '~/platform/errors';

/** Where a command leads to, or what is wrong with its form. */
type Answer = { to: string } | { ask: SubmissionResult<string[]> };

/** Carries out what was sent to a quote's page. Throws DomainError `bad_form` (400) for an unknown intent. */
export async function runCommand(viewer: Viewer, number: string, form: FormData): Promise<Answer> {
  const at = `/quotes/${number}`;
  switch (form.get('intent')) {
    case 'send':
      await sendQuote(viewer, number);
      return { to: `${at}?sent` };
    case 'withdraw':
      await withdrawQuote(viewer, number);
      return { to: at };
    case 'discard': {
      const quote = await getQuote({ viewer }, number);
      await discardQuote(viewer, number);
      return { to: `/orders/${quote?.shown.order.number}` };
    }
    case 'ask': {
      const submission = parseWithZod(form, { schema: approverSchema });
      if (submission.status !== 'success') return { ask: submission.reply() };
      await askApprover(viewer, number, submission.value);
      return { to: `${at}?asked` };
    }
    default:
      throw new DomainError('bad_form', 400);
  }
}
