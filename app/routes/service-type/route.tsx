import type { LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { ITEM_KINDS } from '~/domain/partners/rules';
import { serviceTypeSchema } from '~/domain/partners/service-type-schema';
import { getServiceType, saveServiceType } from '~/domain/partners/service-types.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';
import { Checklist } from './checklist';

type TypeFields = Record<'code' | 'nameEn' | 'nameDe' | 'position' | 'active', string>;

const EMPTY: TypeFields = { code: '', nameEn: '', nameDe: '', position: '0', active: 'on' };

type Stored = NonNullable<Awaited<ReturnType<typeof getServiceType>>>;

/** A stored kind of service as its form shows it. */
function fieldsOf({ code, nameEn, nameDe, position, active }: Stored): TypeFields {
  return { code, nameEn, nameDe, position: String(position), active: onOrEmpty(active) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { own } = await requireSetup(args);
  const type = await findOrNew(args.params.id, getServiceType);
  const items = (type?.items ?? []).map(({ id, labelEn, labelDe, kind, required, position, active }) => ({
    ...{ id, required, position, active },
    label: own(labelEn, labelDe),
    kind: ITEM_KINDS.find((known) => known === kind) ?? 'text',
  }));
  return formPage(args, EMPTY, type && fieldsOf(type), { id: type?.id ?? null, items });
}

export const action = saveAction({
  schema: serviceTypeSchema,
  find: getServiceType,
  save: saveServiceType,
  done: (id, isNew) => (isNew ? `/admin/service-types/${id}#checklist` : '/admin/service-types?saved'),
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
