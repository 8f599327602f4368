import { Link, useLocation, useSearchParams, useSubmit } from '@remix-run/react';
import { Building2, ClipboardList, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatImei } from '~/domain/devices/rules';
import type { Suggestions } from '~/domain/search/suggest.server';
import { customerOrdersPath } from '~/parts/customer-links';
import { OrderStatus } from '~/parts/status';
import { Highlight } from '~/ui/highlight';
import { SearchBox } from '~/ui/search-box';
import type { SuggestionGroup } from '~/ui/suggestion-list';
import { useSuggestions } from './use-suggestions';

const idOf = (kind: string, name: string) => `suggested-${kind}-${name.replace(/\W/g, '_')}`;
const listOf = (text: string) => `/orders?${new URLSearchParams({ q: text })}`;

/** The search box with what it suggests; a pasted column leads to the page for lists. */
export function FrameSearch() {
  const { t } = useTranslation('search');
  const [params] = useSearchParams();
  const submit = useSubmit();
  const { answer, onType } = useSuggestions();
  const groups = useGroups(answer);
  const count = groups.reduce((sum, { options }) => sum + options.length, 0);
  return (
    <SearchBox
      action="/search"
      label={t('box.label')}
      placeholder={t('box.placeholder')}
      defaultValue={params.get('q') ?? ''}
      suggestions={groups}
      suggestionsLabel={t('box.suggestions')}
      suggestionsCount={t('box.count', { count })}
      footer={
        <span className="flex flex-wrap justify-between gap-x-4 gap-y-1">
          {t('box.hint')}
          <Link to="/search/list" className="text-link">
            {t('box.list')}
          </Link>
        </span>
      }
      onType={onType}
      onPasteLines={(text) => submit({ text }, { method: 'post', action: '/search/list' })}
    />
  );
}

/** Starts ordering for a customer, on the page where the person is. */
function useOrderFor() {
  const submit = useSubmit();
  const { pathname, search } = useLocation();
  return (company: number) =>
    submit({ company, redirectTo: `${pathname}${search}` }, { method: 'post', action: '/context' });
}

function useGroups(answer: Suggestions | null): SuggestionGroup[] {
  const { t } = useTranslation('search');
  const orderFor = useOrderFor();
  if (!answer) return [];
  const { orders, customers, devices, terms } = answer;
  const mark = (text: string) => <Highlight text={text} terms={terms} />;
  const groups = [
    {
      id: 'suggested-orders',
      label: t('box.orders'),
      options: orders.map(({ number, kind, status, deviceName, customerName }) => ({
        id: idOf('order', number),
        to: `/orders/${number}`,
        icon: <ClipboardList size={16} />,
        title: <span className="tabular">{mark(number)}</span>,
        detail: mark([deviceName, customerName].filter(Boolean).join(' · ')),
        end: <OrderStatus kind={kind} status={status} />,
      })),
    },
    {
      id: 'suggested-customers',
      label: t('box.customers'),
      options: customers.map(({ id, number, name, query }) => ({
        id: idOf('customer', id === null ? `${number} ${name}` : String(id)),
        to: id === null ? listOf(query) : customerOrdersPath(id),
        onPick: id === null ? undefined : () => orderFor(id),
        icon: <Building2 size={16} />,
        title: mark(name),
        detail: mark(number),
        end: id !== null && <span className="text-xs text-muted">{t('box.order_for')}</span>,
      })),
    },
    {
      id: 'suggested-devices',
      label: t('box.devices'),
      options: devices.map(({ name, identifier }) => ({
        id: idOf('device', identifier),
        to: listOf(identifier),
        icon: <Smartphone size={16} />,
        title: mark(name || identifier),
        detail: <span className="tabular">{mark(formatImei(identifier))}</span>,
      })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}
