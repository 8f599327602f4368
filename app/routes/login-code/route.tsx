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
import { codeSchema } from '~/domain/auth/schema';
import { askedFactors, signInWithCode } from '~/domain/auth/sign-in.server';
import { CodeField } from '~/parts/code-field';
import { PasskeyButton } from '~/parts/passkey-button';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { safeRedirect, withReturn } from '~/platform/http/redirect';
import { withRefusals } from '~/platform/http/refusals.server';
import { SubmitButton } from '~/ui/submit-button';

const LINK = 'text-accent-text underline underline-offset-3';

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const redirectTo = safeRedirect(searchParams.get('redirectTo'));
  const asked = await askedFactors(request);
  if (!asked) throw redirect(withReturn('/login', redirectTo));
  return { redirectTo, asked, recovery: asked.recovery && (!asked.app || searchParams.has('recovery')) };
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const redirectTo = safeRedirect(form.get('redirectTo'));
  const submission = parseWithZod(form, { schema: codeSchema });
  if (submission.status !== 'success') return data({ errors: ['required'] }, { status: 422 });
  const answer = await signInWithCode(submission.value.code, { request, address: context.address });
  if (answer.ok) return redirect(redirectTo, { headers: answer.headers });
  if (answer.code === 'step_over')
    return redirect(`/login?${new URLSearchParams({ redirectTo, problem: 'step_over' })}`);
  if (answer.code === 'code_wrong') return data({ errors: ['code_wrong'] }, { status: 422 });
  const errors = [`too_many_attempts?minutes=${Math.ceil(answer.seconds / 60)}`];
  return data({ errors }, { status: 429, headers: { 'Retry-After': String(answer.seconds) } });
});

export default function LoginCode() {
  const { t } = useTranslation(['security', 'auth']);
  const { redirectTo, asked, recovery } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = asked.app || recovery;
  const other = new URLSearchParams({ redirectTo, ...(!recovery && { recovery: '' }) });
  return (
    <PublicPage title={t('step.title')} subtitle={t('step.text')}>
      <div className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        {typed && (
          <Form method="post" className="flex flex-col gap-5">
            <input type="hidden" name="redirectTo" value={redirectTo} />
            <CodeField
              key={String(recovery)}
              recovery={recovery}
              errors={answer && 'errors' in answer ? answer.errors : undefined}
            />
            <SubmitButton>{t('step.submit')}</SubmitButton>
          </Form>
        )}
        {asked.passkey && <PasskeyButton redirectTo={redirectTo} />}
        {!typed && <p className="text-muted">{t('step.passkey_only')}</p>}
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-2">
          {asked.recovery && asked.app && (
            <Link to={`/login/code?${other}`} className={LINK}>
              {recovery ? t('step.by_app') : t('step.by_recovery')}
            </Link>
          )}
          <Link to={withReturn('/login', redirectTo)} className={LINK}>
            {t('auth:back_to_sign_in')}
          </Link>
        </div>
      </div>
    </PublicPage>
  );
}
