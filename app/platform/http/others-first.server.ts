import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { singleton } from '../singleton';

/** Long work waits no longer than this for others, so that it comes to its end on a busy day too. */
const PATIENCE_MS = 50;
const LOOK_AGAIN_MS = 2;
/** A request that takes longer is long work itself. */
const QUICK_MS = 1000;

/** Answers that are not complete, by when they were asked for. */
function unanswered(): Map<ServerResponse, number> {
  return singleton('unanswered', () => {
    const answers = new Map<ServerResponse, number>();
    subscribe('http.server.request.start', (message) => {
      const { response } = message as { response: ServerResponse };
      answers.set(response, performance.now());
      response.once('close', () => answers.delete(response));
    });
    return answers;
  });
}

function someoneWaits(): boolean {
  const recent = performance.now() - QUICK_MS;
  for (const [answer, since] of unanswered()) if (since > recent && !isDownload(answer)) return true;
  return false;
}

const isDownload = (answer: ServerResponse) =>
  String(answer.getHeader('Content-Disposition')).startsWith('attachment');

/**
 * Called by long work between its steps: comes back when no other HTTP request of this process waits for an answer, and
 * after 50 ms in any case.
 */
export async function othersFirst(): Promise<void> {
  await setImmediate();
  const patience = performance.now() + PATIENCE_MS;
  while (someoneWaits() && performance.now() < patience) await setTimeout(LOOK_AGAIN_MS);
}
