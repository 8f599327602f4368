import { Form, useSearchParams } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** The one search box. A scanned bar code and Enter opens its order. Ctrl K or ⌘ K goes to it from anywhere. */
export function SearchBox() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const query = params.get('q') ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is unknown to React 18
    <Form action="/search" role="search" className="search-box">
      <Search size={16} aria-hidden="true" />
      <input
        key={query}
        ref={input}
        type="search"
        name="q"
        defaultValue={query}
        maxLength={10_000}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        className="input"
      />
    </Form>
  );
}
