import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { changesSince } from '~/domain/messages/live-changes.server';
import { liveState } from '~/domain/messages/reads.server';
import { streamLive } from './stream.server';

/**
 * What changes for the viewer: as server-sent events where they are asked for, otherwise as JSON what has changed since the
 * event `after`, and how many orders other than `open` have unread messages.
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { request } = args;
  const { searchParams } = new URL(request.url);
  const after = eventNumber(request.headers.get('Last-Event-ID') ?? searchParams.get('after'));
  if (request.headers.get('Accept') === 'text/event-stream') return streamLive(args, viewer, after);
  const [told, { unread, lastEvent }] = await Promise.all([
    after === null ? null : changesSince(viewer, after),
    liveState(viewer, searchParams.get('open') ?? ''),
  ]);
  return Response.json({ id: Number(lastEvent), changes: [], ...told, unread });
}

function eventNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
