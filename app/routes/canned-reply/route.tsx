import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { getCannedReply, saveCannedReply } from '~/domain/messages/canned-replies.server';
import { PLACEHOLDERS } from '~/domain/messages/rules';
import { cannedReplySchema } from '~/domain/messages/schema';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { useFormat } from '~/ui/format';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';

const LIST = '/admin/canned-replies';
const NEW = { name: '', bodyEn: '', bodyDe: '', active: 'on', position: '0' };

export async function loader(args: LoaderFunctionArgs) {
  await requireSetup(args);
  const reply = await findOrNew(args.params.id, getCannedReply);
  const stored = reply && {
    ...{ name: reply.name, bodyEn: reply.bodyEn, bodyDe: reply.bodyDe },
    ...{ active: onOrEmpty(reply.active), position: String(reply.position) },
  };
  return formPage(args, NEW, stored, { name: reply?.name ?? null });
}

export const action = saveAction({
  schema: cannedReplySchema,
  find: getCannedReply,
  save: saveCannedReply,
  done: `${LIST}?saved`,
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
