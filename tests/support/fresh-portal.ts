/**
 * The test files of a worker share its process: what is loaded and compiled once serves them all. Each begins with the settings
 * of the run, and with nothing that a portal kept for its process, but for what modules hold on to.
 */
const HELD = new Set([
  'db',
  'log',
  'pdf',
  'metrics',
  'holiday-years',
  'holiday-countries',
  'password-nobody',
]);

const shared = globalThis as { __portal?: Map<string, unknown>; __settings?: NodeJS.ProcessEnv };
shared.__settings ??= { ...process.env };

for (const name of Object.keys(process.env)) if (!(name in shared.__settings)) delete process.env[name];
Object.assign(process.env, shared.__settings);
for (const name of shared.__portal?.keys() ?? []) if (!HELD.has(name)) shared.__portal?.delete(name);

export {};
