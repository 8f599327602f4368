import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { noteDifference } from '~/domain/shipments/close-scan-in.server';
import { SHIPMENT_ROLES } from '~/domain/shipments/rules';
import { isDomainError } from '~/platform/errors';

const onPage = (number = '') => `/shipments/${encodeURIComponent(number)}#difference`;

/** The difference is shown on the shipment's page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, ...SHIPMENT_ROLES);
  return redirect(onPage(args.params.number));
}

/** Notes that the other side has read the difference. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRole(args, ...SHIPMENT_ROLES);
  try {
    await noteDifference(viewer, args.params.number ?? '');
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.status === 404) return new Response('Not found\n', { status: 404 });
  }
  return redirect(onPage(args.params.number), 303);
}
