import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MessageCircleQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSetup } from '~/domain/auth/setup.server';
import { listQuestions } from '~/domain/companies/questions.server';
import { QUESTION_KINDS } from '~/domain/orders/schema';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import type { Column } from '~/ui/data-table';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const questions = await listQuestions();
  return {
    saved,
    questions: questions.map(({ id, kind, labelEn, labelDe, required, position, active }) => ({
      id,
      kind: QUESTION_KINDS.find((known) => known === kind) ?? 'text',
      label: own(labelEn, labelDe),
      required,
      position,
      active,
    })),
  };
}

type Row = Awaited<ReturnType<typeof loader>>['questions'][number];

export default function Questions() {
  const { t } = useTranslation('admin');
  const { saved, questions } = useLoaderData<typeof loader>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('questions.label')),
    column.plain('kind', t('questions.kind'), (row) => t(`questions.kinds.${row.kind}`)),
    column.plain('required', t('questions.required'), (row) => row.required),
    column.plain('position', t('questions.position'), (row) => row.position),
    column.active(t('questions.active')),
  ];
  return (
    <SetupList
      words={t('questions', { returnObjects: true })}
      path="/admin/questions"
      icon={<MessageCircleQuestion />}
      columns={columns}
      rows={questions}
      saved={saved}
    />
  );
}
