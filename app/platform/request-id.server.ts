import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from './singleton';

const store = () => singleton('request-id', () => new AsyncLocalStorage<string>());

/** Runs `work`, and all that follows from it, in the name of this request: in its log lines, events and jobs. */
export function inRequest<T>(requestId: string | undefined, work: () => T): T {
  return requestId === undefined ? work() : store().run(requestId, work);
}

/** The request that is being answered, or that caused the job that runs; undefined when the portal acts by itself. */
export const requestId = (): string | undefined => store().getStore();
