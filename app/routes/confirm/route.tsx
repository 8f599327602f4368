import { parseWithZod } from '@conform-to/zod/v4';
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { checkOwnCode, checkOwnPassword, isProofRecent, noteProof } from '~/domain/auth/proof.server';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { codeSchema, confirmPasswordSchema } from '~/domain/auth/schema';
import { secondFactorOf } from '~/domain/auth/second-factor.server';
import { CodeField } from '~/parts/code-field';
import { PasswordOwner } from '~/parts/new-password-fields';
import { PasskeyButton } from '~/parts/passkey-button';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { env } from '~/platform/env.server';
import { readForm } from '~/platform/http/form.server';
import { safeRedirect } from '~/platform/http/redirect';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

const START = '/account/security';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const redirectTo = safeRedirect(new URL(args.request.url).searchParams.get('redirectTo'), START);
  if (await isProofRecent(viewer)) throw redirect(redirectTo);
  const { hasPassword, totpSince, passkeys } = await secondFactorOf(viewer);
  const oidc = env().oidc !== null && (viewer.role === 'technician' || viewer.role === 'administrator');
  return {
    ...{ redirectTo, hasPassword, oidc, email: viewer.email },
    hasApp: totpSince !== null,
    hasPasskey: passkeys.length > 0,
  };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewer(args);
  const by = form.get('intent') === 'code' ? 'code' : 'password';
  const submission = parseWithZod(form, { schema: by === 'code' ? codeSchema : confirmPasswordSchema });
  if (submission.status !== 'success') return data({ by, errors: ['required'] }, { status: 422 });
  const typed = submission.value;
  const answer =
    'code' in typed ? await checkOwnCode(viewer, typed.code) : await checkOwnPassword(viewer, typed.password);
  if (answer.ok) {
    const headers = { 'Set-Cookie': await noteProof(viewer) };
    return redirect(safeRedirect(form.get('redirectTo'), START), { headers });
  }
  if (answer.code !== 'too_many_attempts') return data({ by, errors: [answer.code] }, { status: 422 });
  const errors = [`too_many_attempts?minutes=${Math.ceil(answer.seconds / 60)}`];
  return data({ by, errors }, { status: 429, headers: { 'Retry-After': String(answer.seconds) } });
});

export default function Confirm() {
  const { t } = useTranslation(['security', 'auth']);
  const { redirectTo, email, hasPassword, hasApp, hasPasskey, oidc } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { all } = useErrorText();
  const errorsOf = (by: 'code' | 'password') =>
    answer && 'by' in answer && answer.by === by ? answer.errors : undefined;
  const fresh = new URLSearchParams({ redirectTo, fresh: '' });
  return (
    <PublicPage title={t('confirm.title')} subtitle={t('confirm.text')}>
      <div className="flex flex-col gap-6">
        <RefusalNotice answer={answer} />
        {hasPassword && (
          <Form method="post" className="flex flex-col gap-5">
            <input type="hidden" name="redirectTo" value={redirectTo} />
            <PasswordOwner email={email} />
            <Field name="password" label={t('auth:password')} required errors={all(errorsOf('password'))}>
              <TextInput type="password" autoComplete="current-password" />
            </Field>
            <SubmitButton name="intent" value="password">
              {t('confirm.by_password')}
            </SubmitButton>
          </Form>
        )}
        {hasApp && (
          <Form method="post" className="flex flex-col gap-5 border-t border-line pt-5">
            <input type="hidden" name="redirectTo" value={redirectTo} />
            <CodeField errors={errorsOf('code')} />
            <SubmitButton name="intent" value="code" variant="secondary">
              {t('confirm.by_code')}
            </SubmitButton>
          </Form>
        )}
        {hasPasskey && <PasskeyButton redirectTo={redirectTo} />}
        {oidc && (
          <ButtonLink to={`/login/oidc?${fresh}`} reloadDocument>
            {t('confirm.by_provider')}
          </ButtonLink>
        )}
        <Link to="/" className="text-accent-text underline underline-offset-3">
          {t('confirm.leave')}
        </Link>
      </div>
    </PublicPage>
  );
}
