import { db, isUniqueViolation, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { ChecklistItemForm, ServiceTypeForm } from './service-type-schema';

const IN_ORDER = [{ active: 'desc' }, { position: 'asc' }, { id: 'asc' }] as const;

/** Every kind of service, also those no longer offered, with the number of its questions. */
export function listServiceTypes() {
  return db().serviceType.findMany({
    orderBy: [...IN_ORDER],
    include: { _count: { select: { items: { where: { active: true } } } } },
  });
}

/** The kinds of service that are offered. */
export function offeredServiceTypes() {
  return db().serviceType.findMany({ where: { active: true }, orderBy: [...IN_ORDER] });
}

/** One kind of service with all of its questions; null when there is none. */
export function getServiceType(id: number) {
  return db().serviceType.findUnique({ where: { id }, include: { items: { orderBy: [...IN_ORDER] } } });
}

/**
 * Adds a kind of service, or changes the one with this id.
 * @returns its id
 * Throws DomainError `not_found` (404), `code_taken` (409).
 */
export async function saveServiceType(
  viewer: Viewer,
  id: number | null,
  form: ServiceTypeForm,
): Promise<number> {
  try {
    return await transaction(async (tx) => {
      const before = id === null ? null : await tx.serviceType.findUnique({ where: { id } });
      if (id !== null && !before) throw new DomainError('not_found', 404);
      const saved =
        id === null
          ? await tx.serviceType.create({ data: form })
          : await tx.serviceType.update({ where: { id }, data: form });
      await appendEvent(tx, {
        type: id === null ? 'service_type.added' : 'service_type.changed',
        actorId: viewer.userId,
        visibility: 'internal',
        data: { serviceTypeId: saved.id, ...withChanges(before, form) },
      });
      return saved.id;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('code_taken');
    throw error;
  }
}

/**
 * Adds a question to a checklist, or changes the one with this id. What was answered before keeps its words.
 * Throws DomainError `not_found` (404), also for a question of another checklist.
 */
export function saveChecklistItem(
  viewer: Viewer,
  serviceTypeId: number,
  id: number | null,
  form: ChecklistItemForm,
): Promise<void> {
  return transaction(async (tx) => {
    if (!(await tx.serviceType.findUnique({ where: { id: serviceTypeId } })))
      throw new DomainError('not_found', 404);
    const before = id === null ? null : await tx.checklistItem.findFirst({ where: { id, serviceTypeId } });
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const saved =
      id === null
        ? await tx.checklistItem.create({ data: { ...form, serviceTypeId } })
        : await tx.checklistItem.update({ where: { id }, data: form });
    await appendEvent(tx, {
      type: id === null ? 'checklist_item.added' : 'checklist_item.changed',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { itemId: saved.id, serviceTypeId, ...withChanges(before, form) },
    });
  });
}
