import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';

/** The start page of everybody is the list of their orders. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  return redirect('/orders');
}
