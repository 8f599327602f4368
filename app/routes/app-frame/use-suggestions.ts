import { useEffect, useState } from 'react';
import type { Suggestions } from '~/domain/search/suggest.server';
import { SUGGEST_FROM } from '~/domain/search/suggest-rules';

const PAUSE_MS = 120;
const LONGEST = 500;

/**
 * What fits a text while it is typed: asked for once the typing rests, only the answer to the last text is taken. Without an
 * answer there is simply nothing to suggest.
 */
export function useSuggestions() {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Suggestions | null>(null);
  const asked = text.trim().slice(0, LONGEST);

  useEffect(() => {
    if ([...asked].length < SUGGEST_FROM) {
      setAnswer(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const found = await ask(asked, abort.signal);
      if (!abort.signal.aborted) setAnswer(found);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked]);

  return { answer, onType: setText };
}

async function ask(text: string, signal: AbortSignal): Promise<Suggestions | null> {
  try {
    const address = `/search/suggest?${new URLSearchParams({ q: text })}`;
    // Who is signed out is led to the sign-in page, which is no answer.
    const response = await fetch(address, { signal, redirect: 'error' });
    return response.ok ? ((await response.json()) as Suggestions) : null;
  } catch {
    return null;
  }
}
