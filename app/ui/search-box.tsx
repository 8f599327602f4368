import { Form, useLocation } from '@remix-run/react';
import { Search } from 'lucide-react';
import { type ClipboardEvent, type FocusEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { type SuggestionGroup, SuggestionList } from './suggestion-list';
import { useCombobox } from './use-combobox';
import { useHydrated } from './use-hydrated';

interface SearchBoxProps {
  /** Where the GET form goes. */
  action: string;
  /** Spoken name of the box. */
  label: string;
  placeholder: string;
  defaultValue: string;
  /** What fits the text that was typed last. */
  suggestions: SuggestionGroup[];
  /** Spoken name of the suggestions, and how many there are. */
  suggestionsLabel: string;
  suggestionsCount: string;
  /** Stands below the suggestions. */
  footer: ReactNode;
  onType: (text: string) => void;
  /** Called with a pasted text of several lines, which the box cannot hold. */
  onPasteLines: (text: string) => void;
}

/**
 * The one search box of the frame; `/`, Ctrl K and ⌘ K lead to it. While typing it suggests; Enter without a choice
 * searches, so a bar code scanner does too. Without script it is a plain field.
 */
export function SearchBox(props: SearchBoxProps) {
  const { action, label, placeholder, defaultValue, suggestions, onType, onPasteLines } = props;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const hydrated = useHydrated();
  const location = useLocation();
  const box = useCombobox({
    options: suggestions.flatMap(({ options }) => options.map(({ id }) => id)),
    onOpen: () => onType(input.current?.value ?? ''),
  });
  useShortcut(input);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes what was open on the last one
  useEffect(() => box.close(), [location.key]);

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text/plain');
    if (text.split(/[\r\n]+/).filter((line) => line.trim() !== '').length < 2) return;
    event.preventDefault();
    box.close();
    onPasteLines(text);
  }

  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) box.close();
  }

  const combobox = {
    role: 'combobox',
    'aria-expanded': box.shown,
    'aria-controls': box.shown ? listId : undefined,
    'aria-activedescendant': box.chosen ?? undefined,
    'aria-autocomplete': 'list',
  } as const;

  return (
    <search>
      <Form method="get" action={action} className="md:relative" onBlur={onBlur} onSubmit={() => box.close()}>
        <div className="relative">
          <Search
            size={16}
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
          />
          <input
            key={defaultValue}
            ref={input}
            type="search"
            name="q"
            aria-label={label}
            placeholder={placeholder}
            defaultValue={defaultValue}
            autoComplete="off"
            spellCheck={false}
            maxLength={10_000}
            enterKeyHint="search"
            className="control control-search"
            onKeyDown={box.onKeyDown}
            onPaste={onPaste}
            onInput={(event) => {
              box.setActive(null);
              box.open();
              onType(event.currentTarget.value);
            }}
            {...(hydrated && combobox)}
          />
        </div>
        {box.shown && (
          // biome-ignore lint/a11y/noStaticElementInteractions: a press leaves the focus in the text
          <div className="suggestions float" onMouseDown={(event) => event.preventDefault()}>
            <SuggestionList
              id={listId}
              label={props.suggestionsLabel}
              groups={suggestions}
              chosen={box.chosen}
              onPoint={box.setActive}
              onOpen={box.close}
            />
            <div className="border-t border-line px-3 py-2 text-xs text-muted">{props.footer}</div>
          </div>
        )}
        <span role="status" className="sr-only">
          {box.shown ? props.suggestionsCount : ''}
        </span>
      </Form>
    </search>
  );
}

/** `/`, Ctrl K and ⌘ K lead to the box. */
function useShortcut(input: { readonly current: HTMLInputElement | null }) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const command = event.ctrlKey || event.metaKey;
      const wanted = command ? event.key.toLowerCase() === 'k' : event.key === '/' && !event.altKey;
      const { target } = event;
      const typing = target instanceof HTMLElement && target.closest('input, textarea, select');
      if (!wanted || (typing && !command)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}
