/**
 * Returns the process-wide instance called `name`, made by `make` on first use. The same module can be loaded
 * twice in one process (once from the Remix bundle, once from source), so module variables are not process-wide.
 */
export function singleton<T>(name: string, make: () => T): T {
  const store = globalThis as unknown as { __portal?: Map<string, unknown> };
  store.__portal ??= new Map();
  if (!store.__portal.has(name)) store.__portal.set(name, make());
  return store.__portal.get(name) as T;
}
