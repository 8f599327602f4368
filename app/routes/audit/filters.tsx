import { useTranslation } from 'react-i18next';
import { AUDIT_GROUP_NAMES, type AuditFilter } from '~/domain/operation/audit-rules';
import { auditParams } from '~/domain/operation/audit-schema';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { useFormat } from '~/ui/format';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';

/** The address of the log with this filter; `at` is where another page of it ended. */
export function auditPath(
  filter: AuditFilter,
  at: { before?: string; after?: string } = {},
  path = '/admin/audit',
): string {
  const params = new URLSearchParams([...auditParams(filter), ...Object.entries(at)]);
  return params.size > 0 ? `${path}?${params}` : path;
}

/** What the log is filtered by: who, what kind, about what, and when. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const chip = (name: 'person' | 'kind' | 'about' | 'days', off: Partial<AuditFilter>) => ({
    label: t(`filter.${name}`),
    clear: { to: auditPath({ ...filter, ...off }), label: t(`clear.${name}`) },
    action: '/admin/audit',
    keep: auditParams({ ...filter, ...off }),
    applyLabel: t('apply'),
  });
  const day = (on: string | null) => (on ? format.date(`${on}T12:00:00Z`) : '…');
  const days = filter.from || filter.until ? `${day(filter.from)} – ${day(filter.until)}` : undefined;
  const line = (name: 'person' | 'about') => (
    <FilterChip {...chip(name, { [name]: '' })} value={filter[name] || undefined}>
      <Field name={name} label={t(`filter.${name}_label`)}>
        <TextInput defaultValue={filter[name]} autoComplete="off" spellCheck={false} />
      </Field>
    </FilterChip>
  );
  return (
    <div className="mb-4">
      <FilterBar label={t('filters')}>
        {line('person')}
        <FilterChip
          {...chip('kind', { kind: null })}
          value={filter.kind ? t(`groups.${filter.kind}`) : undefined}
        >
          <Field name="kind" label={t('filter.kind')}>
            <Select
              options={AUDIT_GROUP_NAMES.map((name) => ({ value: name, label: t(`groups.${name}`) }))}
              placeholder={t('any')}
              defaultValue={filter.kind ?? ''}
            />
          </Field>
        </FilterChip>
        {line('about')}
        <FilterChip {...chip('days', { from: null, until: null })} value={days}>
          <Field name="from" label={t('filter.from')}>
            <DateInput defaultValue={filter.from ?? ''} />
          </Field>
          <Field name="until" label={t('filter.until')}>
            <DateInput defaultValue={filter.until ?? ''} />
          </Field>
        </FilterChip>
      </FilterBar>
    </div>
  );
}
