import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { STAGES } from '~/domain/orders/rules';
import { listPath } from '~/parts/list-url';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import type { OrderList } from './load-list.server';

/** Long texts are shown by their beginning. */
const SHOWN_MAX = 60;

/** What was searched and how many orders it found; leads to the one order that has exactly this number. */
export function SearchSummary({ list: { state, counts, closest } }: { list: OrderList }) {
  const { t } = useTranslation(['orders', 'search']);
  const format = useFormat();
  const total = STAGES.reduce((sum, stage) => sum + counts[stage].count, 0);
  const text = state.q.length > SHOWN_MAX ? `${state.q.slice(0, SHOWN_MAX)}…` : state.q;
  return (
    <div className="mb-4 flex flex-col gap-3">
      <p role="status" className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="min-w-0 text-base wrap-anywhere">
          {t('list.search.found', { count: total, total: format.number(total), text })}
        </span>
        <Link to={listPath(state, { q: '', tab: null, statuses: [] })} className="text-link">
          {t('list.search.clear')}
        </Link>
        <Link to="/search/list" className="text-link">
          {t('search:box.list')}
        </Link>
      </p>
      {closest && (
        <Notice
          tone="info"
          title={t('list.search.closest', { number: closest })}
          actions={
            <ButtonLink to={`/orders/${closest}`} size="small">
              {t('list.search.open')}
            </ButtonLink>
          }
        >
          {t('list.search.closest_text')}
        </Notice>
      )}
    </div>
  );
}
