import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, readFromAdministrator, requireSetup } from '~/domain/auth/setup.server';
import { ITEM_KINDS } from '~/domain/partners/rules';
import { checklistItemSchema } from '~/domain/partners/service-type-schema';
import { getServiceType, saveChecklistItem } from '~/domain/partners/service-types.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty, SetupForm, useSetupForm } from '~/parts/setup-form';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { FormSection } from '~/ui/forms/form-section';
import { PageHeader } from '~/ui/frame/page-header';

type ItemFields = Record<
  'kind' | 'labelEn' | 'labelDe' | 'helpEn' | 'helpDe' | 'required' | 'position' | 'active',
  string
>;

const EMPTY: ItemFields = {
  ...{ labelEn: '', labelDe: '', helpEn: '', helpDe: '' },
  ...{ kind: 'yes_no', required: 'on', active: 'on', position: '0' },
};

/** The kind of service of the URL and its question, null for a new one. Throws the 404 for what is not there. */
async function storedItem({ id, item }: Record<string, string | undefined>) {
  const typeId = idOf(id);
  const type = typeId === null ? null : await getServiceType(typeId);
  if (!type) throw notFound();
  return {
    type,
    item: await findOrNew(item, async (one) => type.items.find((known) => known.id === one) ?? null),
  };
}

type Stored = NonNullable<Awaited<ReturnType<typeof storedItem>>['item']>;

/** A stored question as its form shows it. */
function fieldsOf({
  kind,
  labelEn,
  labelDe,
  helpEn,
  helpDe,
  required,
  active,
  position,
}: Stored): ItemFields {
  return {
    ...{ kind, labelEn, labelDe, helpEn, helpDe, position: String(position) },
    ...{ required: onOrEmpty(required), active: onOrEmpty(active) },
  };
}

export async function loader(args: LoaderFunctionArgs) {
  await requireSetup(args);
  const { type, item } = await storedItem(args.params);
  const { id, nameEn, nameDe } = type;
  return formPage(args, EMPTY, item && fieldsOf(item), {
    type: { id, nameEn, nameDe },
    isNew: item === null,
  });
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const { type, item } = await storedItem(args.params);
  const submission = parseWithZod(form, { schema: checklistItemSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveChecklistItem(viewer, type.id, item?.id ?? null, submission.value);
  return redirect(`/admin/service-types/${type.id}#checklist`);
});

/** One question of a checklist. */
export default function ChecklistItem() {
  const { t, i18n } = useTranslation('partners');
  const { type, isNew, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && 'result' in answer ? answer.result : null;
  const { form, wrong, line, figure, area, select, tick } = useSetupForm('checklist-item', fields, result);
  const german = i18n.language === 'de';
  const back = `/admin/service-types/${type.id}`;
  const kinds = ITEM_KINDS.map((value) => ({ value, label: t(`item.kinds.${value}`) }));
  return (
    <>
      <PageHeader
        title={isNew ? t('item.new') : german ? fields.labelDe : fields.labelEn}
        back={{ to: back, label: german ? type.nameDe : type.nameEn }}
      />
      <RefusalNotice answer={answer} />
      <SetupForm form={form} wrong={wrong} save={t('item.save')} back={back}>
        <FormSection title={t('item.words')}>
          {line('labelEn', { label: t('item.labelEn'), required: true })}
          {line('labelDe', { label: t('item.labelDe'), required: true })}
          {area('helpEn', { label: t('item.helpEn') })}
          {area('helpDe', { label: t('item.helpDe') })}
        </FormSection>
        <FormSection title={t('item.asking')}>
          {select('kind', { label: t('item.kind'), required: true }, kinds)}
          {tick('required', { label: t('item.required'), help: t('item.required_help') })}
          {tick('active', { label: t('item.active'), help: t('item.active_help') })}
          {figure('position', { label: t('types.position'), required: true })}
        </FormSection>
      </SetupForm>
    </>
  );
}
