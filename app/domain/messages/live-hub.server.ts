import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '~/platform/errors';
import { beforeServerEnds, type Listening, listenTo, mayAnswerLive } from '~/platform/live.server';
import { log } from '~/platform/log.server';
import { singleton } from '~/platform/singleton';
import type { Viewer } from '../auth/rules';
import { viewersOfSessions } from '../auth/session.server';
import {
  changeFor,
  eventsSince,
  newestEvent,
  ordersOf,
  readTold,
  type Told,
  type ToldEvent,
} from './live-changes.server';
import { LiveLine } from './live-line';
import { EVERYTHING } from './rules';

/** The most lines of one person, and of all people, that a process of the portal holds. */
const LINES_OF_ONE = 6;
const LINES_OF_ALL = 5_000;
/** Whoever signed out elsewhere hears nothing from then on; the line itself ends within so long. */
const CHECK_SESSIONS_MS = 5_000;
/** What comes in quick succession is told together. */
const BETWEEN_MS = 25;
const AGAIN_MS = 1_000;
const START_MS = 5_000;
/** Without lines, the process stops listening after so long. */
const IDLE_MS = 30_000;

type Hub = {
  lines: Set<LiveLine>;
  /** Up to which event everything was told; null until the first connection listens. */
  doneId: number | null;
  told: Told[];
  /** Something may have been missed: the events are read again from `doneId` on. */
  missed: boolean;
  working: boolean;
  running: { listening: Listening; checking: NodeJS.Timeout; started: Promise<void>; onStart(): void } | null;
  idle: NodeJS.Timeout | undefined;
};

const hub = () =>
  singleton('live-hub', (): Hub => {
    beforeServerEnds(stop);
    const nothing = { doneId: null, told: [], missed: false, working: false, running: null, idle: undefined };
    return { lines: new Set(), ...nothing };
  });

/**
 * Opens a line that tells a viewer what changes for them until it is closed or their session ends. It takes no
 * connection of the database; one of each process listens for all lines.
 * Throws DomainError `live_full` (429) for one line too many, `busy` (503) while the database cannot be heard or the
 * process ends.
 */
export async function openLine(viewer: Viewer): Promise<LiveLine> {
  if (!mayAnswerLive()) throw new DomainError('busy', 503);
  const { lines } = hub();
  const own = [...lines].filter((line) => line.viewer.userId === viewer.userId).length;
  if (own >= LINES_OF_ONE || lines.size >= LINES_OF_ALL) throw new DomainError('live_full', 429);
  const line = new LiveLine(viewer, () => close(line));
  lines.add(line);
  const started = await Promise.race([run().then(() => true), sleep(START_MS, false, { ref: false })]);
  if (!started) {
    line.end();
    throw new DomainError('busy', 503);
  }
  line.tellUntil(hub().doneId ?? 0);
  return line;
}

function close(line: LiveLine): void {
  const state = hub();
  state.lines.delete(line);
  if (state.lines.size > 0 || !state.running) return;
  clearTimeout(state.idle);
  state.idle = setTimeout(() => state.lines.size === 0 && void stop(), IDLE_MS).unref();
}

/** Listens, unless the process does so already. Resolves once it hears. */
function run(): Promise<void> {
  const state = hub();
  if (!state.running) {
    let onStart = () => {};
    const started = new Promise<void>((resolve) => {
      onStart = resolve;
    });
    const listening = listenTo('portal_events', {
      heard(payload) {
        const told = readTold(payload);
        if (told) state.told.push(told);
        void work();
      },
      listening() {
        state.missed = true;
        void work();
      },
    });
    const checking = setInterval(() => void checkSessions(), CHECK_SESSIONS_MS).unref();
    state.running = { listening, checking, started, onStart };
  }
  return state.running.started;
}

/** Ends all lines and stops listening. */
async function stop(): Promise<void> {
  const state = hub();
  const { running } = state;
  Object.assign(state, { running: null, doneId: null, told: [], missed: false });
  clearInterval(running?.checking);
  for (const line of [...state.lines]) line.end();
  await running?.listening.stop();
}

/** Tells what was heard, one batch after another. */
async function work(): Promise<void> {
  const state = hub();
  if (state.working) return;
  state.working = true;
  while (state.running && (state.told.length > 0 || state.missed)) {
    const { missed } = state;
    const told = state.told.splice(0);
    state.missed = false;
    try {
      if (state.doneId === null) await begin(state);
      else await tell(state, missed ? [...(await eventsSince(state.doneId)), ...told] : told);
      await sleep(BETWEEN_MS);
    } catch (error) {
      log.warn({ err: error }, 'What happened could not be told; it is tried again');
      state.missed = true;
      await sleep(AGAIN_MS);
    }
  }
  state.working = false;
}

async function begin(state: Hub): Promise<void> {
  state.doneId = await newestEvent();
  state.running?.onStart();
}

/** Tells each line what of these events is its viewer's to know, as they are at this moment. */
async function tell(state: Hub, told: Told[]): Promise<void> {
  const events = told.filter((one): one is ToldEvent => !('many' in one));
  const doneId = events.length < told.length ? await newestEvent() : 0;
  if (doneId > 0) for (const line of state.lines) line.tell(EVERYTHING);
  const ids = events.flatMap(({ orderId }) => orderId ?? []);
  if (ids.length > 0 && state.lines.size > 0) {
    const orders = await ordersOf([...new Set(ids)]);
    const changesFor = ({ viewer }: LiveLine) =>
      events.flatMap((event) => changeFor(viewer, event, orders.get(event.orderId ?? 0)) ?? []);
    const concerned = [...state.lines].filter((line) => changesFor(line).length > 0);
    await renew(concerned);
    for (const line of concerned) for (const change of changesFor(line)) line.tell(change);
  }
  state.doneId = Math.max(state.doneId ?? 0, doneId, ...events.map(({ id }) => id));
  for (const line of state.lines) line.tellUntil(state.doneId);
}

/** Reads who the viewers of these lines are now, and ends the lines of sessions that are over. */
async function renew(lines: LiveLine[]): Promise<void> {
  if (lines.length === 0) return;
  const viewers = await viewersOfSessions([...new Set(lines.map(({ viewer }) => viewer.sessionId))]);
  for (const line of lines) {
    const viewer = viewers.get(line.viewer.sessionId);
    if (viewer) line.viewer = viewer;
    else line.end();
  }
}

async function checkSessions(): Promise<void> {
  try {
    await renew([...hub().lines]);
  } catch (error) {
    log.debug({ err: error }, 'The sessions of the live lines could not be checked');
  }
}
