import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSubmit } from '@remix-run/react';
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPasskey, newPasskeyOptions } from '~/domain/auth/passkeys.server';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { describeUserAgent } from '~/domain/auth/rules';
import { newPasskeySchema } from '~/domain/auth/schema';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import { useHydrated } from '~/ui/use-hydrated';

/** The same once it has come to the browser as JSON. */
type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRecentProof(args);
  const { browser, system } = describeUserAgent(args.request.headers.get('User-Agent') ?? '');
  const { options, setCookie } = await newPasskeyOptions(viewer);
  const name = [browser, system].filter(Boolean).join(' · ');
  return data({ options, name }, { headers: { 'Set-Cookie': setCookie } });
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  const submission = parseWithZod(form, { schema: newPasskeySchema });
  if (submission.status !== 'success')
    return data({ name: submission.error?.name ?? ['required'], failed: false }, { status: 422 });
  if (!(await addPasskey(viewer, args.request, submission.value)))
    return data({ name: [], failed: true }, { status: 422 });
  return redirect('/account/security?done=passkey_added');
});

export default function SecurityPasskey() {
  const { t } = useTranslation('security');
  const { options, name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { all } = useErrorText();
  const submit = useSubmit();
  const usable = useHydrated() && browserSupportsWebAuthn();
  const [state, setState] = useState<'quiet' | 'asking' | 'failed'>('quiet');
  const result = answer && 'failed' in answer ? answer : null;
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState('asking');
    try {
      form.set('response', JSON.stringify(await startRegistration({ optionsJSON: options as Options })));
      setState('quiet');
      submit(form, { method: 'post' });
    } catch {
      setState('failed');
    }
  };
  const failed = state === 'failed' || (state === 'quiet' && result?.failed);
  return (
    <PublicPage title={t('passkey.add')} subtitle={t('passkey.about')}>
      <form method="post" onSubmit={make} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {failed && <Notice tone="danger" role="alert" title={t('passkey.not_made')} />}
        {usable ? (
          <>
            <Field
              name="name"
              label={t('passkey.name')}
              help={t('passkey.name_help')}
              required
              errors={all(result?.name)}
            >
              <TextInput defaultValue={name} maxLength={60} autoComplete="off" />
            </Field>
            <SubmitButton busy={state === 'asking'}>{t('passkey.make')}</SubmitButton>
          </>
        ) : (
          <Notice title={t('passkey.unknown')} />
        )}
        <Link to="/account/security" className="text-accent-text underline underline-offset-3">
          {t('back')}
        </Link>
      </form>
    </PublicPage>
  );
}
