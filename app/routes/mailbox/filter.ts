import { MAIL_STANDINGS, type MailFilter } from '~/domain/notifications/rules';

const text = (params: URLSearchParams, name: string) => (params.get(name) ?? '').trim().slice(0, 200);

/** What the address of the mailbox asks for. */
export function filterOf(params: URLSearchParams): MailFilter {
  return {
    state: MAIL_STANDINGS.find((state) => state === params.get('state')) ?? null,
    recipient: text(params, 'recipient'),
    order: text(params, 'order'),
  };
}

/** A filter as search parameters, without what is off. */
export function filterParams({ state, recipient, order }: MailFilter): [string, string][] {
  const all: [string, string][] = [
    ['state', state ?? ''],
    ['recipient', recipient],
    ['order', order],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The address of the mailbox with this filter; `before` is where the page before ended. */
export function mailboxPath(filter: MailFilter, before: number | null = null): string {
  const params = new URLSearchParams(filterParams(filter));
  if (before !== null) params.set('before', String(before));
  return params.size > 0 ? `/admin/mailbox?${params}` : '/admin/mailbox';
}
