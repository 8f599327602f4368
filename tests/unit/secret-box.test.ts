import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const SETTINGS = ['PORTAL_DATA_DIR', 'PORTAL_SECRET', 'PORTAL_SECRET_PREVIOUS'] as const;
const before = Object.fromEntries(SETTINGS.map((name) => [name, process.env[name]]));
let folder: string;

/** The portal's box as a process with these settings has it. */
async function box(settings: Partial<Record<(typeof SETTINGS)[number], string>> = {}) {
  for (const name of SETTINGS) delete process.env[name];
  Object.assign(process.env, { PORTAL_DATA_DIR: folder }, settings);
  vi.resetModules();
  (globalThis as { __portal?: unknown }).__portal = undefined;
  return import('~/platform/secret-box.server');
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'secret-box-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const name of SETTINGS)
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  (globalThis as { __portal?: unknown }).__portal = undefined;
});

describe('a sealed text', () => {
  it.each(['', '1234', 'päss 🔑', 'x'.repeat(300)])(
    '%j opens at its place, and nowhere else',
    async (text) => {
      const { seal, unseal } = await box();
      const sealed = seal(text, 'order 1');
      expect(unseal(sealed, 'order 1')).toBe(text);
      expect(unseal(sealed, 'order 2')).toBeNull();
      expect(seal(text, 'order 1')).not.toEqual(sealed);
    },
  );

  it('does not open when any byte of it was changed, or when it is cut', async () => {
    const { seal, unseal } = await box();
    const sealed = seal('1234', 'order 1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unseal(changed, 'order 1')).toBeNull();
      expect(unseal(sealed.subarray(0, at), 'order 1')).toBeNull();
    }
  });

  it('does not tell how long a short text is', async () => {
    const { seal } = await box();
    expect(seal('1', 'x').length).toBe(seal('123456', 'x').length);
  });
});

describe('the key', () => {
  it('is made once, for its owner alone, and is there after a restart', async () => {
    const sealed = (await box()).seal('1234', 'x');
    const file = path.join(folder, 'secret');
    const made = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await box()).unseal(sealed, 'x')).toBe('1234');
    expect(readFileSync(file, 'utf8')).toBe(made);
  });

  it('goes from the file to a setting and on to another one, and what was sealed before still opens', async () => {
    const [first, second] = ['the-first-long-secret', 'the-second-long-secret'];
    const own = (await box()).seal('own', 'x');
    const one = (await box({ PORTAL_SECRET: first })).seal('one', 'x');
    const { seal, unseal } = await box({ PORTAL_SECRET: second, PORTAL_SECRET_PREVIOUS: `older ${first}` });
    expect([own, one, seal('two', 'x')].map((sealed) => unseal(sealed, 'x'))).toEqual(['own', 'one', 'two']);
    const forgotten = await box({ PORTAL_SECRET: second });
    expect(forgotten.unseal(one, 'x')).toBeNull();
  });

  it('is none of an empty file, and none that is too short', async () => {
    writeFileSync(path.join(folder, 'secret'), '');
    const { seal } = await box();
    expect(() => seal('1234', 'x')).toThrow();
    for (const wrong of ['short', 'a long one with spaces']) {
      const other = await box({ PORTAL_SECRET: wrong });
      expect(() => other.seal('1234', 'x')).toThrow(/PORTAL_SECRET/);
    }
  });
});
