import { type KeyboardEvent, useEffect, useState } from 'react';

interface Combobox {
  /** Ids of the options in their order; those of an earlier text are replaced as a whole. */
  options: string[];
  /** The arrow keys open a list that is closed. */
  onOpen: () => void;
}

/**
 * The keyboard of an editable combobox whose list stands below (WAI-ARIA 1.2, list autocomplete with manual selection):
 * focus stays in the text; arrows, Home and End choose once the list is open, Enter opens what is chosen, Escape closes.
 */
export function useCombobox({ options, onOpen }: Combobox) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const shown = open && options.length > 0;
  const at = active === null ? -1 : options.indexOf(active);
  const chosen = shown && at >= 0 ? active : null;

  useEffect(() => {
    if (chosen !== null) document.getElementById(chosen)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function close() {
    setOpen(false);
    setActive(null);
  }

  function choose(event: KeyboardEvent, index: number) {
    event.preventDefault();
    setActive(options.at(index) ?? null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const arrow = key === 'ArrowDown' || key === 'ArrowUp';
    if (arrow && !shown) {
      event.preventDefault();
      setOpen(true);
      onOpen();
    } else if (key === 'ArrowDown') choose(event, at + 1 < options.length ? at + 1 : 0);
    else if (key === 'ArrowUp') choose(event, at > 0 ? at - 1 : -1);
    else if (key === 'Home' && chosen !== null) choose(event, 0);
    else if (key === 'End' && chosen !== null) choose(event, -1);
    else if (key === 'Escape' && shown) {
      event.preventDefault();
      close();
    } else if (key === 'Enter' && chosen !== null) {
      event.preventDefault();
      document.getElementById(chosen)?.click();
    }
  }

  return { shown, chosen, onKeyDown, setActive, close, open: () => setOpen(true) };
}
