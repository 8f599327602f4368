import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import { eraseSubject } from '~/domain/privacy/erase.server';
import { isSubjectKind } from '~/domain/privacy/rules';
import { eraseSchema } from '~/domain/privacy/schema';
import { getSubject } from '~/domain/privacy/subjects.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { isDomainError } from '~/platform/errors';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { EraseForm } from './erase-form';

/** Whom the address names. Throws the 404. */
function named({ kind, id }: LoaderFunctionArgs['params']) {
  const number = idOf(id);
  if (!isSubjectKind(kind) || number === null) throw notFound();
  return { kind, id: number };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { kind, id } = named(args.params);
  const subject = await getSubject(viewer, kind, id);
  if (!subject) throw notFound();
  const { name, confirm, staff, erasedAt, erasable, yourself, open } = subject;
  const ready = !erasedAt && erasable && !yourself && open.count === 0;
  return { kind, id, name, confirm, staff, ready };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const { kind, id } = named(args.params);
  const submission = parseWithZod(form, { schema: eraseSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    await eraseSubject(viewer, kind, id, submission.value);
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'erase_not_confirmed') throw error;
    const result = submission.reply({ fieldErrors: { confirm: [error.code] } });
    return data({ result }, { status: 422 });
  }
  return redirect('/admin/privacy?erased');
});

export default function PrivacyErase() {
  const { t } = useTranslation('privacy');
  const subject = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { kind, id, name, ready } = subject;
  return (
    <>
      <PageHeader
        back={{ to: `/admin/privacy/${kind}/${id}`, label: name }}
        title={t('erase.title', { name })}
      />
      <RefusalNotice answer={answer} />
      <div className="flex max-w-160 flex-col gap-5">
        {ready ? (
          <>
            <Notice tone="danger" title={t('erase.warning')}>
              {t('erase.warning_text')}
            </Notice>
            <EraseForm subject={subject} result={answer && 'result' in answer ? answer.result : null} />
          </>
        ) : (
          <Notice tone="waiting" title={t('erase.not_now')}>
            <Link to={`/admin/privacy/${kind}/${id}`} className="text-link">
              {t('erase.why')}
            </Link>
          </Notice>
        )}
      </div>
    </>
  );
}
