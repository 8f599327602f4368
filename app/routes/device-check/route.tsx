import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { coverOfTyped } from '~/domain/contracts/cover.server';
import { deviceBefore } from '~/domain/orders/device-history.server';

/** What is known of a device while it is ordered for: the viewer's open orders of it, its last repair and its cover. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (viewer.role === 'partner') throw new Response('Not found\n', { status: 404 });
  const { searchParams } = new URL(args.request.url);
  const typed = (searchParams.get('identifier') ?? '').slice(0, 400);
  const [before, cover] = await Promise.all([
    deviceBefore(viewer, typed, searchParams.get('submissionKey') ?? ''),
    coverOfTyped(viewer, typed),
  ]);
  return Response.json({ ...before, cover });
}
