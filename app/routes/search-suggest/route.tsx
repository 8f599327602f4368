import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { suggest } from '~/domain/search/suggest.server';

/** What the search box suggests for `q`, as JSON. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return Response.json(await suggest(viewer, new URL(args.request.url).searchParams.get('q') ?? ''));
}
