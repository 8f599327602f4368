import { ROLES } from '~/domain/auth/rules';
import type { PeopleFilter } from '~/domain/companies/list-people.server';
import { idOf } from '~/platform/http/id-param';

const STATES = ['active', 'invited', 'inactive'] as const;

/** What the address of the list asks for. */
export function filterOf(params: URLSearchParams): PeopleFilter {
  return {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    state: STATES.find((state) => state === params.get('state')) ?? 'active',
    role: ROLES.find((role) => role === params.get('role')) ?? null,
    company: idOf(params.get('company')),
  };
}

/** A filter as search parameters, without what is off. */
export function filterParams({ q, state, role, company }: PeopleFilter): [string, string][] {
  const all: [string, string][] = [
    ['q', q],
    ['state', state === 'active' ? '' : state],
    ['role', role ?? ''],
    ['company', company === null ? '' : String(company)],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The address of the list with this filter, and from this row on. */
export function listPath(base: string, filter: PeopleFilter, place: Record<string, string> = {}): string {
  const params = new URLSearchParams([...filterParams(filter), ...Object.entries(place)]);
  return params.size > 0 ? `${base}?${params}` : base;
}
