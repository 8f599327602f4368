import pino from 'pino';
import { vi } from 'vitest';

type Written = { write(line: string): boolean };

/** Keeps what the portal's log would write in `lines` instead. @returns what ends that */
export async function keepLog(lines: string[]): Promise<() => void> {
  const { log } = await import('../../app/platform/log.server');
  const stream = (log as unknown as Record<symbol, Written>)[pino.symbols.streamSym];
  if (!stream) throw new Error('The log writes nowhere');
  const kept = vi.spyOn(stream, 'write').mockImplementation((line) => lines.push(line) > 0);
  return () => kept.mockRestore();
}
