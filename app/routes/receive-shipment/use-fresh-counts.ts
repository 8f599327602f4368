import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const EVERY_MS = 10_000;

/** Loads the counts again while the page is looked at, since others scan too; not while the portal cannot be reached. */
export function useFreshCounts(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') return;
      const reachable = await fetch('/healthz').then(
        (response) => response.ok,
        () => false,
      );
      if (reachable) revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
}
