import { EVERYTHING, type LiveChange } from '~/domain/messages/rules';

type Listener = (changes: LiveChange[]) => void;

/** A line says something at least every 25 s; one that has been silent for so long is opened again. */
const SILENT_MS = 60_000;
/** After so many failures in a row it is asked from time to time instead, and the line tried again later. */
const FAILURES_MAX = 2;
const ASK_MS = 10_000;
const TRY_AGAIN_MS = 60_000;
/** Nobody looks at a hidden page: its line is closed after so long. */
const HIDDEN_MS = 30_000;

/**
 * This page's line to the portal: server-sent events, or asking every ten seconds where they do not come through. It goes
 * on from the last event that it knows, so nothing is missed while it is closed.
 */
export class LiveConnection {
  readonly #listeners = new Set<Listener>();
  #lastId: string;
  #line: EventSource | undefined;
  #failures = 0;
  #heard = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** @param lastId the number of the newest event when the page was made */
  constructor(lastId: string) {
    this.#lastId = lastId;
  }

  open(): void {
    this.#closed = false;
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#hangUp();
  }

  /** @returns the function that ends it */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #connect(): void {
    this.#hangUp();
    if (this.#closed) return;
    const line = new EventSource(`/live?after=${this.#lastId}`);
    this.#line = line;
    this.#heard = Date.now();
    const heard = (event: MessageEvent) => {
      this.#failures = 0;
      this.#heard = Date.now();
      this.#lastId = event.lastEventId || this.#lastId;
    };
    line.addEventListener('beat', heard);
    line.onmessage = (event) => {
      heard(event);
      this.#tell([JSON.parse(event.data) as LiveChange]);
    };
    line.onerror = () => this.#failed(line);
    this.#watch();
  }

  #failed(line: EventSource): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_MAX) this.#askInstead();
    // A browser does not come back by itself to what answered with an error.
    else if (line.readyState === EventSource.CLOSED) this.#later(() => this.#connect(), 1_000);
  }

  #watch(): void {
    this.#later(() => {
      if (Date.now() - this.#heard > SILENT_MS) this.#connect();
      else this.#watch();
    }, SILENT_MS / 4);
  }

  #askInstead(): void {
    this.#hangUp();
    const until = Date.now() + TRY_AGAIN_MS;
    const askAgain = () =>
      this.#later(async () => {
        await this.#ask();
        if (Date.now() < until) askAgain();
        else this.#connect();
      }, ASK_MS);
    askAgain();
  }

  async #ask(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    const answer = await askLive(this.#lastId);
    if (!answer) return;
    this.#lastId = String(answer.id);
    if (answer.changes.length > 0) this.#tell(answer.changes);
  }

  #tell(changes: LiveChange[]): void {
    for (const listener of this.#listeners) listener(changes);
  }

  /** Runs the next thing later, in place of the one that waits. */
  #later(next: () => void, milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => !this.#closed && next(), milliseconds);
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#line?.close();
    this.#line = undefined;
  }

  readonly #onVisibility = () => {
    if (document.visibilityState === 'hidden') this.#later(() => this.#hangUp(), HIDDEN_MS);
    else if (!this.#line && this.#failures < FAILURES_MAX) this.#connect();
    else if (this.#line) this.#watch();
    else void this.#ask().then(() => this.#askInstead());
  };
}

/** What has changed since an event, or null while the portal cannot be asked or nobody is signed in. */
export async function askLive(
  after: string,
  open = '',
): Promise<{ id: number; changes: LiveChange[]; unread: number } | null> {
  try {
    const query = new URLSearchParams({ after, open });
    const response = await fetch(`/live?${query}`, { redirect: 'manual' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Whether one of these changes is about one of the topics. */
export function concerns(changes: readonly LiveChange[], topics: readonly string[] | 'all'): boolean {
  return changes.some(
    ({ topic }) => topics === 'all' || topic === EVERYTHING.topic || topics.includes(topic),
  );
}
