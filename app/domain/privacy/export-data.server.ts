import { transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Language } from '~/platform/i18n/locale';
import { takeSlot } from '~/platform/slots';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { type Archive, startArchive } from './export/archive.server';
import { contentsOf } from './export/contents.server';
import type { SubjectKind } from './rules';

const AT_ONCE = 2;
const WAIT_MS = 10_000;

/**
 * Starts the export of everything about somebody, as a ZIP in the viewer's language, and notes it as an event. People export
 * what is about themselves; administrators what is about anybody.
 * Throws DomainError `not_found` (404), `export_busy` (503) when too many are under way.
 */
export async function exportData(
  viewer: Viewer,
  kind: SubjectKind,
  id: number,
  language: Language,
  signal: AbortSignal,
): Promise<Archive> {
  const own = kind === 'people' && id === viewer.userId;
  const contents = own || viewer.role === 'administrator' ? await contentsOf(kind, id) : null;
  if (!contents) throw new DomainError('not_found', 404);
  const release = await takeSlot('data-export', AT_ONCE, WAIT_MS, signal);
  if (!release) throw new DomainError('export_busy', 503);
  try {
    await transaction((tx) =>
      appendEvent(tx, {
        type: 'data.exported',
        actorId: viewer.userId,
        visibility: 'internal',
        ...(kind === 'customers' && { companyId: id }),
        data: { subject: kind, id },
      }),
    );
    const archive = await startArchive(contents, language);
    return { chunks: archive.chunks, end: () => archive.end().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}
