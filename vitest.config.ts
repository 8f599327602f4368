import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first';

const resolve = { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } };

/** A process serves many files: most of their time would be loading and compiling what they test. */
const sharing = { isolate: false, execArgv: ['--max-semi-space-size=64'] };

export default defineConfig({
  test: {
    // Much of what tests do is waiting: three share two cores well.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          ...sharing,
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/platform/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        esbuild: { jsxDev: false },
        test: {
          name: 'http',
          ...sharing,
          setupFiles: ['tests/support/fresh-portal.ts'],
          // The build runs as it does for people: loaded by Node itself, with React for production.
          env: { NODE_ENV: 'production' },
          server: { deps: { external: [/\/build\/server\//] } },
          include: ['tests/http/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
