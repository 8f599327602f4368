import type { Viewer } from '../auth/rules';
import { EVERYTHING, type LiveChange } from './rules';

/** A line on which nothing happens says so this often. */
const BEAT_MS = 25_000;
/** Whoever has not taken more than these yet is told that everything changed. */
const PENDING_MAX = 200;

/** What a line says at once: the changes, none for a sign of life, and the number of the event up to which it told. */
export type LiveBatch = { id: number; changes: LiveChange[] };

/** What one open page is told. At most one waiting thing of a kind is kept for each order, however slowly it reads. */
export class LiveLine implements AsyncIterableIterator<LiveBatch> {
  readonly #pending = new Map<string, LiveChange>();
  readonly #onEnd: () => void;
  #id = 0;
  #ended = false;
  #wake = () => {};

  constructor(
    /** Whom it tells; renewed before anything is told. */
    public viewer: Viewer,
    onEnd: () => void,
  ) {
    this.#onEnd = onEnd;
  }

  /** The event up to which it told. */
  get id(): number {
    return this.#id;
  }

  tell(change: LiveChange): void {
    if (this.#ended) return;
    if (this.#pending.size >= PENDING_MAX || change.topic === EVERYTHING.topic) {
      this.#pending.clear();
      this.#pending.set(EVERYTHING.topic, EVERYTHING);
    } else if (!this.#pending.has(EVERYTHING.topic)) {
      this.#pending.set(`${change.topic} ${change.type}`, change);
    }
    this.#wake();
  }

  /** Everything up to this event was told. */
  tellUntil(id: number): void {
    this.#id = Math.max(this.#id, id);
  }

  /** Waits for the next changes, or for the next sign of life. */
  async next(): Promise<IteratorResult<LiveBatch, undefined>> {
    if (this.#pending.size === 0 && !this.#ended) await this.#something();
    if (this.#ended) return { done: true, value: undefined };
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    return { done: false, value: { id: this.#id, changes } };
  }

  #something(): Promise<void> {
    return new Promise((resolve) => {
      const beat = setTimeout(resolve, BEAT_MS);
      this.#wake = () => {
        clearTimeout(beat);
        resolve();
      };
    });
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wake();
    this.#onEnd();
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
