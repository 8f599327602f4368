import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { useHydrated } from './use-hydrated';

/**
 * Submits the form it stands in. While that form is on its way the button rests, and shows a ring if it was the one
 * pressed. For a form of a fetcher give `busy`.
 */
export function SubmitButton({ busy = false, disabled, variant = 'primary', ...rest }: ButtonProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const navigation = useNavigation();
  const hydrated = useHydrated();
  const [sent, setSent] = useState<'no' | 'by-me' | 'by-another'>('no');

  useEffect(() => {
    function onSubmit(event: SubmitEvent) {
      const button = ref.current?.querySelector('button');
      if (!button || event.target !== button.form) setSent('no');
      else setSent(!event.submitter || event.submitter === button ? 'by-me' : 'by-another');
    }
    document.addEventListener('submit', onSubmit, true);
    return () => document.removeEventListener('submit', onSubmit, true);
  }, []);

  const underWay = hydrated && navigation.formMethod !== undefined && sent !== 'no';
  return (
    <span ref={ref} className="contents">
      <Button
        {...rest}
        type="submit"
        variant={variant}
        busy={busy || (underWay && sent === 'by-me')}
        disabled={disabled || underWay}
      />
    </span>
  );
}
