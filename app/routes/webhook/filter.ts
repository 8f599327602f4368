import type { MessageFilter } from '~/domain/webhooks/ledger.server';
import { WEBHOOK_STATES, webhookTypeNamed } from '~/domain/webhooks/rules';

/** What the address of an endpoint's page asks for. */
export function filterOf(params: URLSearchParams): MessageFilter {
  return {
    state: WEBHOOK_STATES.find((state) => state === params.get('state')) ?? null,
    type: webhookTypeNamed(params.get('type')),
  };
}

/** A filter as search parameters, without what is off. */
export function filterParams({ state, type }: MessageFilter): [string, string][] {
  return [
    ...(state ? ([['state', state]] satisfies [string, string][]) : []),
    ...(type ? ([['type', type]] satisfies [string, string][]) : []),
  ];
}

/** The address of the page with this filter; `before` is where the page before ended. */
export function ledgerPath(id: number, filter: MessageFilter, before: string | null = null): string {
  const params = new URLSearchParams(filterParams(filter));
  if (before !== null) params.set('before', before);
  return params.size > 0 ? `/webhooks/${id}?${params}` : `/webhooks/${id}`;
}

const DONE = ['added', 'saved', 'on', 'off', 'rotated', 'tested', 'replayed'] as const;
export type Done = (typeof DONE)[number];

/** What was just done, and with how many. */
export function doneOf(params: URLSearchParams): { name: Done; count: number } | null {
  const name = DONE.find((known) => known === params.get('done'));
  const count = /^\d{1,4}$/.exec(params.get('count') ?? '')?.[0];
  return name ? { name, count: Number(count ?? 0) } : null;
}
