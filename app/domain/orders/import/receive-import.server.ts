import { randomUUID } from 'node:crypto';
import { detectDelimiter, detectEncoding, headText } from '~/platform/csv-read';
import { db, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Locale } from '~/platform/i18n/locale';
import { storage } from '~/platform/storage.server';
import { cleanText } from '~/platform/text';
import type { Viewer } from '../../auth/rules';
import { appendEvent } from '../../events/append-event.server';
import { newOrderFields, orderFormSetup } from '../setup.server';
import { importAccount, mayImport } from './accounts.server';
import { type ImportKind, type ImportMapping, isField } from './rules';
import { type Scan, scanFile } from './scan.server';

export type NewImport = {
  /** Made with the form, so that the same form sent again leads to the same import. */
  submissionKey: string;
  kind: ImportKind;
  /** The account, for the staff. */
  account: string;
  fileName: string;
  bytes: Uint8Array;
};

/**
 * Takes a file: finds out how it is written and what its columns seem to be, and keeps it.
 * @returns the import's token
 * Throws DomainError: `not_found` (404), `bad_form` (400), what `importAccount` throws, and (422) `csv_empty`,
 * `csv_workbook`, `csv_not_text`, and what `scanFile` throws.
 */
export async function receiveImport(viewer: Viewer, locale: Locale, file: NewImport): Promise<string> {
  const { kind, bytes, submissionKey: token } = file;
  if (!mayImport(viewer, kind)) throw new DomainError('not_found', 404);
  if (!/^[\w-]{16,64}$/.test(token)) throw new DomainError('bad_form', 400);
  if (await db().import.findFirst({ where: { token, userId: viewer.userId } })) return token;
  const accountId = await importAccount(viewer, kind, file.account);
  const encoding = textEncoding(bytes);
  const dialect = { encoding, delimiter: detectDelimiter(headText(bytes, encoding)) };
  const storageKey = `imports/${randomUUID()}.csv`;
  await storage().put(storageKey, Buffer.from(bytes));
  let scan: Scan;
  try {
    scan = await scanFile({ storageKey, kind, dialect });
  } catch (error) {
    await storage().remove(storageKey);
    throw error;
  }
  const mapping = await firstMapping(viewer, locale, kind, accountId, scan);
  const stored = await transaction(async (tx) => {
    const { count } = await tx.import.createMany({
      data: [
        {
          token,
          kind,
          userId: viewer.userId,
          accountId,
          locale,
          fileName: cleanText(file.fileName).slice(0, 200),
          storageKey,
          size: bytes.length,
          ...dialect,
          columns: scan.columns,
          mapping,
          total: scan.total,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    await appendEvent(tx, {
      type: 'import.received',
      companyId: accountId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { import: token, kind, rows: scan.total },
    });
    return true;
  });
  // The same form came twice at once.
  if (!stored) await storage().remove(storageKey);
  return token;
}

function textEncoding(bytes: Uint8Array) {
  if (bytes.length === 0) throw new DomainError('csv_empty', 422);
  const encoding = detectEncoding(bytes);
  if (encoding) return encoding;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  throw new DomainError(isZip || isOle ? 'csv_workbook' : 'csv_not_text', 422);
}

/** The account's own mapping of the last file with these columns, else what name and content say. */
export async function firstMapping(
  viewer: Viewer,
  locale: Locale,
  kind: ImportKind,
  accountId: number,
  { columns, guess }: Scan,
): Promise<ImportMapping> {
  const where = { accountId_kind_signature: { accountId, kind, signature: columns.signature } };
  const remembered = (await db().importMapping.findUnique({ where }))?.mapping as ImportMapping | undefined;
  const now = kind === 'orders' ? await presetOf(viewer, locale) : {};
  const usable =
    remembered?.columns.length === columns.list.length &&
    remembered.columns.every((field) => isField(kind, field));
  if (remembered && usable)
    return {
      ...remembered,
      constants: { ...remembered.constants, ...(now.customer && { customer: now.customer }) },
    };
  const identified = guess.some((field) => field === 'identifier' || field === 'imei' || field === 'serial');
  return { columns: guess, constants: now, noIdentifier: !identified };
}

/** What the form of an order would begin with; a location only where there is but one. */
async function presetOf(viewer: Viewer, locale: Locale): Promise<Record<string, string>> {
  const [{ locations, shippingMethods }, fields] = await Promise.all([
    orderFormSetup(viewer, locale),
    newOrderFields(viewer),
  ]);
  const [only, second] = locations;
  const shipping = shippingMethods.find(({ id }) => String(id) === fields.shippingMethodId);
  return {
    ...(fields.customer && { customer: fields.customer }),
    ...(only && !second && { location: String(only.id) }),
    ...(shipping && { shippingMethod: String(shipping.id) }),
  };
}
