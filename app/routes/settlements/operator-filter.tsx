import { useTranslation } from 'react-i18next';
import { useMonth } from '~/parts/settlement-words';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import type { SettlementsPage } from './load-settlements.server';
import { pathOf } from './paths';

type Props = {
  page: Pick<SettlementsPage, 'tab' | 'month' | 'partnerId' | 'page'>;
  choices: NonNullable<SettlementsPage['choices']>;
};

/** Narrows the operator's view to a partner and a month. */
export function OperatorFilter({ page, choices }: Props) {
  const { t } = useTranslation('billing');
  const name = useMonth();
  const partner = choices.partners.find(({ id }) => id === page.partnerId);
  const kept = (without: string): [string, string][] =>
    Object.entries({ tab: page.tab, partner: String(page.partnerId ?? ''), month: page.month ?? '' }).filter(
      ([key, value]) => key !== without && value !== '',
    );
  return (
    <FilterBar label={t('filter.label')}>
      <FilterChip
        key={`partner ${page.partnerId}`}
        label={t('filter.partner')}
        applyLabel={t('filter.apply')}
        keep={kept('partner')}
        {...(partner && { value: partner.name })}
        clear={{ to: pathOf(page, { partnerId: null, page: 1 }), label: t('filter.every_partner') }}
      >
        <Field name="partner" label={t('filter.partner')}>
          <Select
            defaultValue={String(page.partnerId ?? '')}
            placeholder={t('filter.every_partner')}
            options={choices.partners.map(({ id, name: label }) => ({ value: String(id), label }))}
          />
        </Field>
      </FilterChip>
      <FilterChip
        key={`month ${page.month}`}
        label={t('filter.month')}
        applyLabel={t('filter.apply')}
        keep={kept('month')}
        {...(page.month !== null && { value: name(page.month) })}
        clear={{ to: pathOf(page, { month: null, page: 1 }), label: t('filter.every_month') }}
      >
        <Field name="month" label={t('filter.month')}>
          <Select
            defaultValue={page.month ?? ''}
            placeholder={t('filter.every_month')}
            options={choices.months.map((month) => ({ value: month, label: name(month) }))}
          />
        </Field>
      </FilterChip>
    </FilterBar>
  );
}
