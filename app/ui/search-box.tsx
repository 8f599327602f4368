import { Form } from '@remix-run/react';
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

/** The one search box of the frame; `/`, Ctrl K and ⌘ K lead to it. Enter searches, so a bar code scanner does too. */
export function SearchBox({ action, label, placeholder, name = 'q', defaultValue }: SearchBoxProps) {
  const ref = useRef<HTMLInputElement>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const command = event.ctrlKey || event.metaKey;
      const wanted = command ? event.key.toLowerCase() === 'k' : event.key === '/' && !event.altKey;
      const { target } = event;
      const typing = target instanceof HTMLElement && target.closest('input, textarea, select');
      if (!wanted || (typing && !command)) return;
      event.preventDefault();
      ref.current?.focus();
      ref.current?.select();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <search>
      <Form method="get" action={action} className="relative">
        <Search
          size={16}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
        />
        <input
          key={defaultValue}
          ref={ref}
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          defaultValue={defaultValue}
          autoComplete="off"
          spellCheck={false}
          maxLength={10_000}
          enterKeyHint="search"
          className="control control-search"
        />
      </Form>
    </search>
  );
}
