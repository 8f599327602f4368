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
import { signIn } from '~/domain/auth/sign-in.server';
import { acceptInvitation, findInvitation } from '~/domain/companies/accept-invitation.server';
import { getOperator } from '~/domain/companies/operator.server';
import { NewPasswordFields, PasswordOwner } from '~/parts/new-password-fields';
import { PublicPage } from '~/parts/public-page';
import { RefusalNotice } from '~/parts/refusal-notice';
import { DomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { ButtonLink } from '~/ui/button';
import { SubmitButton } from '~/ui/submit-button';

const HIDDEN = { hideFields: ['password', 'repeat'] };

export async function loader({ params }: LoaderFunctionArgs) {
  const invitation = await findInvitation(params.token ?? '');
  const operator = invitation && (await getOperator()).name;
  return data(
    { invitation: invitation && { ...invitation, company: invitation.company ?? operator } },
    { status: invitation ? 200 : 404 },
  );
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const action = withRefusals(async ({ request, params, context }: ActionFunctionArgs) => {
  const token = params.token ?? '';
  const form = await readForm(request);
  const seconds = await countTry('token_address', context.address);
  if (seconds > 0) throw new DomainError('too_many_attempts', 429, { minutes: Math.ceil(seconds / 60) });
  const invitation = await findInvitation(token);
  if (!invitation) return data({ result: null }, { status: 404 });
  const submission = parseWithZod(form, { schema: resetPasswordSchema(invitation.email) });
  if (submission.status !== 'success') return data({ result: submission.reply(HIDDEN) }, { status: 422 });
  const { password } = submission.value;
  const email = await acceptInvitation(token, password);
  if (email === null) return data({ result: null }, { status: 404 });
  const answer = await signIn(email, password, { request, address: context.address });
  if (!answer.ok || answer.next !== 'in') return redirect('/login?done=password');
  return redirect('/', { headers: answer.headers });
});

/** Where an invited person chooses a password and is in. */
export default function AcceptInvitation() {
  const { t } = useTranslation('team');
  const { invitation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const [form, fields] = useForm({
    id: 'invitation',
    lastResult: result,
    defaultValue: { password: '', repeat: '' },
  });
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
    <PublicPage title={t('accept.title', { name })} subtitle={t('accept.text', { company, email })}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        <PasswordOwner email={email} />
        <NewPasswordFields errors={{ password: fields.password.errors, repeat: fields.repeat.errors }} />
        <SubmitButton>{t('accept.submit')}</SubmitButton>
      </Form>
    </PublicPage>
  );
}
