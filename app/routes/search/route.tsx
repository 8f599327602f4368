import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { searchOrders } from '~/domain/search/queries.server';

const TEXT_MAX = 500;

/** Where the search box leads: to the one order that is meant, else to the list of those that fit. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const text = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, TEXT_MAX);
  if (text === '') return redirect('/orders');
  const { exact } = await searchOrders(viewer, text);
  return redirect(exact ? `/orders/${exact}` : `/orders?${new URLSearchParams({ q: text })}`);
}
