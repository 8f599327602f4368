import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { noLink, readNewPassword } from '~/domain/auth/new-password.server';
import { resetPassword } from '~/domain/auth/reset-password.server';
import { signedOutHeaders } from '~/domain/auth/sessions.server';
import { findTokenUser } from '~/domain/auth/user-token.server';
import { NewPasswordPage } from '~/parts/new-password-page';
import { PublicPage } from '~/parts/public-page';
import { withRefusals } from '~/platform/http/refusals.server';
import { ButtonLink } from '~/ui/button';

export async function loader({ params }: LoaderFunctionArgs) {
  const user = await findTokenUser(params.token ?? '');
  return data({ email: user?.email ?? null }, { status: user ? 200 : 404 });
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const token = args.params.token ?? '';
  const typed = await readNewPassword(args, async () => (await findTokenUser(token))?.email);
  if (typed.answer) return typed.answer;
  if (!(await resetPassword(token, typed.password))) return noLink();
  return redirect('/login?done=password', { headers: await signedOutHeaders() });
});

export default function ResetPassword() {
  const { t } = useTranslation('auth');
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (email === null)
    return (
      <PublicPage title={t('reset.invalid_title')} subtitle={t('reset.invalid_text')}>
        <ButtonLink to="/forgot-password" variant="primary">
          {t('reset.again')}
        </ButtonLink>
      </PublicPage>
    );
  return (
    <NewPasswordPage
      title={t('reset.title')}
      subtitle={t('reset.account', { email })}
      email={email}
      note={t('reset.note')}
      submit={t('reset.submit')}
      answer={answer}
    />
  );
}
