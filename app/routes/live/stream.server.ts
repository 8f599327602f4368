import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Viewer } from '~/domain/auth/rules';
import { changesSince } from '~/domain/messages/live-changes.server';
import { openLine } from '~/domain/messages/live-hub.server';
import type { LiveBatch, LiveLine } from '~/domain/messages/live-line';
import { isDomainError } from '~/platform/errors';
import { downloadBody } from '~/platform/http/download.server';

/** After how many milliseconds a browser opens the line again. */
const RETRY_MS = 2_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Nobody keeps, changes, compresses or buffers it on the way; the connection ends with it.
  'Cache-Control': 'private, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
};

/**
 * Server-sent events (HTML Living Standard, 9.2): `beat` is a sign of life, each message a change as JSON; their id is the
 * event to go on from. First comes what has changed since the event `after`.
 */
export async function streamLive(
  { request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>,
  viewer: Viewer,
  after: number | null,
): Promise<Response> {
  if (request.method === 'HEAD') return new Response(null, { headers: HEADERS });
  try {
    const line = await openLine(viewer);
    await tellMissed(line, viewer, after);
    const body = downloadBody(written(line), context, request.signal, async () => line.end());
    return new Response(body, { headers: HEADERS });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new Response('Not now\n', { status: error.status, headers: { 'Retry-After': '60' } });
  }
}

async function tellMissed(line: LiveLine, viewer: Viewer, after: number | null): Promise<void> {
  if (after === null) return;
  try {
    for (const change of (await changesSince(viewer, after)).changes) line.tell(change);
  } catch (error) {
    line.end();
    throw error;
  }
}

async function* written(line: LiveLine): AsyncGenerator<Uint8Array> {
  yield bytes(`retry: ${RETRY_MS}\n${sign(line.id)}`);
  for await (const batch of line) yield bytes(writeBatch(batch));
}

function writeBatch({ id, changes }: LiveBatch): string {
  if (changes.length === 0) return sign(id);
  const messages = changes.map((change) => `data: ${JSON.stringify(change)}\n\n`);
  return `${messages.slice(0, -1).join('')}id: ${id}\n${messages.at(-1)}`;
}

const sign = (id: number) => `id: ${id}\nevent: beat\ndata:\n\n`;
const bytes = (text: string) => Buffer.from(text);
