/** A form that met no database, as the page of the error sends it again: its fields in order. */
export type TypedForm = { typed: [name: string, value: string][] };

/** What somebody typed, from the body of an error; null where there is nothing that could be sent again. */
export function typedFormOf(body: unknown): TypedForm['typed'] | null {
  const { typed } = (typeof body === 'object' && body !== null ? body : {}) as Partial<TypedForm>;
  return Array.isArray(typed) && typed.length > 0 ? typed : null;
}

const LARGEST = 64 * 1024;
/** Names of fields that no page repeats. */
const SECRET = /pass|code|secret|token|key$/i;

/**
 * Keeps a copy of a form's body while an action reads it.
 * @returns gives its fields; null for what is no such form, is larger than 64 KB, or holds a secret
 */
export function copyOfForm(request: Request): () => Promise<TypedForm['typed'] | null> {
  const type = request.headers.get('Content-Type') ?? '';
  const length = Number(request.headers.get('Content-Length') ?? Number.NaN);
  if (!type.startsWith('application/x-www-form-urlencoded') || !(length <= LARGEST)) return async () => null;
  const copy = request.clone();
  return async () => {
    const fields = [...new URLSearchParams(await copy.text())];
    return fields.some(([name]) => SECRET.test(name)) ? null : fields;
  };
}
