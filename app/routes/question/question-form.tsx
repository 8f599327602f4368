import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { QUESTION_KINDS } from '~/domain/orders/schema';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';

/** Each field as the form sends it; a check box is `on` or empty. */
export type QuestionFields = Record<
  | 'kind'
  | 'labelEn'
  | 'labelDe'
  | 'helpEn'
  | 'helpDe'
  | 'choicesEn'
  | 'choicesDe'
  | 'required'
  | 'active'
  | 'position',
  string
>;

type Props = { fields: QuestionFields; result: SubmissionResult<string[]> | null };

/** One question of the order form: its words in both languages, the kind of answer, whether and when it is asked. */
export function QuestionForm({ fields, result }: Props) {
  const { t } = useTranslation('admin');
  const { form, wrong, line, figure, area, select, tick } = useSetupForm('question', fields, result);
  const kinds = QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`questions.kinds.${kind}`) }));
  return (
    <SetupForm form={form} wrong={wrong} save={t('question.save')} back="/admin/questions">
      <FormSection title={t('questions.label')}>
        {line('labelEn', { label: t('question.labelEn'), required: true })}
        {line('labelDe', { label: t('question.labelDe'), required: true })}
        {area('helpEn', { label: t('question.helpEn') })}
        {area('helpDe', { label: t('question.helpDe') })}
        {select('kind', { label: t('question.kind'), required: true }, kinds)}
      </FormSection>
      <FormSection title={t('question.choices')} text={t('question.choices_text')}>
        {area('choicesEn', { label: t('question.choicesEn') }, 5)}
        {area('choicesDe', { label: t('question.choicesDe') }, 5)}
      </FormSection>
      <FormSection title={t('question.asking')}>
        {tick('required', { label: t('question.required') })}
        {tick('active', { label: t('question.active'), help: t('question.active_help') })}
        {figure('position', {
          label: t('question.position'),
          help: t('question.position_help'),
          required: true,
        })}
      </FormSection>
    </SetupForm>
  );
}
