import { db } from '~/platform/db.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { submissionContent } from './confirm-order.server';
import { orderFormSchema } from './schema';
import { orderFormSetup } from './setup.server';
import { visibleTo } from './visible.server';

/**
 * A draft as it would be submitted now: `content` is null while the draft does not pass the form's checks.
 * @returns null when there is no such order for this viewer
 */
export async function draftSummary(viewer: Viewer, number: string, locale: Locale) {
  const order = await db().order.findFirst({
    where: { AND: [{ number }, visibleTo(viewer)] },
    include: { customer: true },
  });
  if (!order) return null;
  const setup = await orderFormSetup(viewer, locale);
  const parsed = orderFormSchema(setup).safeParse(order.draft ?? {});
  const location =
    parsed.success && (await db().location.findUniqueOrThrow({ where: { id: parsed.data.locationId } }));
  return {
    number: order.number,
    status: order.status,
    content: location
      ? submissionContent(parsed.data, setup, { customer: order.customer, location }, locale)
      : null,
  };
}
