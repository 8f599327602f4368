import { useRevalidator } from '@remix-run/react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { tellsOfMessages } from '~/domain/messages/rules';
import { askLive, concerns, LiveConnection } from './live-connection';

/** What comes in quick succession is loaded at once, in milliseconds. */
const TOGETHER_MS = 30;
/** A page of one thing is loaded again at most this often, and a list, on which more happens, at most that often. */
const PAUSE_MS = 300;
const LIST_PAUSE_MS = 2_000;

const LiveContext = createContext<LiveConnection | null>(null);

/** Gives the pages below the connection of `useLiveConnection`. */
export const LiveProvider = LiveContext.Provider;

/**
 * This page's line to the portal, open while somebody is signed in.
 * @param lastId the number of the newest event when the page was made; null while nobody is signed in
 */
export function useLiveConnection(lastId: string | null): LiveConnection {
  const [connection] = useState(() => new LiveConnection(lastId ?? '0'));
  const signedIn = lastId !== null;
  useEffect(() => {
    if (!signedIn) return;
    connection.open();
    return () => connection.close();
  }, [connection, signedIn]);
  return connection;
}

/**
 * Loads the page's data again when something changes with one of the orders `topics` (their numbers; `all`: with any that
 * the person may know of). What is typed stays. While the page is hidden it waits.
 */
export function useLive(topics: readonly string[] | 'all'): void {
  const connection = useContext(LiveContext);
  const { revalidate } = useRevalidator();
  const asked = useRef(topics);
  useEffect(() => {
    asked.current = topics;
  });
  useEffect(() => {
    const refresh = paced(revalidate, () => ({
      busy: isLoading(),
      pause: asked.current.length === 1 ? PAUSE_MS : LIST_PAUSE_MS,
    }));
    const leave = connection?.listen((changes) => {
      if (concerns(changes, asked.current)) refresh.soon();
    });
    return () => {
      leave?.();
      refresh.stop();
    };
  }, [connection, revalidate]);
}

/**
 * True while anything is loaded, which must not be broken off: it may be the person's own step. The router itself is asked,
 * since the hooks say only what React has drawn, and the answer to a form would be lost between.
 */
function isLoading(): boolean {
  const { navigation, revalidation } = window.__remixRouter.state;
  return navigation.state !== 'idle' || revalidation !== 'idle';
}

/**
 * How many orders have unread messages, as they come and go.
 * @param counted as it was when the page was made
 * @param open the number of the order that the person is looking at, which is not counted
 */
export function useUnread(connection: LiveConnection, counted: number, open: string): number {
  const [unread, setUnread] = useState(counted);
  useEffect(() => setUnread(counted), [counted]);
  useEffect(() => {
    const refresh = paced(async () => {
      const answer = await askLive('', open);
      if (answer) setUnread(answer.unread);
    });
    const leave = connection.listen((changes) => {
      if (changes.some(tellsOfMessages)) refresh.soon();
    });
    return () => {
      leave();
      refresh.stop();
    };
  }, [connection, open]);
  return unread;
}

/** Runs `work` soon after it is asked to, after a `pause`, not while the page is `busy`, and only while it is looked at. */
function paced(work: () => unknown, pace = () => ({ busy: false, pause: LIST_PAUSE_MS })) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const run = () => {
    if (document.visibilityState !== 'visible') {
      timer = undefined;
      document.addEventListener('visibilitychange', run, { once: true });
    } else if (pace().busy) {
      timer = setTimeout(run, TOGETHER_MS);
    } else {
      timer = undefined;
      last = Date.now();
      work();
    }
  };
  return {
    soon() {
      timer ??= setTimeout(run, Math.max(TOGETHER_MS, last + pace().pause - Date.now()));
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', run);
    },
  };
}
