import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';

/** Resellers start with what needs them, everybody else with the list of their orders. */
export async function loader(args: LoaderFunctionArgs) {
  const { role } = await requireViewer(args);
  return redirect(role === 'reseller' ? '/overview' : '/orders');
}
