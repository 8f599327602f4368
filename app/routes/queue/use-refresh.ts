import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const EVERY_MS = 60_000;

/** Reads the page again every minute while somebody looks at it: what was not late can be so by now. */
export function useRefresh(): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  latest.current = revalidator;
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible' && latest.current.state === 'idle')
        latest.current.revalidate();
    };
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}
