import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getQuestion, saveQuestion } from '~/domain/companies/questions.server';
import { questionSchema } from '~/domain/companies/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
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

/** The id in the URL: null for `new`. Throws the 404 for anything that is no id. */
function idOf(param: string | undefined): number | null {
  if (param === 'new') return null;
  if (!/^\d{1,9}$/.test(param ?? '')) throw notFound();
  return Number(param);
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const id = idOf(args.params.id);
  const stored = id === null ? null : await getQuestion(id);
  if (id !== null && !stored) throw notFound();
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const fields: QuestionFields = stored
    ? {
        ...stored,
        required: stored.required ? 'on' : '',
        active: stored.active ? 'on' : '',
        position: String(stored.position),
      }
    : EMPTY;
  const typed = pending && { ...EMPTY, active: '', ...pending.fields };
  return data(
    { title: (locale === 'de' ? stored?.labelDe : stored?.labelEn) ?? null, fields: typed ?? fields },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const submission = parseWithZod(form, { schema: questionSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveQuestion(viewer, idOf(args.params.id), submission.value);
  return redirect('/admin/questions?saved');
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
