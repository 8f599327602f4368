import { DomainError, isDomainError } from '../errors';
import { log } from '../log.server';
import { type Storage, StorageMissing } from './contract';

/** What a file system says when it is full, broken, closed to us or gone (errno(3)). */
const CODES = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOTDIR|ENXIO|ESTALE|EMFILE|ENFILE)$/;

/** The refusal that stands for a storage that cannot be used now; anything else as it was. */
export function refusedAsAway(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !CODES.test(code)) return error;
  return refusal(error);
}

function refusal(error: unknown): DomainError {
  log.error({ err: error }, 'The storage cannot be used');
  return Object.assign(new DomainError('storage_unavailable', 503), { cause: error });
}

/** The same storage, which refuses with `storage_unavailable` (503) what it cannot do now. */
export function refusingWhenAway(storage: Storage): Storage {
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const ours = isDomainError(error) || error instanceof TypeError || error instanceof StorageMissing;
      throw ours ? error : refusal(error);
    }
  };
  return {
    put: (key, content) => guarded(storage.put(key, content)),
    open: (key) => guarded(storage.open(key)),
    remove: (key) => guarded(storage.remove(key)),
    exists: (key) => guarded(storage.exists(key)),
    keys: () => storage.keys(),
    sweep: (before) => guarded(storage.sweep(before)),
  };
}
