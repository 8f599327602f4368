import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { noteArrival } from '~/domain/shipments/return-arrival.server';
import { SHIPMENT_ROLES } from '~/domain/shipments/rules';
import { isDomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';

const onPage = (number = '') => `/shipments/${encodeURIComponent(number)}#difference`;

/** Arrival is noted on the shipment's page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, ...SHIPMENT_ROLES);
  return redirect(onPage(args.params.number));
}

/** Notes that a return shipment has arrived: `item` names each device that was shown, `here` each that was in it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRole(args, ...SHIPMENT_ROLES);
  try {
    const form = await readForm(args.request);
    const ids = (name: string) => form.getAll(name).map(Number).filter(Number.isInteger);
    const here = new Set(ids('here'));
    const absent = ids('item').filter((id) => !here.has(id));
    await noteArrival(viewer, args.params.number ?? '', new Set(absent));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.status === 404) return new Response('Not found\n', { status: 404 });
  }
  return redirect(onPage(args.params.number), 303);
}
