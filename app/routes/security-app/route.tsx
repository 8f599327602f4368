import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRecentProof } from '~/domain/auth/proof.server';
import { isFactorRequired } from '~/domain/auth/required-factor.server';
import { secondFactorOf } from '~/domain/auth/second-factor.server';
import { CodeField } from '~/parts/code-field';
import { PasswordOwner } from '~/parts/new-password-fields';
import { PublicPage } from '~/parts/public-page';
import { RecoveryCodes } from '~/parts/recovery-codes';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { safeRedirect } from '~/platform/http/redirect';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import { drawSetUp, turnOff, turnOn } from './set-up.server';
import { type SetUp, SetUpSteps } from './set-up-steps';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRecentProof(args);
  const { totpSince, hasPassword, passkeys } = await secondFactorOf(viewer);
  const required = await isFactorRequired(viewer.role);
  return {
    email: viewer.email,
    redirectTo: safeRedirect(new URL(args.request.url).searchParams.get('redirectTo'), '/account/security'),
    required,
    /** They reach nothing else until it is on. */
    first: required && !totpSince && passkeys.length === 0,
    hasPassword,
    setUp: totpSince ? null : await drawSetUp(viewer),
  };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireRecentProof(args, form);
  return form.get('intent') === 'off' ? turnOff(viewer, form) : turnOn(viewer, form);
});

export default function SecurityApp() {
  const { t } = useTranslation('security');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'errors' in answer ? answer : null;
  const setUp: SetUp | null = result?.setUp ?? page.setUp;
  if (result?.codes)
    return (
      <PublicPage title={t('app.is_on')} subtitle={t('app.is_on_text')}>
        <RecoveryCodes codes={result.codes} email={page.email} next={page.redirectTo} />
      </PublicPage>
    );
  return (
    <PublicPage title={setUp ? t('app.set_up') : t('app.turn_off')} subtitle={t('app.about')}>
      <div className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {page.first && <Notice tone="waiting" title={t('app.needed')} />}
        {setUp ? (
          <SetUpSteps setUp={setUp} errors={result?.errors.code} />
        ) : (
          <TurnOff {...page} errors={result?.errors ?? {}} />
        )}
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          {page.first ? (
            <Link to="/account/security/passkey" className="text-accent-text underline underline-offset-3">
              {t('app.or_passkey')}
            </Link>
          ) : (
            <Link to="/account/security" className="text-accent-text underline underline-offset-3">
              {t('back')}
            </Link>
          )}
        </p>
        {page.first && <SignOut />}
      </div>
    </PublicPage>
  );
}

type Off = {
  email: string;
  hasPassword: boolean;
  required: boolean;
  errors: { password?: string[]; code?: string[] };
};

function TurnOff({ email, hasPassword, required, errors }: Off) {
  const { t } = useTranslation(['security', 'auth']);
  const { all } = useErrorText();
  return (
    <Form method="post" className="flex flex-col gap-5">
      {required && <Notice tone="waiting" title={t('app.off_needed')} />}
      {hasPassword && (
        <>
          <PasswordOwner email={email} />
          <Field name="password" label={t('auth:password')} required errors={all(errors.password)}>
            <TextInput type="password" autoComplete="current-password" />
          </Field>
        </>
      )}
      <CodeField errors={errors.code} />
      <div>
        <SubmitButton variant="danger" name="intent" value="off">
          {t('app.off')}
        </SubmitButton>
      </div>
    </Form>
  );
}

function SignOut() {
  const { t } = useTranslation('security');
  return (
    <Form method="post" action="/logout">
      <SubmitButton variant="quiet">{t('app.sign_out')}</SubmitButton>
    </Form>
  );
}
