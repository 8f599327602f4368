import type { ServerResponse } from 'node:http';
import type { AppLoadContext } from '@remix-run/node';
import { log } from '../log.server';

/** A client that takes nothing for so long is given up. */
const STALLED_MS = 60_000;

/** Resolves once `response` takes more without buffering it, or has ended. */
export function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

/**
 * The body of a long answer, made no quicker than the client takes it. `end` is called once, whether it was sent, failed or
 * was cancelled; after a failure the connection breaks, so that a part never looks like the whole.
 */
export function downloadBody(
  chunks: AsyncIterator<Uint8Array>,
  context: AppLoadContext,
  signal: AbortSignal,
  end: () => Promise<void>,
): ReadableStream<Uint8Array> {
  let ended: Promise<void> | undefined;
  const finish = () => {
    signal.removeEventListener('abort', finish);
    ended ??= end();
    return ended;
  };
  signal.addEventListener('abort', finish);
  if (signal.aborted) void finish();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await within(STALLED_MS, context.drained());
          const { done, value } = ended ? { done: true, value: undefined } : await chunks.next();
          if (value) controller.enqueue(value);
          if (!done) return;
          await finish();
          controller.close();
        } catch (error) {
          await finish();
          if (signal.aborted) return controller.close();
          log.error({ err: error, requestId: context.requestId }, 'A download broke off');
          controller.error(error);
        }
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  );
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The client takes nothing any more.')), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
