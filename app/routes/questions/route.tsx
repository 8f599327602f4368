import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MessageCircleQuestion, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { listQuestions } from '~/domain/companies/questions.server';
import { QUESTION_KINDS } from '~/domain/orders/schema';
import { requestLanguage } from '~/platform/http/language.server';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const questions = await listQuestions();
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    questions: questions.map(({ id, kind, labelEn, labelDe, required, position, active }) => ({
      id,
      kind: QUESTION_KINDS.find((known) => known === kind) ?? 'text',
      label: locale === 'de' ? labelDe : labelEn,
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
  const yesNo = (value: boolean) => t(value ? 'questions.yes' : 'questions.no');
  const columns: Column<Row>[] = [
    {
      key: 'label',
      header: t('questions.label'),
      cell: (row) => <span className="whitespace-normal wrap-anywhere">{row.label}</span>,
      primary: true,
    },
    {
      key: 'kind',
      header: t('questions.kind'),
      cell: (row) => t(`questions.kinds.${row.kind}`),
      cardLabel: t('questions.kind'),
    },
    {
      key: 'required',
      header: t('questions.required'),
      cell: (row) => yesNo(row.required),
      cardLabel: t('questions.required'),
    },
    {
      key: 'position',
      header: t('questions.position'),
      cell: (row) => row.position,
      cardLabel: t('questions.position'),
    },
    {
      key: 'active',
      header: t('questions.active'),
      cell: (row) => <StatusBadge tone={row.active ? 'success' : 'neutral'}>{yesNo(row.active)}</StatusBadge>,
      cardLabel: t('questions.active'),
    },
  ];
  const add = (
    <ButtonLink to="/admin/questions/new" variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t('questions.add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('questions.title')}
        subtitle={t('questions.subtitle')}
        actions={questions.length > 0 && add}
      />
      {saved && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('questions.saved')} />
        </div>
      )}
      <DataTable
        caption={t('questions.caption')}
        columns={columns}
        rows={questions}
        rowKey={(row) => String(row.id)}
        rowTo={(row) => `/admin/questions/${row.id}`}
        empty={
          <EmptyState
            icon={<MessageCircleQuestion />}
            title={t('questions.empty_title')}
            text={t('questions.empty_text')}
            action={add}
          />
        }
      />
    </>
  );
}
