import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { getQuestion, saveQuestion } from '~/domain/companies/questions.server';
import { questionSchema } from '~/domain/companies/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty } from '~/parts/setup-form';
import { PageHeader } from '~/ui/frame/page-header';
import { type QuestionFields, QuestionForm } from './question-form';

const EMPTY: QuestionFields = {
  kind: 'text',
  labelEn: '',
  labelDe: '',
  helpEn: '',
  helpDe: '',
  choicesEn: '',
  choicesDe: '',
  required: '',
  active: 'on',
  position: '0',
};

/** A stored question as its form shows it. */
function fieldsOf(question: NonNullable<Awaited<ReturnType<typeof getQuestion>>>): QuestionFields {
  const { required, active, position } = question;
  return {
    ...question,
    required: onOrEmpty(required),
    active: onOrEmpty(active),
    position: String(position),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { own } = await requireSetup(args);
  const question = await findOrNew(args.params.id, getQuestion);
  return formPage(args, EMPTY, question && fieldsOf(question), {
    title: question && own(question.labelEn, question.labelDe),
  });
}

export const action = saveAction({
  schema: questionSchema,
  find: getQuestion,
  save: saveQuestion,
  done: '/admin/questions?saved',
});

export default function QuestionPage() {
  const { t } = useTranslation('admin');
  const { title, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={title ?? t('question.new')}
        back={{ to: '/admin/questions', label: t('question.back') }}
      />
      <RefusalNotice answer={answer} />
      <QuestionForm fields={fields} result={answer && 'result' in answer ? answer.result : null} />
    </>
  );
}
