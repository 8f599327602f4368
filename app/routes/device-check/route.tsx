import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { deviceBefore } from '~/domain/orders/device-history.server';

/** What is known of a device while it is ordered for: the viewer's open orders of it, and its last repair. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (viewer.role === 'partner') throw new Response('Not found\n', { status: 404 });
  const { searchParams } = new URL(args.request.url);
  const typed = (searchParams.get('identifier') ?? '').slice(0, 400);
  return Response.json(await deviceBefore(viewer, typed, searchParams.get('submissionKey') ?? ''));
}
