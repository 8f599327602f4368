import { db } from '~/platform/db.server';
import type { AuditRow } from './audit.server';
import type { AuditNames } from './audit-values.server';

/** The ids of a field that these events say was changed. */
const idsOf = (rows: AuditRow[], field: string): number[] =>
  rows.flatMap(({ data }) => {
    const changes = (data.changes ?? {}) as Record<string, { from?: unknown; to?: unknown } | undefined>;
    const { from, to } = changes[field] ?? {};
    return [from, to].flat().filter((id): id is number => typeof id === 'number');
  });

/** The names of the companies and service locations that these events tell of by an id. */
export async function auditNames(rows: AuditRow[]): Promise<AuditNames> {
  const [companyIds, locationIds] = [idsOf(rows, 'companyId'), idsOf(rows, 'locationIds')];
  const named = { id: true, name: true } as const;
  const [companies, locations] = await Promise.all([
    companyIds.length === 0
      ? []
      : db().company.findMany({ where: { id: { in: companyIds } }, select: named }),
    locationIds.length === 0
      ? []
      : db().location.findMany({ where: { id: { in: locationIds } }, select: named }),
  ]);
  const byId = (found: { id: number; name: string }[]) => new Map(found.map(({ id, name }) => [id, name]));
  return { companies: byId(companies), locations: byId(locations) };
}
