import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { suggestCompanies } from '~/domain/companies/queries.server';

/** Companies that the viewer may order for, by a part of their number or name. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'reseller', 'technician', 'administrator');
  const text = new URL(args.request.url).searchParams.get('q') ?? '';
  return Response.json({ companies: await suggestCompanies(viewer, text) });
}
