import { getFormProps, useForm } from '@conform-to/react';
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
import type { z } from 'zod';
import { DEMO_PASSWORD, demoLogins } from '~/domain/auth/demo.server';
import { OIDC_PROBLEMS } from '~/domain/auth/oidc-sign-in.server';
import { signInSchema } from '~/domain/auth/schema';
import { FACTOR_SET_UP, getViewer, lacksFactor } from '~/domain/auth/session.server';
import { signIn } from '~/domain/auth/sign-in.server';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { env } from '~/platform/env.server';
import { pendingFormCookie } from '~/platform/http/cookies.server';
import { readForm } from '~/platform/http/form.server';
import { safeRedirect, withReturn } from '~/platform/http/redirect';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { SubmitButton } from '~/ui/submit-button';
import { DemoLogins } from './demo-logins';
import { OtherWays } from './other-ways';

const LINK = 'text-accent-text underline underline-offset-3';
const PROBLEMS = [...OIDC_PROBLEMS, 'step_over', 'passkey_failed'] as const;
const DONE = ['password', 'signed_out', 'everywhere'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const redirectTo = safeRedirect(searchParams.get('redirectTo'));
  if (await getViewer(args)) throw redirect(redirectTo);
  if (await lacksFactor(args)) throw redirect(withReturn(FACTOR_SET_UP, redirectTo));
  const logins = await demoLogins();
  return {
    redirectTo,
    done: DONE.find((done) => done === searchParams.get('done')) ?? null,
    problem: PROBLEMS.find((problem) => problem === searchParams.get('problem')) ?? null,
    provider: env().oidc && { name: env().oidc?.name ?? '' },
    formWaits: Boolean(await pendingFormCookie().parse(args.request.headers.get('Cookie'))),
    demo: logins.length > 0 ? { logins, password: DEMO_PASSWORD } : null,
  };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema: signInSchema });
  const result = submission.reply({ hideFields: ['password'] });
  if (submission.status !== 'success') return data({ result, problem: null }, { status: 422 });
  const { email, password } = submission.value;
  const answer = await signIn(email, password, { request, address: context.address });
  const redirectTo = safeRedirect(form.get('redirectTo'));
  if (answer.ok)
    return redirect(answer.next === 'in' ? redirectTo : withReturn('/login/code', redirectTo), {
      headers: answer.headers,
    });
  if (answer.code === 'too_many_attempts') {
    const problem = `too_many_attempts?minutes=${Math.ceil(answer.seconds / 60)}`;
    return data({ result, problem }, { status: 429, headers: { 'Retry-After': String(answer.seconds) } });
  }
  return data({ result, problem: answer.code }, { status: answer.code === 'busy' ? 503 : 400 });
});

export default function Login() {
  const { t } = useTranslation(['auth', 'guest', 'security']);
  const { redirectTo, done, problem, provider, formWaits, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say, all } = useErrorText();
  const result = answer && 'result' in answer ? answer : null;
  const [form, fields] = useForm<z.input<typeof signInSchema>>({
    id: 'sign-in',
    lastResult: result?.result ?? null,
  });
  return (
    <PublicPage title={t('sign_in.title')}>
      <div className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {result?.problem && <Notice tone="danger" role="alert" title={say(result.problem)} />}
        {!result && problem && <Notice tone="danger" role="alert" title={say(problem)} />}
        {!result && done && <Notice tone="success" role="status" title={t(`sign_in.done.${done}`)} />}
        {!result && formWaits && <Notice title={t('sign_in.returns')} />}
        <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
          <input type="hidden" name="redirectTo" value={redirectTo} />
          <Field name="email" label={t('email')} required errors={all(fields.email.errors)}>
            <TextInput
              type="email"
              autoComplete="username webauthn"
              defaultValue={fields.email.initialValue}
              maxLength={254}
            />
          </Field>
          <Field name="password" label={t('password')} required errors={all(fields.password.errors)}>
            <TextInput type="password" autoComplete="current-password" />
          </Field>
          <SubmitButton>{t('sign_in.submit')}</SubmitButton>
          <div className="flex flex-wrap justify-between gap-x-6 gap-y-2">
            <Link to="/forgot-password" className={LINK}>
              {t('sign_in.forgot')}
            </Link>
            <Link to="/track" className={LINK}>
              {t('guest:track.link')}
            </Link>
          </div>
        </Form>
        <OtherWays redirectTo={redirectTo} provider={provider} />
        {demo && <DemoLogins {...demo} redirectTo={redirectTo} />}
      </div>
    </PublicPage>
  );
}
