import { useTranslation } from 'react-i18next';
import { answerField, type OrderQuestion } from '~/domain/orders/schema';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { RadioGroup } from '~/ui/forms/radio-group';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import type { FieldState } from './order-form';

/** More choices than this are a list that opens. */
const SHOWN_CHOICES = 5;

/** One of the operator's questions, by its kind. */
export function QuestionField({ question, field }: { question: OrderQuestion; field: FieldState }) {
  const { t } = useTranslation('common');
  const { name, defaultValue, errors } = field(answerField(question.id));
  const shared = {
    name,
    errors,
    label: question.label,
    required: question.required,
    optionalLabel: t('optional'),
    ...(question.help ? { help: question.help } : {}),
  };
  if (question.kind === 'yes_no') {
    const options = [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ];
    return <RadioGroup {...shared} inline options={options} defaultValue={defaultValue} />;
  }
  if (question.kind === 'choice' && question.options.length <= SHOWN_CHOICES) {
    return <RadioGroup {...shared} options={question.options} defaultValue={defaultValue} />;
  }
  return (
    <Field {...shared}>
      {question.kind === 'choice' && (
        <Select placeholder="–" options={question.options} defaultValue={defaultValue} />
      )}
      {question.kind === 'number' && <TextInput tabular inputMode="decimal" defaultValue={defaultValue} />}
      {question.kind === 'date' && <DateInput defaultValue={defaultValue} />}
      {question.kind === 'text' && <TextArea rows={2} defaultValue={defaultValue} />}
    </Field>
  );
}
