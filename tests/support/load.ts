import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from './app';
import { orderFields, sessionCookieFor } from './client';

/** A request that got no answer, or one of 500 and above. */
export type Failure = { url: string; what: string; began: number; ended: number };

/** People at work: each one reads the list and makes an order, one request after the other, until told to stop. */
export type Load = {
  /** The numbers of the orders whose making was answered. */
  acknowledged: Set<string>;
  failures: Failure[];
  answered(): number;
  /** From now on everybody rests so many milliseconds before each request; 0 at first. */
  rest(milliseconds: number): void;
  stop(): Promise<void>;
};

const isRefused = (error: unknown) => {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === 'ECONNREFUSED';
};

/**
 * Puts `people` resellers to work on portals of one database. As a proxy does, whoever meets a portal that takes no connection goes to
 * the next; a request that was begun is never repeated.
 * @param urls the portals there are at this moment
 */
export async function startLoad(app: TestApp, people: number, urls: () => string[]): Promise<Load> {
  const [name, value] = await sessionCookieFor(app, app.world.users.reseller.id);
  const acknowledged = new Set<string>();
  const failures: Failure[] = [];
  let answered = 0;
  let pause = 0;
  let stopped = false;

  async function ask(person: number, path: string, body?: URLSearchParams): Promise<Response | null> {
    if (pause > 0) await sleep(pause);
    const all = urls();
    for (let turn = 0; turn < all.length; turn++) {
      const url = all[(person + turn) % all.length] ?? '';
      const began = performance.now();
      try {
        const response = await fetch(`${url}${path}`, {
          headers: { Cookie: `${name}=${value}` },
          redirect: 'manual',
          ...(body && { method: 'POST', body }),
        });
        await response.arrayBuffer();
        answered += 1;
        if (response.status >= 500)
          failures.push({ url, what: `${path} ${response.status}`, began, ended: performance.now() });
        return response;
      } catch (error) {
        if (isRefused(error)) continue;
        const what = `${path} ${(error as { cause?: { code?: string } }).cause?.code ?? error}`;
        failures.push({ url, what, began, ended: performance.now() });
        return null;
      }
    }
    failures.push({
      url: '',
      what: 'no portal takes connections',
      began: performance.now(),
      ended: performance.now(),
    });
    return null;
  }

  async function work(person: number): Promise<void> {
    while (!stopped) {
      await ask(person, '/orders');
      const form = orderFields(app.world, { intent: 'create', customer: 'R-1-1' });
      const made = await ask(person, '/orders/new', new URLSearchParams(form));
      const number = /RO-\d{4}-\d+/.exec(made?.headers.get('Location') ?? '')?.[0];
      if (number) acknowledged.add(number);
    }
  }
  const working = Array.from({ length: people }, (_, person) => work(person));
  return {
    acknowledged,
    failures,
    answered: () => answered,
    rest(milliseconds) {
      pause = milliseconds;
    },
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  };
}
