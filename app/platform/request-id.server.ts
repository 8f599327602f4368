import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from './singleton';

type Asked = { requestId: string; userId?: number };

const store = () => singleton('request-id', () => new AsyncLocalStorage<Asked>());

/** Runs `work`, and all that follows from it, in the name of this request: in its log lines, events and jobs. */
export function inRequest<T>(requestId: string | undefined, work: () => T): T {
  return requestId === undefined ? work() : store().run({ requestId }, work);
}

/** The request that is being answered, or that caused the job that runs; undefined when the portal acts by itself. */
export const requestId = (): string | undefined => store().getStore()?.requestId;

/** Notes who asks, once that is known: the log lines of this request name them from then on. */
export function noteAsker(userId: number): void {
  const asked = store().getStore();
  if (asked) asked.userId = userId;
}

/** Who asks, as far as it is known. */
export const asker = (): number | undefined => store().getStore()?.userId;
