import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { QUESTION_KINDS } from '~/domain/orders/schema';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { FormSection } from '~/ui/forms/form-section';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

const NAMES = [
  'kind',
  'labelEn',
  'labelDe',
  'helpEn',
  'helpDe',
  'choicesEn',
  'choicesDe',
  'required',
  'active',
  'position',
] as const;

/** Each field as the form sends it; a check box is `on` or empty. */
export type QuestionFields = Record<(typeof NAMES)[number], string>;

type Props = { fields: QuestionFields; result: SubmissionResult<string[]> | null };

/** One question of the order form: its words in both languages, the kind of answer, whether and when it is asked. */
export function QuestionForm({ fields: stored, result }: Props) {
  const { t } = useTranslation(['admin', 'common']);
  const { say, all } = useErrorText();
  const [form, fields] = useForm<QuestionFields>({
    id: 'question',
    lastResult: result,
    defaultValue: stored,
  });
  const wrong = Object.entries(result?.error ?? {}).flatMap(([id, keys]) =>
    (keys ?? []).map((key) => ({ id, message: say(key) })),
  );
  const ticked = (name: 'required' | 'active') =>
    (result ? result.initialValue?.[name] : stored[name]) === 'on';
  const field = (name: (typeof NAMES)[number], control: 'line' | 'area', required = false) => (
    <Field
      name={name}
      label={t(`question.${name}`)}
      required={required}
      optionalLabel={name.startsWith('help') ? t('common:optional') : undefined}
      help={name === 'position' ? t('question.position_help') : undefined}
      errors={all(fields[name].errors)}
    >
      {control === 'line' ? (
        <TextInput
          defaultValue={fields[name].initialValue}
          autoComplete="off"
          {...(name === 'position' && { inputMode: 'numeric', tabular: true, className: 'max-w-24' })}
        />
      ) : (
        <TextArea rows={name.startsWith('choices') ? 5 : 2} defaultValue={fields[name].initialValue} />
      )}
    </Field>
  );
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary title={t('common:form.errors')} errors={wrong} />
      <FormSection title={t('questions.label')}>
        {field('labelEn', 'line', true)}
        {field('labelDe', 'line', true)}
        {field('helpEn', 'area')}
        {field('helpDe', 'area')}
        <Field name="kind" label={t('question.kind')} required errors={all(fields.kind.errors)}>
          <Select
            options={QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`questions.kinds.${kind}`) }))}
            defaultValue={fields.kind.initialValue}
          />
        </Field>
      </FormSection>
      <FormSection title={t('question.choices')} text={t('question.choices_text')}>
        {field('choicesEn', 'area')}
        {field('choicesDe', 'area')}
      </FormSection>
      <FormSection title={t('question.asking')}>
        <Checkbox name="required" label={t('question.required')} defaultChecked={ticked('required')} />
        <Checkbox
          name="active"
          label={t('question.active')}
          help={t('question.active_help')}
          defaultChecked={ticked('active')}
        />
        {field('position', 'line', true)}
      </FormSection>
      <FormActions>
        <SubmitButton>{t('question.save')}</SubmitButton>
        <ButtonLink to="/admin/questions">{t('common:cancel')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
