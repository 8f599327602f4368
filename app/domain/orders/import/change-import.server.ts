import { ENCODINGS, READ_DELIMITERS } from '~/platform/csv-read';
import { type Db, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import { isLocale, type Locale } from '~/platform/i18n/locale';
import { enqueue } from '~/platform/jobs.server';
import type { Viewer } from '../../auth/rules';
import { appendEvent } from '../../events/append-event.server';
import { orderFormSetup } from '../setup.server';
import { ownImport } from './accounts.server';
import { mappingGaps, readMapping } from './mapping-form';
import { firstMapping } from './receive-import.server';
import type {
  ImportChoices,
  ImportColumns,
  ImportDialect,
  ImportKind,
  ImportMapping,
  ImportState,
} from './rules';
import { scanFile } from './scan.server';

const JOB = { maxAttempts: 5 };
const AT_REST: ImportState[] = ['mapping', 'checked', 'done', 'failed'];

/**
 * Reads the file of an import in another way: encoding, delimiter, with or without a first row of names. Its columns are
 * guessed anew. Throws DomainError `not_found` (404), `choose_one` (422), and what `scanFile` throws.
 */
export async function changeDialect(
  viewer: Viewer,
  token: string,
  form: Record<string, string>,
): Promise<void> {
  const { id, state, accountId, storageKey, ...stored } = await ownImport(viewer, token);
  if (state !== 'mapping') return;
  const encoding = ENCODINGS.find((one) => one === form.encoding);
  const delimiter = READ_DELIMITERS.find((one) => one === form.delimiter);
  if (!encoding || !delimiter) throw new DomainError('choose_one', 422);
  const kind = stored.kind as ImportKind;
  const dialect: ImportDialect = { encoding, delimiter };
  const scan = await scanFile({ storageKey, kind, dialect }, form.header === 'yes');
  const mapping = await firstMapping(viewer, localeOf(stored.locale), kind, accountId, scan);
  await transaction((tx) =>
    set(tx, id, ['mapping'], { ...dialect, columns: scan.columns, mapping, total: scan.total }),
  );
}

const localeOf = (text: string): Locale => (isLocale(text) ? text : 'en');

/** Changes the import if it is in one of these states. @returns whether it was */
async function set(tx: Db, id: number, from: ImportState[], data: Prisma.ImportUpdateManyMutationInput) {
  const { count } = await tx.import.updateMany({ where: { id, state: { in: from } }, data });
  return count > 0;
}

/**
 * Takes the mapping and starts the dry run; a repeat while it runs changes nothing. The mapping is remembered for the
 * account's next file with these columns, without the customer (DESIGN 2.4, S3).
 * @returns error keys by field where every row would lack something; empty when the dry run started
 * Throws DomainError `not_found` (404).
 */
export async function startCheck(
  viewer: Viewer,
  token: string,
  form: Record<string, string>,
): Promise<{ gaps: Record<string, string>; mapping: ImportMapping }> {
  const stored = await ownImport(viewer, token);
  const kind = stored.kind as ImportKind;
  const columns = stored.columns as ImportColumns;
  const mapping = readMapping(kind, columns, form);
  const setup = await orderFormSetup(viewer, localeOf(stored.locale));
  const gaps = mappingGaps(kind, mapping, setup, stored.account.kind);
  if (Object.keys(gaps).length > 0) return { gaps, mapping };
  const { customer: _, ...constants } = mapping.constants;
  const key = { accountId: stored.accountId, kind, signature: columns.signature };
  await transaction(async (tx) => {
    const changes = { mapping, state: 'checking', done: 0, counts: {}, error: null, finishedAt: null };
    if (!(await set(tx, stored.id, ['mapping'], changes))) return;
    await tx.importMapping.upsert({
      where: { accountId_kind_signature: key },
      create: { ...key, mapping: { ...mapping, constants } },
      update: { mapping: { ...mapping, constants } },
    });
    await enqueue(tx, 'import.check', { token }, JOB);
  });
  return { gaps, mapping };
}

/** Goes back to the mapping, also of an import that ended: rows that have their order stay known. */
export async function reopenImport(viewer: Viewer, token: string): Promise<void> {
  const { id } = await ownImport(viewer, token);
  await transaction((tx) => set(tx, id, AT_REST, { state: 'mapping', counts: {}, error: null, done: 0 }));
}

/**
 * Starts to create what the dry run found right; a repeat changes nothing.
 * Throws DomainError `not_found` (404).
 */
export async function startCreation(viewer: Viewer, token: string, choices: ImportChoices): Promise<void> {
  const { id, accountId, kind } = await ownImport(viewer, token);
  await transaction(async (tx) => {
    if (!(await set(tx, id, ['checked'], { state: 'creating', done: 0 }))) return;
    await appendEvent(tx, {
      type: 'import.started',
      companyId: accountId,
      actorId: viewer.userId,
      visibility: 'internal',
      data: { import: token, kind, ...choices },
    });
    await enqueue(tx, 'import.create', { token, choices }, JOB);
  });
}
