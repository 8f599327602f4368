import { useTranslation } from 'react-i18next';
import type { Column } from '~/ui/data-table';
import { useFormat } from '~/ui/format';
import type { CompanyRow } from './route';

/** The columns of the operator's accounts. */
export function useCompanyColumns(): Column<CompanyRow>[] {
  const { t } = useTranslation('team');
  const format = useFormat();
  const figure = (key: 'people' | 'customers' | 'open'): Column<CompanyRow> => ({
    key,
    header: t(`companies.${key}`),
    cardLabel: t(`companies.${key}`),
    align: 'end',
    cell: (row) => <span className="tabular">{format.number(row[key])}</span>,
  });
  return [
    { key: 'name', header: t('companies.name'), primary: true, cell: ({ name }) => name },
    {
      key: 'number',
      header: t('companies.number'),
      cardLabel: t('companies.number'),
      cell: ({ number }) => <span className="tabular whitespace-nowrap">{number}</span>,
    },
    {
      key: 'kind',
      header: t('companies.kind'),
      cardLabel: t('companies.kind'),
      cell: ({ kind }) => t(`companies.kinds.${kind}`),
    },
    {
      key: 'city',
      header: t('companies.city'),
      cardLabel: t('companies.city'),
      from: 'lg',
      cell: ({ city }) => city || '–',
    },
    figure('people'),
    figure('customers'),
    figure('open'),
  ];
}
