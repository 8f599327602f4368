import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SubmitButton } from '~/ui/submit-button';
import { NewPasswordFields, PasswordOwner } from './new-password-fields';
import { PublicPage } from './public-page';

type Props = {
  title: string;
  subtitle: string;
  /** Whose password it is. */
  email: string;
  /** What follows from it. */
  note?: string;
  submit: string;
  /** What the action answered. */
  answer: { result: SubmissionResult<string[]> | null } | object | undefined;
};

/** Where somebody who came by a link chooses a password. */
export function NewPasswordPage({ title, subtitle, email, note, submit, answer }: Props) {
  const [form, { password, repeat }] = useForm({
    id: 'new-password',
    lastResult: answer && 'result' in answer ? answer.result : null,
    defaultValue: { password: '', repeat: '' },
  });
  return (
    <PublicPage title={title} subtitle={subtitle}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
        <RefusalNotice answer={answer} />
        <PasswordOwner email={email} />
        <NewPasswordFields errors={{ password: password.errors, repeat: repeat.errors }} />
        {note && <p className="text-muted">{note}</p>}
        <SubmitButton>{submit}</SubmitButton>
      </Form>
    </PublicPage>
  );
}
