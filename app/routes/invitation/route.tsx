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
import { signIn } from '~/domain/auth/sign-in.server';
import { acceptInvitation, findInvitation } from '~/domain/companies/accept-invitation.server';
import { getOperator } from '~/domain/companies/operator.server';
import { NewPasswordPage } from '~/parts/new-password-page';
import { PublicPage } from '~/parts/public-page';
import { withRefusals } from '~/platform/http/refusals.server';
import { ButtonLink } from '~/ui/button';

export async function loader({ params }: LoaderFunctionArgs) {
  const invitation = await findInvitation(params.token ?? '');
  const operator = invitation && (await getOperator()).name;
  return data(
    { invitation: invitation && { ...invitation, company: invitation.company ?? operator } },
    { status: invitation ? 200 : 404 },
  );
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { request, params, context } = args;
  const token = params.token ?? '';
  const typed = await readNewPassword(args, async () => (await findInvitation(token))?.email);
  if (typed.answer) return typed.answer;
  const email = await acceptInvitation(token, typed.password);
  if (email === null) return noLink();
  const answer = await signIn(email, typed.password, { request, address: context.address });
  if (!answer.ok || answer.next !== 'in') return redirect('/login?done=password');
  return redirect('/', { headers: answer.headers });
});

/** Where an invited person chooses a password and is in. */
export default function AcceptInvitation() {
  const { t } = useTranslation('team');
  const { invitation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!invitation)
    return (
      <PublicPage title={t('accept.invalid_title')} subtitle={t('accept.invalid_text')}>
        <ButtonLink to="/login" variant="primary">
          {t('accept.sign_in')}
        </ButtonLink>
      </PublicPage>
    );
  const { name, email, company } = invitation;
  return (
    <NewPasswordPage
      title={t('accept.title', { name })}
      subtitle={t('accept.text', { company, email })}
      email={email}
      submit={t('accept.submit')}
      answer={answer}
    />
  );
}
