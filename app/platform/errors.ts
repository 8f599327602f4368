/**
 * A refusal that is expected: an illegal status change, a decided quote. `code` is the key of the sentence that
 * people read (locales, namespace `errors`); `status` is the HTTP status.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: string,
    readonly status: number = 409,
    readonly details: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

/** True for a DomainError, also one of another copy of this module. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError';
}
