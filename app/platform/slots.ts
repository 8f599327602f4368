import { singleton } from './singleton';

type Waiting = { take: (release: () => void) => void };

/**
 * Lets at most `most` hold a slot of this name at a time, in this process; others wait their turn.
 * @returns the function that gives the slot back, or null when none came free in `waitMs` or before `signal`
 */
export function takeSlot(
  name: string,
  most: number,
  waitMs: number,
  signal: AbortSignal,
): Promise<(() => void) | null> {
  const state = singleton(`slots:${name}`, () => ({ taken: 0, queue: [] as Waiting[] }));
  const releaseOnce = () => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = state.queue.shift();
      if (next) next.take(releaseOnce());
      else state.taken -= 1;
    };
  };
  if (state.taken < most) {
    state.taken += 1;
    return Promise.resolve(releaseOnce());
  }
  return new Promise((resolve) => {
    const leave = () => {
      state.queue = state.queue.filter((one) => one !== waiting);
      settle(null);
    };
    const timer = setTimeout(leave, waitMs);
    const settle = (release: (() => void) | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      resolve(release);
    };
    const waiting: Waiting = { take: settle };
    state.queue.push(waiting);
    signal.addEventListener('abort', leave, { once: true });
  });
}
