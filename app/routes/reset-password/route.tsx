import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { countTry } from '~/domain/auth/limits.server';
import { resetPasswordSchema } from '~/domain/auth/password-schema';
import { resetPassword } from '~/domain/auth/reset-password.server';
import { signedOutHeaders } from '~/domain/auth/sessions.server';
import { findTokenUser } from '~/domain/auth/user-token.server';
import { NewPasswordFields, PasswordOwner } from '~/parts/new-password-fields';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';

const HIDDEN = { hideFields: ['password', 'repeat'] };

export async function loader({ params }: LoaderFunctionArgs) {
  const user = await findTokenUser(params.token ?? '');
  return data({ email: user?.email ?? null }, { status: user ? 200 : 404 });
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async ({ request, params, context }: ActionFunctionArgs) => {
  const token = params.token ?? '';
  const form = await readForm(request);
  const seconds = await countTry('token_address', context.address);
  if (seconds > 0) {
    const problem = `too_many_attempts?minutes=${Math.ceil(seconds / 60)}`;
    return data({ result: null, problem }, { status: 429, headers: { 'Retry-After': String(seconds) } });
  }
  const user = await findTokenUser(token);
  if (!user) return data({ result: null, problem: null }, { status: 404 });
  const submission = parseWithZod(form, { schema: resetPasswordSchema(user.email) });
  if (submission.status !== 'success')
    return data({ result: submission.reply(HIDDEN), problem: null }, { status: 422 });
  if (!(await resetPassword(token, submission.value.password)))
    return data({ result: null, problem: null }, { status: 404 });
  return redirect('/login?done=password', { headers: await signedOutHeaders() });
});

export default function ResetPassword() {
  const { t } = useTranslation('auth');
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say } = useErrorText();
  const result = answer && 'result' in answer ? answer : null;
  const [form, fields] = useForm({
    id: 'reset',
    lastResult: result?.result ?? null,
    defaultValue: { password: '', repeat: '' },
  });
  if (email === null)
    return (
      <PublicPage title={t('reset.invalid_title')} subtitle={t('reset.invalid_text')}>
        <ButtonLink to="/forgot-password" variant="primary">
          {t('reset.again')}
        </ButtonLink>
      </PublicPage>
    );
  return (
    <PublicPage title={t('reset.title')} subtitle={t('reset.account', { email })}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {result?.problem && <Notice tone="danger" role="alert" title={say(result.problem)} />}
        <PasswordOwner email={email} />
        <NewPasswordFields errors={{ password: fields.password.errors, repeat: fields.repeat.errors }} />
        <p className="text-muted">{t('reset.note')}</p>
        <SubmitButton>{t('reset.submit')}</SubmitButton>
      </Form>
    </PublicPage>
  );
}
