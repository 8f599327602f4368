import { AUDIT_GROUP_NAMES, type AuditFilter } from './audit-rules';

const text = (params: URLSearchParams, name: string) =>
  (params.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 200);

function day(params: URLSearchParams, name: string): string | null {
  const typed = params.get(name) ?? '';
  const valid = /^[12]\d{3}-\d\d-\d\d$/.test(typed) && !Number.isNaN(Date.parse(`${typed}T00:00:00Z`));
  return valid ? typed : null;
}

/** What an address of the audit log asks for; what is unknown or malformed is as if it were not there. */
export function auditFilterOf(params: URLSearchParams): AuditFilter {
  const [from, until] = [day(params, 'from'), day(params, 'until')];
  const exchanged = from !== null && until !== null && from > until;
  return {
    person: text(params, 'person'),
    kind: AUDIT_GROUP_NAMES.find((name) => name === params.get('kind')) ?? null,
    about: text(params, 'about'),
    from: exchanged ? until : from,
    until: exchanged ? from : until,
  };
}

/** A filter as search parameters, without what is off. */
export function auditParams({ person, kind, about, from, until }: AuditFilter): [string, string][] {
  const all: [string, string][] = [
    ['person', person],
    ['kind', kind ?? ''],
    ['about', about],
    ['from', from ?? ''],
    ['until', until ?? ''],
  ];
  return all.filter(([, value]) => value !== '');
}
