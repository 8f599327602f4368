import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ListState, listParams, listPath } from '~/parts/list-url';
import { FilterChip } from '~/ui/filter-bar';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { DateInput } from '~/ui/forms/date-input';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';

type Name = 'status' | 'created' | 'completed' | 'due' | 'messages' | 'shipment' | 'location';
type Shown = { state: ListState };

/** What every filter of the list has: its words, the address without it, and what its form keeps. */
export function useChip(state: ListState) {
  const { t } = useTranslation('orders');
  return (name: Name, off: Partial<ListState>) => ({
    label: t(`list.filters.${name}`),
    clear: { to: listPath(state, off), label: t(`list.filters.clear_${name}`) },
    action: '/orders',
    keep: listParams({ ...state, ...off, after: null, before: null }),
    applyLabel: t('list.filters.apply'),
  });
}

const RANGES = {
  created: { off: { from: null, until: null }, fields: ['from', 'until'] },
  completed: {
    off: { completedFrom: null, completedUntil: null },
    fields: ['completed_from', 'completed_until'],
  },
} as const;

/** The days on which orders were created or completed. */
export function DayRangeChip({ state, of }: Shown & { of: keyof typeof RANGES }) {
  const { t } = useTranslation('orders');
  const chip = useChip(state);
  const { off, fields } = RANGES[of];
  const [from, until] =
    of === 'created' ? [state.from, state.until] : [state.completedFrom, state.completedUntil];
  return (
    <FilterChip {...chip(of, off)} value={useDayRange(from, until)}>
      <Field name={fields[0]} label={t('list.filters.from')}>
        <DateInput defaultValue={from ?? ''} />
      </Field>
      <Field name={fields[1]} label={t('list.filters.until')}>
        <DateInput defaultValue={until ?? ''} />
      </Field>
    </FilterChip>
  );
}

/** The chosen days as words, or nothing. */
function useDayRange(from: string | null, until: string | null): string | undefined {
  const { t } = useTranslation('orders');
  const { locale } = useFormat();
  const day = (iso: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));
  if (from && until)
    return from === until ? day(from) : t('list.filters.between', { from: day(from), until: day(until) });
  if (from) return t('list.filters.since', { from: day(from) });
  return until ? t('list.filters.up_to', { until: day(until) }) : undefined;
}

const SWITCHES = {
  due: { off: { overdue: false }, field: 'due', value: 'overdue' },
  messages: { off: { unread: false }, field: 'unread', value: '1' },
} as const;

/** A filter that is on or off: what is late, and what has unread messages. */
export function SwitchChip({ state, of }: Shown & { of: keyof typeof SWITCHES }) {
  const { t } = useTranslation('orders');
  const chip = useChip(state);
  const { off, field, value } = SWITCHES[of];
  const on = of === 'due' ? state.overdue : state.unread;
  return (
    <FilterChip {...chip(of, off)} value={on ? t(`list.filters.${of}_on`) : undefined}>
      <Checkbox
        id={`filter-${of}`}
        name={field}
        value={value}
        label={t(`list.filters.${of}_only`)}
        defaultChecked={on}
      />
    </FilterChip>
  );
}

/** The shipment whose orders are shown. */
export function ShipmentChip({ state }: Shown) {
  const { t } = useTranslation('orders');
  const chip = useChip(state);
  return (
    <FilterChip {...chip('shipment', { shipment: null })} value={state.shipment ?? undefined}>
      <Field name="shipment" label={t('list.filters.shipment_number')}>
        <TextInput defaultValue={state.shipment ?? ''} autoComplete="off" spellCheck={false} />
      </Field>
    </FilterChip>
  );
}

/** The customer whose orders are shown; which one, is chosen among the customers. */
export function CustomerChip({ state, name }: Shown & { name: string | null }) {
  const { t } = useTranslation('orders');
  return (
    <div className="chip" data-set="">
      <span className="flex min-h-7.5 items-center gap-1.5 px-2.5 py-1 text-soft">
        {t('list.filters.customer')}:
        <strong className="max-w-60 truncate font-medium text-accent-text">
          {name ?? t('list.filters.unknown_customer')}
        </strong>
      </span>
      <Link
        to={listPath(state, { customerId: null })}
        aria-label={t('list.filters.clear_customer')}
        title={t('list.filters.clear_customer')}
        className="chip-clear"
      >
        <X size={14} aria-hidden="true" />
      </Link>
    </div>
  );
}
