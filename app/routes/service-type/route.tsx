import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { ITEM_KINDS } from '~/domain/partners/rules';
import { serviceTypeSchema } from '~/domain/partners/service-type-schema';
import { getServiceType, saveServiceType } from '~/domain/partners/service-types.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SetupForm, useSetupForm } from '~/parts/setup-form';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';
import { Checklist } from './checklist';

type TypeFields = Record<'code' | 'nameEn' | 'nameDe' | 'position' | 'active', string>;

const EMPTY: TypeFields = { code: '', nameEn: '', nameDe: '', position: '0', active: 'on' };

/** The kind of service of the URL; null for a new one. Throws the 404 for one that is not there. */
async function storedType(param: string | undefined) {
  if (param === 'new') return null;
  const id = idOf(param);
  const type = id === null ? null : await getServiceType(id);
  if (!type) throw notFound();
  return type;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { locale } = await requestLanguage(args.request, viewer.locale);
  const type = await storedType(args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const stored = type && {
    code: type.code,
    nameEn: type.nameEn,
    nameDe: type.nameDe,
    position: String(type.position),
    active: type.active ? 'on' : '',
  };
  const items = (type?.items ?? []).map(({ id, labelEn, labelDe, kind, required, position, active }) => ({
    ...{ id, required, position, active },
    label: locale === 'de' ? labelDe : labelEn,
    kind: ITEM_KINDS.find((known) => known === kind) ?? 'text',
  }));
  const typed = pending && { ...EMPTY, active: '', ...pending.fields };
  return data(
    { id: type?.id ?? null, items, fields: typed ?? stored ?? EMPTY },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  const type = await storedType(args.params.id);
  const submission = parseWithZod(form, { schema: serviceTypeSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  const id = await saveServiceType(viewer, type?.id ?? null, submission.value);
  return redirect(type ? '/admin/service-types?saved' : `/admin/service-types/${id}#checklist`);
});

/** One kind of service, and the checklist that is worked off before the goods are sent. */
export default function ServiceType() {
  const { t, i18n } = useTranslation('partners');
  const { id, items, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const { form, wrong, line, figure, tick } = useSetupForm('service-type', fields, result);
  const name = i18n.language === 'de' ? fields.nameDe : fields.nameEn;
  return (
    <>
      <PageHeader
        title={id === null ? t('type.new') : name}
        back={{ to: '/admin/service-types', label: t('types.list.title') }}
      />
      <RefusalNotice answer={answer} />
      <SetupForm form={form} wrong={wrong} save={t('type.save')} back="/admin/service-types">
        <FormSection title={t('type.title')}>
          {line('nameEn', { label: t('type.nameEn'), required: true })}
          {line('nameDe', { label: t('type.nameDe'), required: true })}
          {line('code', { label: t('types.code'), help: t('type.code_help'), required: true })}
          {tick('active', { label: t('type.active'), help: t('type.active_help') })}
          {figure('position', { label: t('types.position'), required: true })}
        </FormSection>
      </SetupForm>
      {id !== null && <Checklist typeId={id} items={items} />}
    </>
  );
}
