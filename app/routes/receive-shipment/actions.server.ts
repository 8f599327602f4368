import type { Viewer } from '~/domain/auth/rules';
import { closeScanIn } from '~/domain/shipments/close-scan-in.server';
import { markHere, scanIn } from '~/domain/shipments/scan-in.server';
import type { ScanOutcome } from '~/domain/shipments/scan-rules';
import { undoScan } from '~/domain/shipments/scan-undo.server';
import { DomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';

/** A number of the database, or a count. Throws DomainError `bad_form` (400) for anything else. */
function whole(text: string | undefined): number {
  if (!text || !/^\d{1,9}$/.test(text)) throw new DomainError('bad_form', 400);
  return Number(text);
}

/**
 * Carries out what was sent to the page of a scan-in, by its `intent`.
 * @returns what is to be said about a scan; nothing after the other commands
 * Throws DomainError `bad_form` (400) for an unknown intent.
 */
export async function runCommand(
  viewer: Viewer,
  number: string,
  form: FormData,
): Promise<ScanOutcome | null> {
  const { intent, code = '', item, scan, missing, unexpected } = textFields(form);
  switch (intent) {
    case 'scan':
      return scanIn(viewer, number, code);
    case 'mark':
      return markHere(viewer, number, whole(item));
    case 'undo':
      await undoScan(viewer, number, whole(scan));
      return null;
    case 'close':
      await closeScanIn(viewer, number, { missing: whole(missing), unexpected: whole(unexpected) });
      return null;
    default:
      throw new DomainError('bad_form', 400);
  }
}
