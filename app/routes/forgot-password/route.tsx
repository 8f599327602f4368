import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type HeadersFunction } from '@remix-run/node';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { requestPasswordReset } from '~/domain/auth/reset-password.server';
import { forgotPasswordSchema } from '~/domain/auth/schema';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async ({ request, context }: ActionFunctionArgs) => {
  const submission = parseWithZod(await readForm(request), { schema: forgotPasswordSchema });
  const result = submission.reply();
  if (submission.status !== 'success') return data({ result, problem: null, sent: false }, { status: 422 });
  const seconds = await requestPasswordReset(submission.value.email, context.address);
  if (seconds === 0) return data({ result, problem: null, sent: true });
  const problem = `too_many_attempts?minutes=${Math.ceil(seconds / 60)}`;
  return data({ result, problem, sent: false }, { status: 429, headers: { 'Retry-After': String(seconds) } });
});

export default function ForgotPassword() {
  const { t } = useTranslation('auth');
  const answer = useActionData<typeof action>();
  const { say, all } = useErrorText();
  const result = answer && 'result' in answer ? answer : null;
  const [form, fields] = useForm<z.input<typeof forgotPasswordSchema>>({
    id: 'forgot',
    lastResult: result?.result ?? null,
  });
  const back = (
    <Link to="/login" className="self-start text-accent-text underline underline-offset-3">
      {t('back_to_sign_in')}
    </Link>
  );
  if (result?.sent)
    return (
      <PublicPage title={t('forgot.sent_title')}>
        <div role="status" className="flex flex-col gap-5">
          <p>{t('forgot.sent_text')}</p>
          {back}
        </div>
      </PublicPage>
    );
  return (
    <PublicPage title={t('forgot.title')} subtitle={t('forgot.text')}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {result?.problem && <Notice tone="danger" role="alert" title={say(result.problem)} />}
        <Field name="email" label={t('email')} required errors={all(fields.email.errors)}>
          <TextInput
            type="email"
            autoComplete="username"
            defaultValue={fields.email.initialValue}
            maxLength={254}
          />
        </Field>
        <SubmitButton>{t('forgot.submit')}</SubmitButton>
        {back}
      </Form>
    </PublicPage>
  );
}
