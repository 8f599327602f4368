import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';

type Suggestion = { value: string; detail: string };

/**
 * Companies that fit what is typed. One request is under way at a time, and after it the last text is asked for: a request
 * that is given up would be an error in the browser's console.
 */
export function useCompanySuggestions(): { companies: Suggestion[]; ask: (text: string) => void } {
  const { data, load, state } = useFetcher<{ companies: Suggestion[] }>();
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
    if (text !== null) load(`/customers/suggest?q=${encodeURIComponent(text.slice(0, 100))}`);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is asked for when a request has ended
  useEffect(() => {
    if (state === 'idle') next();
  }, [state]);

  return { companies: data?.companies ?? [], ask };
}
