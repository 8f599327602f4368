import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Db, db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { readMultipart, type UploadedFile } from '~/platform/http/multipart.server';
import { storage } from '~/platform/storage.server';
import type { Viewer } from '../../auth/rules';
import { type LockedSettlement, lockSettlement } from '../lock-settlement.server';
import { INVOICE_LIMIT, type InvoiceFormat, refusalOf } from '../rules';
import { settlementsVisibleTo } from '../visible.server';
import { allAgree, checkInvoice, checksByHand, type Expected } from './check';
import { embeddedXml, isPdf } from './embedded-xml';
import { type ReadInvoice, readInvoice } from './read-invoice';
import { invoiced, NUMBER_MAX } from './submit-invoice.server';

const LIMITS = { files: 1, otherFields: 5, fileSize: INVOICE_LIMIT, totalSize: INVOICE_LIMIT + 100_000 };
const NAME_MAX = 200;

type StoredInvoice = {
  number: string;
  fileName: string;
  contentType: string;
  size: number;
  sha256: string;
  storageKey: string;
  format: InvoiceFormat;
  read: ReadInvoice | null;
};

/**
 * Takes a partner's invoice (field `file` of a multipart form) for a settlement that is open and compares it. One that
 * agrees in everything is submitted at once; another one waits for the partner to submit it all the same, or to upload a
 * better one in its place. The same file twice changes nothing.
 * Throws DomainError `not_found` (404), `not_allowed` (403), `settlement_STATE` (409), `invoice_missing`,
 * `invoice_unreadable` (422: neither a PDF nor an XML invoice of EN 16931), and those of `readMultipart`.
 */
export async function uploadInvoice(viewer: Viewer, number: string, request: Request): Promise<void> {
  await refuseUnlessOpen(viewer, number);
  const stored: StoredInvoice[] = [];
  try {
    await readMultipart(request, LIMITS, async (file) => void stored.push(await store(file)));
    const [invoice] = stored;
    if (!invoice) throw new DomainError('invoice_missing', 422);
    const unused = await transaction((tx) => record(tx, viewer, number, invoice));
    await Promise.all(unused.map((key) => storage().remove(key)));
  } catch (error) {
    await forget(stored);
    throw error;
  }
}

/** Before anything is read: strangers and those who come too late send no file. */
async function refuseUnlessOpen(viewer: Viewer, number: string): Promise<void> {
  const settlement = await db().settlement.findFirst({
    where: { AND: [{ number: number.replaceAll('\0', '') }, settlementsVisibleTo(viewer)] },
    select: { id: true },
  });
  if (!settlement) throw new DomainError('not_found', 404);
  if (viewer.role !== 'partner') throw new DomainError('not_allowed', 403);
}

async function store({ name, path, size, sha256 }: UploadedFile): Promise<StoredInvoice> {
  const bytes = await readFile(path);
  const kind = kindOf(bytes);
  const storageKey = `invoices/${randomBytes(16).toString('hex')}`;
  await storage().put(storageKey, bytes);
  const fileName = (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(-NAME_MAX);
  return {
    ...kind,
    fileName: fileName || `invoice.${kind.format === 'pdf' || kind.format === 'hybrid' ? 'pdf' : 'xml'}`,
    number: (kind.read?.number ?? '').slice(0, NUMBER_MAX),
    size,
    sha256,
    storageKey,
  };
}

function kindOf(bytes: Buffer): Pick<StoredInvoice, 'format' | 'contentType' | 'read'> {
  if (isPdf(bytes)) {
    const inside = embeddedXml(bytes)
      .map(readInvoice)
      .filter((invoice) => invoice !== null)
      .at(-1);
    return { format: inside ? 'hybrid' : 'pdf', contentType: 'application/pdf', read: inside ?? null };
  }
  const read = readInvoice(bytes);
  if (!read) throw new DomainError('invoice_unreadable', 422);
  return { format: read.syntax, contentType: 'application/xml', read };
}

/** @returns the keys of files that nothing names any more */
async function record(
  tx: Db,
  viewer: Viewer,
  number: string,
  { read, ...invoice }: StoredInvoice,
): Promise<string[]> {
  const settlement = await lockSettlement(tx, viewer, number);
  const same = settlement.invoices.some(
    ({ state, sha256 }) => sha256 === invoice.sha256 && state !== 'returned',
  );
  if (same) return [invoice.storageKey];
  if (settlement.state !== 'open') throw new DomainError(refusalOf(settlement.state));
  const replaced = settlement.invoices.filter(({ state }) => state === 'checked');
  await tx.partnerInvoice.deleteMany({ where: { id: { in: replaced.map(({ id }) => id) } } });
  const expected = await expectedOf(tx, settlement);
  const checks = read ? checkInvoice(expected, read) : checksByHand(expected);
  const agrees = invoice.number !== '' && allAgree(checks);
  await tx.partnerInvoice.create({
    data: {
      ...invoice,
      settlementId: settlement.id,
      checks: checks as object,
      state: agrees ? 'submitted' : 'checked',
      uploadedById: viewer.userId,
    },
  });
  if (agrees) await invoiced(tx, viewer, settlement, { number: invoice.number, checks });
  return replaced.map(({ storageKey }) => storageKey);
}

async function expectedOf(tx: Db, settlement: LockedSettlement): Promise<Expected> {
  const partner = await tx.company.findUniqueOrThrow({ where: { id: settlement.partnerId } });
  const { number, currency, netMinor, vatMinor, grossMinor, items } = settlement;
  const spIds = items.map(({ spId }) => spId);
  return { number, currency, netMinor, vatMinor, grossMinor, spIds, partner: partner.name };
}

/** Removes the bytes of files that were not recorded. */
async function forget(files: StoredInvoice[]): Promise<void> {
  const keys = files.map(({ storageKey }) => storageKey);
  const kept = await db().partnerInvoice.count({ where: { storageKey: { in: keys } } });
  if (kept === 0) await Promise.all(keys.map((key) => storage().remove(key)));
}
