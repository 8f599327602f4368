/** The database cannot be used. The message is one sentence for the operator and never holds a password. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** The code of a PostgreSQL (SQLSTATE) or system error, or '' when it has none; of several, the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
