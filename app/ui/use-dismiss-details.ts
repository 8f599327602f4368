import { useLocation } from '@remix-run/react';
import { type RefObject, useEffect } from 'react';

/** Closes an open `<details>` on Escape, on a press outside, and when the address changes. */
export function useDismissDetails(ref: RefObject<HTMLDetailsElement>): void {
  const { key } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new location key is what closes it
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [ref, key]);

  useEffect(() => {
    function onPointer(event: PointerEvent) {
      const details = ref.current;
      if (details?.open && event.target instanceof Node && !details.contains(event.target))
        details.open = false;
    }
    function onKey(event: KeyboardEvent) {
      const details = ref.current;
      if (event.key !== 'Escape' || !details?.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    }
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [ref]);
}
