import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getViewer } from '~/domain/auth/session.server';
import { scanAnywhere } from '~/domain/shipments/scan-anywhere.server';
import { scanIn } from '~/domain/shipments/scan-in.server';
import { isDomainError } from '~/platform/errors';
import { readForm, textFields } from '~/platform/http/form.server';

/** Scans are made on the page of the receiving desk. */
export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'technician', 'administrator');
  return redirect('/receive');
}

/** Takes one scanned code of the desk's script and answers JSON: what it came to, or why it was refused. */
export async function action(args: ActionFunctionArgs) {
  try {
    if (!(await getViewer(args)) && args.request.headers.get('Accept')?.includes('application/json'))
      return Response.json({ refusal: { code: 'signed_out', details: {} } }, { status: 401 });
    const viewer = await requireRole(args, 'technician', 'administrator');
    const { shipment = '', code = '' } = textFields(await readForm(args.request));
    const outcome = shipment ? await scanIn(viewer, shipment, code) : await scanAnywhere(viewer, code);
    return Response.json({ outcome });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { code, details, status } = error;
    return Response.json({ refusal: { code, details } }, { status });
  }
}
