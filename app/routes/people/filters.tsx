import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '~/domain/auth/rules';
import { PageSearch } from '~/parts/page-search';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { filterParams, listPath } from './filter';
import type { PeopleList } from './route';

/** Finds people by name, address or company; administrators also by role. */
export function PeopleFilters({ base, filter, all, company }: PeopleList) {
  const { t } = useTranslation(['team', 'auth']);
  const words = {
    label: t(all ? 'people.search_all' : 'people.search'),
    placeholder: t(all ? 'people.placeholder_all' : 'people.placeholder'),
    submit: t('people.find'),
    clear: t('people.clear'),
  };
  const role = (one: (typeof ROLES)[number]) => t(`auth:demo.roles.${one}`);
  const without = { ...filter, role: null };
  return (
    <>
      <PageSearch action={base} q={filter.q} words={words} clearTo={listPath(base, { ...filter, q: '' })}>
        {filterParams({ ...filter, q: '' }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </PageSearch>
      {all && (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <FilterBar label={t('people.filters')}>
            <FilterChip
              label={t('fields.role')}
              value={filter.role ? role(filter.role) : undefined}
              clear={{ to: listPath(base, without), label: t('people.any_role_clear') }}
              action={base}
              keep={filterParams(without)}
              applyLabel={t('people.apply')}
            >
              <Field name="role" label={t('fields.role')}>
                <Select
                  placeholder={t('people.any_role')}
                  defaultValue={filter.role ?? ''}
                  options={ROLES.map((one) => ({ value: one, label: role(one) }))}
                />
              </Field>
            </FilterChip>
          </FilterBar>
          {company && (
            <p>
              {t('people.of_company', { company })}{' '}
              <Link to={listPath(base, { ...filter, company: null })} className="text-link">
                {t('people.of_all')}
              </Link>
            </p>
          )}
        </div>
      )}
    </>
  );
}
