import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getCannedReply, saveCannedReply } from '~/domain/messages/canned-replies.server';
import { PLACEHOLDERS } from '~/domain/messages/rules';
import { cannedReplySchema } from '~/domain/messages/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { useFormat } from '~/ui/format';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';

const LIST = '/admin/canned-replies';
const NEW = { name: '', bodyEn: '', bodyDe: '', active: 'on', position: '0' };

/** The reply of the URL as its form shows it; null for a new one. Throws the 404 for one that is not there. */
async function storedFields(param: string | undefined): Promise<typeof NEW | null> {
  if (param === 'new') return null;
  const stored = await getCannedReply(idOf(param) ?? 0);
  if (!stored) throw notFound();
  const { name, bodyEn, bodyDe, active, position } = stored;
  return { name, bodyEn, bodyDe, active: active ? 'on' : '', position: String(position) };
}

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const stored = await storedFields(args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const typed = pending && { ...NEW, active: '', ...pending.fields };
  return data(
    { name: stored?.name ?? null, fields: typed ?? stored ?? NEW },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  await storedFields(args.params.id);
  const submission = parseWithZod(form, { schema: cannedReplySchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveCannedReply(viewer, idOf(args.params.id), submission.value);
  return redirect(`${LIST}?saved`);
});

export default function CannedReplyPage() {
  const { t } = useTranslation('admin');
  const { locale } = useFormat();
  const { name, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const { form, wrong, line, figure, area, tick } = useSetupForm('canned-reply', fields, result);
  const known = new Intl.ListFormat(locale).format(PLACEHOLDERS.map((one) => `{{${one}}}`));
  const required = true;
  return (
    <>
      <PageHeader title={name ?? t('canned_reply.new')} back={{ to: LIST, label: t('canned_reply.back') }} />
      <RefusalNotice answer={answer} />
      <SetupForm form={form} wrong={wrong} save={t('canned_reply.save')} back={LIST}>
        <FormSection title={t('canned_reply.texts')} text={t('canned_reply.texts_help', { known })}>
          {line('name', { label: t('canned_reply.name'), help: t('canned_reply.name_help'), required })}
          {area('bodyEn', { label: t('canned_reply.bodyEn'), required }, 6)}
          {area('bodyDe', { label: t('canned_reply.bodyDe'), required }, 6)}
        </FormSection>
        <FormSection title={t('canned_reply.offer')}>
          {tick('active', { label: t('canned_reply.active'), help: t('canned_reply.active_help') })}
          {figure('position', {
            label: t('canned_reply.position'),
            help: t('canned_reply.position_help'),
            required,
          })}
        </FormSection>
      </SetupForm>
    </>
  );
}
