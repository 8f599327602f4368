import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type Db, db, transaction } from '~/platform/db.server';
import { renderPdf } from '~/platform/pdf/render-pdf.server';
import { storage } from '~/platform/storage.server';
import { getOperator } from '../companies/operator.server';
import { PAPER_FORMATS, PAPER_KINDS, type PaperKind } from '../shipments/paper-rules';
import { type FoundPaper, insertPapers, type MadePaper, voidPapers } from '../shipments/papers.server';
import { type Operator, readLogo } from './paper-operator.server';
import { type ShipmentPaperData, shipmentPaperSchema } from './shipment-paper-data';
import { type ShipmentSnapshot, shipmentSnapshot } from './shipment-snapshot.server';
import { zplLabels } from './zpl';

/** Some thousand devices on a busy machine take their time; nobody waits for it at a page. */
const RENDER_MS = 5 * 60_000;
/** How often papers are begun anew when the shipment changes meanwhile. */
const ATTEMPTS = 3;

const MODULES: Record<Exclude<PaperKind, 'labels_zpl'>, string> = {
  packing_list: 'domain/documents/packing-list.tsx',
  labels_a6: 'domain/documents/labels-a6.tsx',
  labels_a4: 'domain/documents/labels-a4.tsx',
};

/**
 * Sees to it that a confirmed shipment has valid papers that say what it is now: issues them when there are none, and
 * voids and replaces them, with the next version, when they say something else. Bytes are stored before their rows are
 * written; a repeat, also one beside this one, issues nothing twice.
 * @param actorId the user on whose behalf they are issued
 */
export async function issueShipmentPapers(shipmentId: number, actorId: number): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const operator = await getOperator();
    const snapshot = await shipmentSnapshot(db(), operator, shipmentId);
    if (!snapshot || (await hasPapersOf(shipmentId, snapshot))) return;
    const version = (await newestVersion(db(), shipmentId)) + 1;
    const papers = await makePapers(shipmentId, { ...snapshot, version, issuedAt: new Date().toISOString() });
    let issued = false;
    try {
      issued = await record({ shipmentId, actorId, operator, snapshot, version, papers });
    } finally {
      if (!issued) await forget(papers);
    }
    if (issued) return;
  }
  throw new Error(`Shipment ${shipmentId} was changed whenever its papers were made.`);
}

type Issue = {
  shipmentId: number;
  actorId: number;
  operator: Operator;
  snapshot: ShipmentSnapshot;
  version: number;
  papers: MadePaper[];
};

/** False when shipment or papers are no longer what they were when the papers were begun. */
function record({ shipmentId, actorId, operator, snapshot, version, papers }: Issue): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM shipments WHERE id = ${shipmentId} FOR UPDATE`;
    const now = await shipmentSnapshot(tx, operator, shipmentId);
    if (!now || substance(now) !== substance(snapshot)) return false;
    if ((await newestVersion(tx, shipmentId)) !== version - 1) return false;
    const shipment = { id: shipmentId, number: snapshot.number };
    await voidPapers(tx, shipment, actorId);
    await insertPapers(tx, shipment, actorId, version, papers);
    return true;
  });
}

async function newestVersion(tx: Db, shipmentId: number): Promise<number> {
  const { _max } = await tx.shipmentPaper.aggregate({ where: { shipmentId }, _max: { version: true } });
  return _max.version ?? 0;
}

/** True when the shipment's packing list is valid and says what `snapshot` says. */
async function hasPapersOf(shipmentId: number, snapshot: ShipmentSnapshot): Promise<boolean> {
  const list = await db().shipmentPaper.findFirst({
    where: { shipmentId, kind: 'packing_list', voidedAt: null },
    select: { data: true },
  });
  if (!list) return false;
  return substance(shipmentPaperSchema.parse(list.data)) === substance(snapshot);
}

/** What a paper says about the shipment itself, without the operator's look. */
function substance({ from, to, pickUpOn, method, note, parcels, loose }: ShipmentSnapshot): string {
  const plain = { from, to, pickUpOn, method, note, parcels, loose };
  return JSON.stringify(shipmentPaperSchema.pick(SUBSTANCE).parse(plain));
}

const SUBSTANCE = {
  from: true,
  to: true,
  pickUpOn: true,
  method: true,
  note: true,
  parcels: true,
  loose: true,
} as const;

async function makePapers(shipmentId: number, list: ShipmentPaperData): Promise<MadePaper[]> {
  const labels = { ...list, loose: [], parcels: list.parcels.map((parcel) => ({ ...parcel, items: [] })) };
  return Promise.all(
    PAPER_KINDS.map(async (kind) => {
      const data = kind === 'packing_list' ? list : labels;
      const bytes = await renderPaper(kind, data, false);
      const { contentType, ending } = PAPER_FORMATS[kind];
      const storageKey = `shipments/${shipmentId}/v${list.version}-${kind}-${randomUUID()}.${ending}`;
      await storage().put(storageKey, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { kind, contentType, storageKey, size: bytes.byteLength, sha256, data };
    }),
  );
}

async function renderPaper(kind: PaperKind, data: ShipmentPaperData, isVoid: boolean): Promise<Buffer> {
  if (kind === 'labels_zpl') return zplLabels({ ...data, void: isVoid });
  const logo = await readLogo(data.operator);
  const operator = { ...data.operator, ...(logo ? { logo } : {}) };
  return renderPdf(MODULES[kind], { ...data, operator, void: isVoid }, RENDER_MS);
}

async function forget(papers: MadePaper[]): Promise<void> {
  for (const { storageKey } of papers) await storage().remove(storageKey);
}

/**
 * The bytes of a paper: those that were issued, unchanged; of a void one the same paper with *void* on every page and
 * without the codes of its parcels, made when it is first asked for and kept beside the issued bytes.
 */
export async function readShipmentPaper(paper: FoundPaper): Promise<Buffer> {
  if (!paper.voidedAt) return buffer(await storage().open(paper.storageKey));
  const key = `${paper.storageKey}.void`;
  if (await storage().exists(key)) return buffer(await storage().open(key));
  const bytes = await renderPaper(paper.kind, shipmentPaperSchema.parse(paper.data), true);
  await storage().put(key, bytes);
  return bytes;
}
