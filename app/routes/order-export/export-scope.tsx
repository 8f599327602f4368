import { useTranslation } from 'react-i18next';
import { SCOPES } from '~/domain/orders/export/rules';
import { isFiltered, type ListState } from '~/parts/list-url';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { RadioGroup } from '~/ui/forms/radio-group';

/** Which orders: what the list showed, all, or those of some days. */
export function ExportScope({ list }: { list: ListState | null }) {
  const { t } = useTranslation(['orders', 'statuses']);
  const help = (scope: (typeof SCOPES)[number]) => {
    if (scope !== 'list') return t(`export.scope.${scope}_help`);
    const tab = t(`statuses:stage.${list?.tab ?? 'new'}`);
    const search = list?.q ? ` · ${t('export.scope.search', { text: list.q.slice(0, 60) })}` : '';
    const filters = list && isFiltered(list) ? ` · ${t('export.scope.filtered')}` : '';
    return `${t('export.scope.tab', { tab })}${search}${filters}`;
  };
  const offered = SCOPES.filter((scope) => scope !== 'list' || list !== null);
  return (
    <FormSection title={t('export.scope.title')}>
      <RadioGroup
        name="scope"
        label={t('export.scope.label')}
        defaultValue={offered[0]}
        options={offered.map((scope) => ({
          value: scope,
          label: t(`export.scope.${scope}`),
          help: help(scope),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="first" label={t('export.scope.first')}>
          <DateInput />
        </Field>
        <Field name="last" label={t('export.scope.last')}>
          <DateInput />
        </Field>
      </div>
    </FormSection>
  );
}
