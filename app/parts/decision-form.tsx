import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

export type DecisionProps = {
  /** Name and e-mail address of who decides, as far as they are known or typed. */
  person: Record<string, string>;
  result: FormResult | null;
  /** The page of what is decided on. */
  back: string;
};

type Props = DecisionProps & {
  outcome: 'accepted' | 'declined';
  words: { reasonHelp: string; emailHelp?: string | undefined; submit: string; back: string };
  /** What exactly is agreed to. */
  children: ReactNode;
};

/** What is agreed to, or why it is declined, by whom, and the button that says so. */
export function DecisionForm({ outcome, words, person, result, back, children }: Props) {
  const { t } = useTranslation('common');
  const { typed, errors, wrong } = useTypedFields(result, person);
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <ErrorSummary title={t('form.errors')} errors={wrong} />
      <input type="hidden" name="outcome" value={outcome} />
      {outcome === 'accepted' ? (
        children
      ) : (
        <div className="max-w-160">
          <Field
            name="reason"
            required
            label={t('decision.reason')}
            help={words.reasonHelp}
            errors={errors('reason')}
          >
            <TextArea rows={3} defaultValue={typed('reason')} />
          </Field>
        </div>
      )}
      <div className="grid max-w-160 gap-5 sm:grid-cols-2">
        <Field
          name="name"
          required
          label={t('decision.name')}
          help={t('decision.name_help')}
          errors={errors('name')}
        >
          <TextInput autoComplete="name" defaultValue={typed('name')} />
        </Field>
        <Field
          name="email"
          required
          label={t('decision.email')}
          help={words.emailHelp}
          errors={errors('email')}
        >
          <TextInput type="email" autoComplete="email" defaultValue={typed('email')} />
        </Field>
      </div>
      <FormActions>
        <SubmitButton variant={outcome === 'accepted' ? 'primary' : 'danger'}>{words.submit}</SubmitButton>
        <ButtonLink to={back}>{words.back}</ButtonLink>
      </FormActions>
    </Form>
  );
}
