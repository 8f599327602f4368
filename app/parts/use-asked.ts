import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Answers to what is typed. One request is under way at a time, and after it the last text is asked for: a request that is
 * given up would be an error in the browser's console.
 * @param address what answers a text
 */
export function useAsked<Answer>(address: (text: string) => string): {
  answer: Answer | undefined;
  ask: (text: string) => void;
} {
  const { data, load, state } = useFetcher<Answer>();
  const waiting = useRef<string | null>(null);
  const busy = useRef(false);

  function ask(text: string) {
    waiting.current = text;
    if (!busy.current) next();
  }

  function next() {
    const text = waiting.current;
    busy.current = text !== null;
    waiting.current = null;
    if (text !== null) load(address(text.slice(0, 100)));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is asked for when a request has ended
  useEffect(() => {
    if (state === 'idle') next();
  }, [state]);

  return { answer: data as Answer | undefined, ask };
}
