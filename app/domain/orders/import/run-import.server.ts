import { isDomainError } from '~/platform/errors';
import { failImport } from './progress.server';

/**
 * Runs the work of an import's job. An import whose person is gone ends at once; any other failure is tried again, and
 * after the last try the import says that it broke off.
 */
export async function runImport(token: string, last: boolean, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDomainError(error) && error.status === 404) return failImport(token, 'import_stopped');
    if (last) await failImport(token, 'import_failed');
    throw error;
  }
}
