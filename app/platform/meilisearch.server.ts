import { Meilisearch, MeilisearchApiError, type Task } from 'meilisearch';
import { env } from './env.server';
import { singleton } from './singleton';

/** After a failure nobody asks for this long; then one request tries. */
const PAUSE_MS = 5_000;
/** For what no person waits for. */
const WRITE_TIMEOUT_MS = 5_000;
/** For the question whether it can be written to. */
const CHECK_TIMEOUT_MS = 2_000;
const TASK_TIMEOUT_MS = 120_000;
const POLL_MS = { first: 10, last: 250 };
/** Typo tolerance can be switched off for numbers from this version on. */
const OLDEST = { major: 1, minor: 15 };

/** Meilisearch is not to be asked, or did not answer as it should. */
export class MeilisearchUnavailable extends Error {}

type Failure = { message: string; at: Date };
type Breaker = { pausedUntil: number; version: string | null; failure: Failure | null };

const breaker = () =>
  singleton('meilisearch-breaker', (): Breaker => ({ pausedUntil: 0, version: null, failure: null }));

/** True when MEILI_URL is set. */
export const hasMeilisearch = () => env().MEILI_URL !== undefined;

function client(timeout: number): Meilisearch {
  return singleton(`meilisearch:${timeout}`, () => {
    const { MEILI_URL, MEILI_API_KEY } = env();
    if (MEILI_URL === undefined) throw new MeilisearchUnavailable('MEILI_URL is not set');
    return new Meilisearch({
      host: MEILI_URL,
      ...(MEILI_API_KEY !== undefined && { apiKey: MEILI_API_KEY }),
      timeout,
      // A compressed answer comes in two parts, and the second 40 ms late (Nagle's algorithm, delayed ACK).
      requestInit: { redirect: 'error', headers: { 'Accept-Encoding': 'identity' } },
    });
  });
}

/** The client for building and feeding the index; each request may take 5 s. */
export const writingClient = () => client(WRITE_TIMEOUT_MS);

/** Meilisearch's own code of an error (such as `index_not_found`), or null. */
export function meilisearchCode(error: unknown): string | null {
  return error instanceof MeilisearchApiError ? (error.cause?.code ?? null) : null;
}

/** The version of the server. Throws MeilisearchUnavailable when it is older than 1.15 or says none. */
async function readVersion(from: Meilisearch): Promise<string> {
  const { pkgVersion } = (await from.getVersion()) ?? {};
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(String(pkgVersion)) ?? [];
  if (major === undefined || minor === undefined) throw new MeilisearchUnavailable('It says no version');
  if (Number(major) < OLDEST.major || (Number(major) === OLDEST.major && Number(minor) < OLDEST.minor))
    throw new MeilisearchUnavailable(`Version ${pkgVersion} is older than 1.15`);
  return String(pkgVersion);
}

/** Throws as `askMeilisearch` does when the server cannot be written to. */
export async function checkMeilisearch(): Promise<void> {
  await readVersion(client(CHECK_TIMEOUT_MS));
}

/**
 * Runs `work`, which a person waits for, within MEILI_TIMEOUT_MS. `work` checks what it gets and throws when it is not
 * right. After a failure every call throws at once for 5 s; then one call tries again while the others still throw.
 * Throws MeilisearchUnavailable, or what `work` threw.
 */
export async function askMeilisearch<T>(work: (client: Meilisearch) => Promise<T>): Promise<T> {
  const state = breaker();
  const now = Date.now();
  if (now < state.pausedUntil) throw new MeilisearchUnavailable('It failed a moment ago');
  if (state.pausedUntil > 0) state.pausedUntil = now + PAUSE_MS;
  const timeout = env().MEILI_TIMEOUT_MS;
  try {
    const found = await within(timeout, async () => {
      state.version ??= await readVersion(client(timeout));
      return work(client(timeout));
    });
    if (state.pausedUntil > 0) report('info', 'Meilisearch answers again');
    state.pausedUntil = 0;
    return found;
  } catch (error) {
    const message = messageOf(error);
    if (state.pausedUntil === 0) report('warn', `Meilisearch does not answer, PostgreSQL does: ${message}`);
    Object.assign(state, { pausedUntil: Date.now() + PAUSE_MS, version: null });
    state.failure = { message, at: new Date() };
    throw error;
  }
}

/** Writes to the log, which is loaded only now: it reads the settings as it is loaded. */
function report(level: 'info' | 'warn', message: string): void {
  void import('./log.server').then(({ log }) => log[level](message));
}

/** The message of an error and of what caused it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${messageOf(error.cause)}` : '';
  return `${error.message}${cause}`.slice(0, 500);
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MeilisearchUnavailable(`No answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a task of the index has ended. Throws an Error when it failed or takes longer than two minutes. */
export async function finishTask(uid: number): Promise<Task> {
  const until = Date.now() + TASK_TIMEOUT_MS;
  let pause = POLL_MS.first;
  for (;;) {
    const task = await writingClient().tasks.getTask(uid);
    if (task?.status === 'succeeded') return task;
    if (task?.status !== 'enqueued' && task?.status !== 'processing')
      throw new Error(`Task ${uid} ${task?.status}: ${task?.error?.message ?? 'no reason given'}`);
    if (Date.now() > until) throw new Error(`Task ${uid} is not done after two minutes`);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, POLL_MS.last);
  }
}

/** What this process knows of Meilisearch: `failure` is the last one of a search. */
export function meilisearchHealth(): { paused: boolean; version: string | null; failure: Failure | null } {
  const { pausedUntil, version, failure } = breaker();
  return { paused: pausedUntil > 0, version, failure };
}

/** Which engine answers searches, for people who watch the portal; asks Meilisearch unless it is paused. */
export async function searchState(): Promise<string> {
  if (!hasMeilisearch()) return 'postgresql';
  try {
    await askMeilisearch(readVersion);
    return 'meilisearch';
  } catch {
    return 'postgresql (meilisearch unavailable)';
  }
}
