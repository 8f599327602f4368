import { SearchX, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerFilter } from '~/domain/companies/customers.server';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';

/** Why there is no customer in the list, and what to do about it. */
export function CustomersEmpty({ filter: { q, active } }: { filter: CustomerFilter }) {
  const { t } = useTranslation('customers');
  if (q)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('list.empty.search')}
        text={t('list.empty.search_text')}
        action={<ButtonLink to="/customers">{t('list.clear')}</ButtonLink>}
      />
    );
  return (
    <EmptyState
      icon={<Users />}
      title={t(active ? 'list.empty.title' : 'list.empty.inactive')}
      text={t(active ? 'list.empty.text' : 'list.empty.inactive_text')}
      action={active && <ButtonLink to="/customers/new">{t('list.add')}</ButtonLink>}
    />
  );
}
