import { useTranslation } from 'react-i18next';
import type { SubmissionContent } from '~/domain/orders/schema';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';

/** The operator's questions with the answers that were given, in the reader's words and dates. */
export function AnswerList({ answers }: Pick<SubmissionContent, 'answers'>) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const shownAnswer = ({ kind, shown }: SubmissionContent['answers'][number]) => {
    if (kind === 'yes_no') return shown === 'yes' ? t('yes') : t('no');
    return kind === 'date' ? format.date(`${shown}T12:00:00Z`) : shown;
  };
  return (
    <DescriptionList
      stacked
      items={answers.map((answer) => ({ term: answer.label, detail: shownAnswer(answer) }))}
    />
  );
}
