import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHydrated } from '~/ui/use-hydrated';

const EVERY_MS = 5_000;

/** Loads the page again every few seconds while it is seen, until that is switched off. Without script there is nothing to switch. */
export function Refresh() {
  const { t } = useTranslation('audit');
  const hydrated = useHydrated();
  const [on, setOn] = useState(true);
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!on || state !== 'idle') return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [on, state, revalidate]);
  if (!hydrated) return null;
  return (
    <label className="inline-flex min-h-9 items-center gap-2">
      <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
      {t('jobs.refresh')}
    </label>
  );
}
