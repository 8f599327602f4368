import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { enqueue } from '~/platform/jobs.server';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { lockShipment } from './lock-shipment.server';
import type { PaperKind } from './paper-rules';
import { shipmentsVisibleTo } from './visible.server';

const LARGEST_ID = 2_147_483_647;

/** A paper as it was made: its bytes are in the storage already; `size` in bytes, `data` what it was made of. */
export type MadePaper = {
  kind: PaperKind;
  contentType: string;
  storageKey: string;
  size: number;
  sha256: string;
  data: object;
};

/** A paper of this shipment, or null when this viewer has none there with this id; both may be any text. */
export async function findPaper(viewer: Viewer, number: string, id: string) {
  if (number.includes('\0') || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > LARGEST_ID) return null;
  const paper = await db().shipmentPaper.findFirst({
    where: { id: Number(id), shipment: { AND: [{ number }, shipmentsVisibleTo(viewer)] } },
    include: { shipment: { select: { number: true } } },
  });
  return paper && { ...paper, kind: paper.kind as PaperKind };
}

export type FoundPaper = NonNullable<Awaited<ReturnType<typeof findPaper>>>;

/**
 * Notes papers as issued, in the transaction that holds the lock on their shipment, and the event
 * `shipment.papers_issued`. A version that is there already fails on the database's unique index.
 */
export async function insertPapers(
  tx: Db,
  shipment: { id: number; number: string },
  actorId: number,
  version: number,
  papers: MadePaper[],
): Promise<void> {
  await tx.shipmentPaper.createMany({
    data: papers.map((paper) => ({ ...paper, shipmentId: shipment.id, version, issuedById: actorId })),
  });
  await appendEvent(tx, {
    type: 'shipment.papers_issued',
    shipmentId: shipment.id,
    actorId,
    visibility: 'public',
    data: { number: shipment.number, version },
  });
}

/**
 * Voids the papers of a shipment that are valid, in the transaction that holds the lock on it, with the event
 * `shipment.papers_voided`; without any there is nothing to do. They stay where they are, and say that they are void.
 */
export async function voidPapers(
  tx: Db,
  shipment: { id: number; number: string },
  actorId: number,
): Promise<void> {
  const valid = { shipmentId: shipment.id, voidedAt: null };
  const newest = await tx.shipmentPaper.findFirst({
    where: valid,
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  if (!newest) return;
  await tx.shipmentPaper.updateMany({
    where: valid,
    data: { voidedAt: new Date(), voidedById: actorId },
  });
  await appendEvent(tx, {
    type: 'shipment.papers_voided',
    shipmentId: shipment.id,
    actorId,
    visibility: 'public',
    data: { number: shipment.number, version: newest.version },
  });
}

/** Has the papers of a shipment made by a job, once the transaction commits. */
export async function requestPapers(tx: Db, shipmentId: number, actorId: number): Promise<void> {
  await enqueue(tx, 'shipment.papers', { shipmentId, actorId }, { key: `papers:${shipmentId}` });
}

/**
 * Voids the papers of a shipment and has new ones made.
 * @param version the version that the person saw; when it is valid no more, a repeat for one, nothing changes
 * Throws DomainError `not_found` (404), `shipment_changed` (409: papers are for a shipment that was confirmed).
 */
export async function reissuePapers(viewer: Viewer, number: string, version: number): Promise<void> {
  await transaction(async (tx) => {
    const shipment = await lockShipment(tx, viewer, number);
    if (shipment.status !== 'confirmed' && shipment.status !== 'closed')
      throw new DomainError('shipment_changed');
    const seen = await tx.shipmentPaper.findFirst({
      where: { shipmentId: shipment.id, version, voidedAt: null },
      select: { id: true },
    });
    if (!seen) return;
    await voidPapers(tx, shipment, viewer.userId);
    await requestPapers(tx, shipment.id, viewer.userId);
  });
}

const ASKS_FOR_PAPERS = new Set(['shipment.confirmed', 'shipment.repacked']);

/** Has papers made for a shipment that was confirmed or packed anew. Bears a repeat. */
export async function requestPapersOfEvent(event: {
  type: string;
  shipmentId: number | null;
  actorId: number | null;
}): Promise<void> {
  const { type, shipmentId } = event;
  if (shipmentId === null || !ASKS_FOR_PAPERS.has(type)) return;
  const shipment = await db().shipment.findUniqueOrThrow({
    where: { id: shipmentId },
    select: { createdById: true },
  });
  await requestPapers(db(), shipmentId, event.actorId ?? shipment.createdById);
}
