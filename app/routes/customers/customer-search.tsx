import { useTranslation } from 'react-i18next';
import type { CustomerFilter } from '~/domain/companies/customers.server';
import { PageSearch } from '~/parts/page-search';

/** Finds customers by name, number, city or e-mail address. */
export function CustomerSearch({
  filter: { q, active },
  clearTo,
}: {
  filter: CustomerFilter;
  clearTo: string;
}) {
  const { t } = useTranslation('customers');
  const words = {
    label: t('list.search'),
    placeholder: t('list.placeholder'),
    submit: t('list.submit'),
    clear: t('list.clear'),
  };
  return (
    <PageSearch action="/customers" q={q} words={words} clearTo={clearTo}>
      {!active && <input type="hidden" name="state" value="inactive" />}
    </PageSearch>
  );
}
