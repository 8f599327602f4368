import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';

interface SearchBoxProps {
  /** Where the GET form goes. */
  action: string;
  /** Spoken name of the box. */
  label: string;
  placeholder: string;
  name?: string;
  defaultValue?: string;
}

/** The one search box of the frame; the key `/` leads to it. Enter searches, so a bar code scanner does too. */
export function SearchBox({ action, label, placeholder, name = 'q', defaultValue }: SearchBoxProps) {
  const ref = useRef<HTMLInputElement>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]'))
        return;
      event.preventDefault();
      ref.current?.select();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <search>
      <form method="get" action={action} className="relative">
        <Search
          size={16}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
        />
        <input
          ref={ref}
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          defaultValue={defaultValue}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          className="control control-search"
        />
      </form>
    </search>
  );
}
