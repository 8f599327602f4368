import { ClipboardList, FilterX, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isAccountHolder } from '~/domain/auth/rules';
import { STAGES } from '~/domain/orders/rules';
import { isFiltered, listPath, NO_FILTERS } from '~/parts/list-url';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import type { OrderList } from './load-list.server';

/** Why the list is empty and what to do about it. */
export function ListEmpty({ list: { state, role, counts, page } }: { list: OrderList }) {
  const { t } = useTranslation('orders');
  const none = STAGES.every((stage) => counts[stage].count === 0);
  if (counts[state.tab].count > 0 && (state.after || state.before || page.previous))
    return (
      <EmptyState
        icon={<ClipboardList />}
        title={t('list.empty.page.title')}
        text={t('list.empty.page.text')}
        action={<ButtonLink to={listPath(state)}>{t('list.empty.page.action')}</ButtonLink>}
      />
    );
  if (isFiltered(state))
    return (
      <EmptyState
        icon={<FilterX />}
        title={t('list.empty.filtered.title')}
        text={t('list.empty.filtered.text')}
        action={<ButtonLink to={listPath(state, NO_FILTERS)}>{t('list.filters.clear')}</ButtonLink>}
      />
    );
  if (state.q)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t(none ? 'list.empty.search.title_none' : 'list.empty.search.title')}
        text={t('list.empty.search.text')}
        action={<ButtonLink to="/orders">{t('list.search.clear')}</ButtonLink>}
      />
    );
  const reader = isAccountHolder({ role }) ? 'account' : role === 'partner' ? 'partner' : 'staff';
  return (
    <EmptyState
      icon={<ClipboardList />}
      title={t(`list.empty.${state.tab}.title`)}
      text={t(`list.empty.${state.tab}.${reader}`)}
      action={
        role !== 'partner' &&
        state.tab !== 'completed' && <ButtonLink to="/orders/new">{t('list.create')}</ButtonLink>
      }
    />
  );
}
