import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { DomainError, isDomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { confirmOrder } from './confirm-order.server';
import { deviceBefore } from './device-history.server';
import { saveDraft } from './save-draft.server';
import { errorKey, orderFormSchema } from './schema';
import { orderFormSetup } from './setup.server';

/** Refusals that are told at the customer's field. */
const OF_CUSTOMER = ['customer_unknown', 'customer_ambiguous', 'customer_inactive'];

type Outcome = { path: string } | { errors: SubmissionResult<string[]> };

/**
 * Takes the order form. Its `intent` is `draft` (keep it as it is), `summary` (check it and show it), or `create` (a
 * reseller's, approved by itself). The same form sent again leads to the same page. A second open order for a device has to
 * be meant: `secondOrder` repeats its identifier.
 * @returns where to go, or what is wrong with which field
 * Throws DomainError `bad_form` (400) without a submission key, and what `saveDraft` throws.
 */
export async function submitOrderForm(viewer: Viewer, locale: Locale, form: FormData): Promise<Outcome> {
  const fields = textFields(form);
  const key = fields.submissionKey ?? '';
  if (!/^[\w-]{16,64}$/.test(key)) throw new DomainError('bad_form', 400);
  const checked = parseWithZod(form, { schema: orderFormSchema(await orderFormSetup(viewer, locale)) });
  if (fields.intent !== 'draft' && checked.status !== 'success') return { errors: checked.reply() };
  if (fields.intent !== 'draft') {
    const { identifier, open } = await deviceBefore(viewer, fields.identifier ?? '', key);
    const [number] = open;
    if (number && fields.secondOrder !== identifier)
      return {
        errors: checked.reply({ fieldErrors: { secondOrder: [errorKey('device_ordered', { number })] } }),
      };
  }
  try {
    const { number, submitted } = await saveDraft(viewer, key, fields);
    if (submitted) return { path: `/orders/${number}/confirmation` };
    if (fields.intent === 'draft') return { path: '/orders?tab=new' };
    if (fields.intent !== 'create' || viewer.role !== 'reseller')
      return { path: `/orders/${number}/summary` };
    await confirmOrder(viewer, number, locale);
    return { path: `/orders/${number}/confirmation` };
  } catch (error) {
    if (!isDomainError(error) || !OF_CUSTOMER.includes(error.code)) throw error;
    return { errors: checked.reply({ fieldErrors: { customer: [error.code] } }) };
  }
}
