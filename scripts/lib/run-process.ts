type Closing = () => Promise<unknown>;

/** How long a process may take to end after it was asked to. */
const PATIENCE_MS = 15_000;

/**
 * Runs a script that serves until it is told to end. `start` registers with its argument what to close; the last is
 * closed first. SIGINT and SIGTERM close all, after a start that is under way, and end the process with code 0; a failed
 * start closes all, says why in one line, and ends with 1. An exception that nobody caught leaves an unknown state behind:
 * it is logged and the process ends with 1 at once. A rejection that nobody awaited belongs to one request: it is logged.
 */
export async function runProcess(start: (onEnd: (close: Closing) => void) => Promise<void>): Promise<void> {
  const { log } = await import('../../app/platform/log.server');
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'An exception that nobody caught: the process ends');
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'A rejection that nobody awaited');
  });
  const closings: Closing[] = [];
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(code || 1), PATIENCE_MS).unref();
    await starting.catch(() => undefined);
    for (const close of closings.reverse())
      await close().catch((error: unknown) => log.error({ err: error }, 'A part could not be closed'));
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  const starting = start((close) => void closings.push(close));
  try {
    await starting;
  } catch (error) {
    if (!ending) console.error(messageOf(error));
    await end(1);
  }
}

/** What a person who started the script is told of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
