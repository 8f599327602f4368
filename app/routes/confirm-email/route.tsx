import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { countTry } from '~/domain/auth/limits.server';
import { confirmEmailChange, findEmailChange } from '~/domain/companies/change-email.server';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { discardBody } from '~/platform/http/discard-body.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { ButtonLink } from '~/ui/button';
import { SubmitButton } from '~/ui/submit-button';

export async function loader({ params, request }: LoaderFunctionArgs) {
  const done = new URL(request.url).searchParams.has('done');
  const change = done ? null : await findEmailChange(params.token ?? '');
  return data({ change, done }, { status: change || done ? 200 : 404 });
}

export const action = withRefusals(async ({ request, params, context }: ActionFunctionArgs) => {
  await discardBody(request);
  const seconds = await countTry('token_address', context.address);
  if (seconds > 0) throw new DomainError('too_many_attempts', 429, { minutes: Math.ceil(seconds / 60) });
  if (!(await confirmEmailChange(params.token ?? ''))) return data({ gone: true }, { status: 404 });
  return redirect('/confirm-email/done?done');
});

/** Where somebody confirms that a new address is theirs. */
export default function ConfirmEmail() {
  const { t } = useTranslation('team');
  const { change, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const signIn = (
    <ButtonLink to="/login" variant="primary">
      {t('accept.sign_in')}
    </ButtonLink>
  );
  if (!change) {
    const words = done ? 'done' : 'invalid';
    return (
      <PublicPage title={t(`confirm.${words}_title`)} subtitle={t(`confirm.${words}_text`)}>
        {signIn}
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t('confirm.title')} subtitle={t('confirm.text', change)}>
      <Form method="post" className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        <SubmitButton>{t('confirm.submit')}</SubmitButton>
      </Form>
    </PublicPage>
  );
}
