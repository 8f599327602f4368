import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { KINDS, type Status, statusesOf } from '~/domain/orders/rules';
import {
  isFiltered,
  type ListState,
  listParams,
  listPath,
  NO_FILTERS,
  SIZES,
  SORT_KEYS,
  sortValue,
  statusesIn,
} from '~/parts/list-url';
import { useStatusWords } from '~/parts/status';
import { FilterBar, FilterChip } from '~/ui/filter-bar';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { CustomerChip, DayRangeChip, ShipmentChip, SwitchChip, useChip } from './filter-chips';
import type { OrderList } from './load-list.server';

/** Filters, sorting and page size: each a form of its own that keeps what the others say. */
export function ListFilters({ list: { state, locations, customerName, role } }: { list: OrderList }) {
  const { t } = useTranslation('orders');
  const words = useStatusWords();
  const label = (status: Status) =>
    words.label(KINDS.find((kind) => statusesOf(kind).includes(status)) ?? 'repair', status);
  const offered = statusesIn(state.tab).filter(
    (status) => role !== 'partner' || statusesOf('onsite').includes(status),
  );
  const place = locations.find(({ id }) => id === state.locationId);
  const chip = useChip(state);
  return (
    <div className="my-4">
      <FilterBar label={t('list.filters.title')} end={<View state={state} />}>
        <FilterChip {...chip('status', { statuses: [] })} value={state.statuses.map(label).join(', ')}>
          <fieldset className="flex flex-col gap-2">
            <legend className="sr-only">{t('list.filters.status')}</legend>
            {offered.map((status) => (
              <Checkbox
                key={status}
                id={`status-${status}`}
                name="status"
                value={status}
                label={label(status)}
                defaultChecked={state.statuses.includes(status)}
              />
            ))}
          </fieldset>
        </FilterChip>
        <DayRangeChip state={state} of="created" />
        {(state.tab === 'completed' || state.completedFrom || state.completedUntil) && (
          <DayRangeChip state={state} of="completed" />
        )}
        {(state.tab !== 'completed' || state.overdue) && <SwitchChip state={state} of="due" />}
        <SwitchChip state={state} of="messages" />
        {state.customerId !== null && <CustomerChip state={state} name={customerName} />}
        {state.shipment && <ShipmentChip state={state} />}
        {(locations.length > 1 || state.locationId !== null) && (
          <FilterChip
            {...chip('location', { locationId: null })}
            value={
              state.locationId === null ? undefined : (place?.name ?? t('list.filters.unknown_location'))
            }
          >
            <Field name="location" label={t('list.filters.location')}>
              <Select
                defaultValue={state.locationId ?? ''}
                placeholder={t('list.filters.every_location')}
                options={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            </Field>
          </FilterChip>
        )}
        {isFiltered(state) && (
          <Link to={listPath(state, NO_FILTERS)} className="text-link px-1">
            {t('list.filters.clear')}
          </Link>
        )}
      </FilterBar>
    </div>
  );
}

/** How the list is sorted and how long its pages are. */
function View({ state }: { state: ListState }) {
  const { t } = useTranslation('orders');
  const kept = listParams({ ...state, after: null, before: null });
  const orders = SORT_KEYS.flatMap((sort) => [
    { sort, direction: 'desc' as const },
    { sort, direction: 'asc' as const },
  ]);
  return (
    <div className="md:[&_.chip-panel]:right-[-1px] md:[&_.chip-panel]:left-auto">
      <FilterChip
        label={t('list.view.title')}
        action="/orders"
        keep={kept.filter(([name]) => name !== 'sort' && name !== 'size')}
        applyLabel={t('list.filters.apply')}
      >
        <Field name="sort" label={t('list.view.sort')}>
          <Select
            defaultValue={sortValue(state)}
            options={orders.map((order) => ({
              value: sortValue(order),
              label: t(`list.view.sorts.${order.sort}_${order.direction}`),
            }))}
          />
        </Field>
        <Field name="size" label={t('list.view.size')}>
          <Select
            defaultValue={String(state.size)}
            options={SIZES.map((size) => ({
              value: String(size),
              label: t('list.view.rows', { count: size }),
            }))}
          />
        </Field>
      </FilterChip>
    </div>
  );
}
