import { useEffect, useRef, useState } from 'react';

const LONGEST = 100;

/**
 * Answers (JSON) to what is typed. One request is under way at a time, and after it the last text is asked for. Without an
 * answer there is simply nothing to suggest.
 * @param address what answers a text
 */
export function useAsked<Answer>(address: (text: string) => string): {
  answer: Answer | undefined;
  ask: (text: string) => void;
} {
  const [answer, setAnswer] = useState<Answer>();
  const waiting = useRef<string | null>(null);
  const busy = useRef(false);
  const gone = useRef(false);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  async function ask(text: string) {
    waiting.current = text.slice(0, LONGEST);
    if (busy.current) return;
    busy.current = true;
    while (waiting.current !== null && !gone.current) {
      const asked: string = waiting.current;
      waiting.current = null;
      const found = await read<Answer>(address(asked));
      if (found && !gone.current) setAnswer(found);
    }
    busy.current = false;
  }

  return { answer, ask };
}

async function read<Answer>(address: string): Promise<Answer | null> {
  try {
    // Who is signed out is led to the sign-in page, which is no answer.
    const response = await fetch(address, { redirect: 'error' });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}
