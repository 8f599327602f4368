import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './lib/find-browser';
import { prepare } from './prepare';

/**
 * Runs what a contributor must pass, in this order; with arguments only the steps named. Ends with
 * `N passed, N failed`, and with exit code 1 when something failed.
 */
type Tally = { passed: number; failed: number };
type Step = { name: string; command: string[]; tally?: () => Tally };

const reports = mkdtempSync(path.join(tmpdir(), 'portal-test-'));

function vitest(project: string): Step {
  const report = path.join(reports, `${project}.json`);
  return {
    name: project,
    command: [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    tally: () => {
      const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
      const broken = testResults.filter(
        (file: { status: string; assertionResults: unknown[] }) =>
          file.status === 'failed' && file.assertionResults.length === 0,
      );
      return { passed: numPassedTests, failed: numFailedTests + broken.length };
    },
  };
}

const browserReport = path.join(reports, 'browser.json');

const STEPS: Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  {
    name: 'imports',
    command: ['depcruise', 'app', 'server.ts', 'scripts', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'unused', command: ['knip', '--no-progress'] },
  vitest('unit'),
  vitest('http'),
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=dot,json'],
    tally: () => {
      const { stats } = JSON.parse(readFileSync(browserReport, 'utf8'));
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
    },
  },
];

/** Steps that look at the sources alone: the build is made beside them. */
const READ_SOURCES = new Set(['types', 'lint', 'imports', 'unused']);
const RUN_THE_BUILD = new Set(['http', 'browser']);

/** Makes the production build in a process of its own. Ends the run when it cannot be made. */
async function buildBeside(): Promise<void> {
  const code = await run(['tsx', 'scripts/prepare.ts', '--build'], {});
  if (code !== 0) process.exit(code);
}

function run(command: string[], env: Record<string, string>): Promise<number> {
  const [name = '', ...args] = command;
  const child = spawn(path.resolve('node_modules/.bin', name), args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function runStep(step: Step): Promise<Tally> {
  const started = Date.now();
  const browser = step.name === 'browser' ? findBrowser() : null;
  const code = await run(step.command, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
    ...(browser ? { CHROMIUM_PATH: browser } : {}),
  });
  const tally = readTally(step) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  console.log(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  return tally;
}

function readTally(step: Step): Tally | undefined {
  try {
    return step.tally?.();
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const steps = wanted.length > 0 ? STEPS.filter(({ name }) => wanted.includes(name)) : STEPS;
  prepare({ build: false });
  const built = steps.some(({ name }) => RUN_THE_BUILD.has(name)) ? buildBeside() : Promise.resolve();
  if (steps.some(({ name }) => name === 'browser') && !findBrowser()) {
    execFileSync(path.resolve('node_modules/.bin/playwright'), ['install', 'chromium'], { stdio: 'inherit' });
  }
  const total: Tally = { passed: 0, failed: 0 };
  for (const step of steps) {
    if (!READ_SOURCES.has(step.name)) await built;
    const { passed, failed } = await runStep(step);
    total.passed += passed;
    total.failed += failed;
  }
  if (existsSync(reports)) rmSync(reports, { recursive: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

await main();
