import { db, isUniqueViolation, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import { type CatalogueForm, SKU_DOT } from './catalogue-schema';

/** How many items a page of the catalogue shows. */
const PAGE = 50;
const SUGGESTED = 20;

/** Items in which every word stands, in the article number or in a name. */
function worded(text: string): Prisma.CatalogueItemWhereInput {
  const holds = (word: string): Prisma.CatalogueItemWhereInput => ({
    OR: (['sku', 'nameEn', 'nameDe'] as const).map((column) => ({
      [column]: { contains: word, mode: 'insensitive' },
    })),
  });
  const words = text.replaceAll(SKU_DOT, ' ').split(/\s+/).filter(Boolean).slice(0, 10);
  return { AND: words.map(holds) };
}

/** A page (from 1) of the operator's items, those in use first, and how many fit. */
export async function listCatalogue(text: string, page: number) {
  const where = worded(text.replaceAll('\0', ''));
  const [items, total] = await Promise.all([
    db().catalogueItem.findMany({
      where,
      orderBy: [{ active: 'desc' }, { sku: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
    db().catalogueItem.count({ where }),
  ]);
  return { items, total, pages: Math.max(1, Math.ceil(total / PAGE)) };
}

/** One item; null when there is none. */
export function getCatalogueItem(id: number) {
  return db().catalogueItem.findUnique({ where: { id } });
}

/**
 * Adds an item, or changes the one with this id; lines that were made from it stay as they are.
 * @returns the item's id
 * Throws DomainError `not_found` (404), `sku_taken` (409).
 */
export async function saveCatalogueItem(
  viewer: Viewer,
  id: number | null,
  form: CatalogueForm,
): Promise<number> {
  try {
    return await transaction(async (tx) => {
      const before = id === null ? null : await tx.catalogueItem.findUnique({ where: { id } });
      if (id !== null && !before) throw new DomainError('not_found', 404);
      const saved = before
        ? await tx.catalogueItem.update({ where: { id: before.id }, data: form })
        : await tx.catalogueItem.create({ data: form });
      await appendEvent(tx, {
        type: before ? 'catalogue.changed' : 'catalogue.added',
        actorId: viewer.userId,
        visibility: 'internal',
        data: { itemId: saved.id, ...withChanges(before, form) },
      });
      return saved.id;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('sku_taken');
    throw error;
  }
}

/** Up to 20 items in use that are sold in this currency and in which every typed word stands. */
export function suggestItems(currency: string, text: string) {
  return db().catalogueItem.findMany({
    where: { AND: [{ currency, active: true }, worded(text.slice(0, 200).replaceAll('\0', ''))] },
    orderBy: [{ sku: 'asc' }, { id: 'asc' }],
    take: SUGGESTED,
  });
}

export type CatalogueItem = Awaited<ReturnType<typeof suggestItems>>[number];

/** The items in use with one of these article numbers in this currency. */
export function itemsBySku(currency: string, skus: string[]): Promise<CatalogueItem[]> {
  return db().catalogueItem.findMany({ where: { currency, active: true, sku: { in: skus } } });
}
