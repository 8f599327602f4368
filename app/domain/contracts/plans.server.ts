import { db, isUniqueViolation, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { PlanForm } from './schema';

const PLAN_ORDER = [
  { active: 'desc' },
  { code: 'asc' },
  { id: 'asc' },
] satisfies Prisma.ServicePlanOrderByWithRelationInput[];

/** Every service plan of the operator, those in use first. */
export function listPlans() {
  return db().servicePlan.findMany({ orderBy: PLAN_ORDER });
}

/** The plans in use that are sold in this currency. */
export function plansIn(currency: string) {
  return db().servicePlan.findMany({ where: { active: true, currency }, orderBy: PLAN_ORDER });
}

/** One plan; null when there is none. */
export function getPlan(id: number) {
  return db().servicePlan.findUnique({ where: { id } });
}

/**
 * Adds a plan, or changes the one with this id; what was offered and agreed before stays as it is.
 * @returns the plan's id
 * Throws DomainError `not_found` (404), `plan_code_taken` (409).
 */
export async function savePlan(viewer: Viewer, id: number | null, form: PlanForm): Promise<number> {
  try {
    return await transaction(async (tx) => {
      const before = id === null ? null : await tx.servicePlan.findUnique({ where: { id } });
      if (id !== null && !before) throw new DomainError('not_found', 404);
      const saved = before
        ? await tx.servicePlan.update({ where: { id: before.id }, data: form })
        : await tx.servicePlan.create({ data: form });
      await appendEvent(tx, {
        type: before ? 'plan.changed' : 'plan.added',
        actorId: viewer.userId,
        visibility: 'internal',
        data: { planId: saved.id, ...withChanges(before, form) },
      });
      return saved.id;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('plan_code_taken');
    throw error;
  }
}
