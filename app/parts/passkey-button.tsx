import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
} from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { useHydrated } from '~/ui/use-hydrated';

type Props = {
  redirectTo: string;
  /** Offers passkeys among what the browser fills into the field for the address, where it can. */
  autofill?: boolean;
};

/** Signs in with a passkey. Without scripts, or in a browser that knows none, it is not there. */
export function PasskeyButton({ redirectTo, autofill = false }: Props) {
  const { t } = useTranslation('security');
  const usable = useHydrated() && browserSupportsWebAuthn();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<'quiet' | 'asking' | 'failed'>('quiet');
  const ask = useCallback(async (useBrowserAutofill: boolean) => {
    const answer = await fetch('/login/passkey', { method: 'POST', body: new URLSearchParams() });
    if (!answer.ok) throw new Error(`No challenge: ${answer.status}`);
    const response = await startAuthentication({ optionsJSON: await answer.json(), useBrowserAutofill });
    const field = form.current?.elements.namedItem('response');
    if (!(field instanceof HTMLInputElement)) return;
    field.value = JSON.stringify(response);
    form.current?.submit();
  }, []);
  useEffect(() => {
    if (!autofill) return;
    // A browser that fills nothing in has the button; who gives up, or presses it, ends this.
    const offer = async () => (await browserSupportsWebAuthnAutofill()) && (await ask(true));
    offer().catch(() => undefined);
  }, [autofill, ask]);
  if (!usable) return null;
  const press = () => {
    setState('asking');
    ask(false).then(
      () => setState('quiet'),
      () => setState('failed'),
    );
  };
  return (
    <form ref={form} method="post" action="/login/passkey" className="flex flex-col gap-3">
      <input type="hidden" name="response" />
      <input type="hidden" name="redirectTo" value={redirectTo} />
      <Button
        onClick={press}
        busy={state === 'asking'}
        icon={<KeyRound size={16} aria-hidden />}
        className="w-full"
      >
        {t('passkey.use')}
      </Button>
      {state === 'failed' && <Notice tone="danger" role="alert" title={t('passkey.not_used')} />}
    </form>
  );
}
