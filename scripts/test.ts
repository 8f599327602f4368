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

/** Steps that look at the sources alone: two at a time, and the build is made beside them. */
const READ_SOURCES = new Set(['types', 'lint', 'imports', 'unused']);
const RUN_THE_BUILD = new Set(['http', 'browser']);
const BUILD = ['tsx', 'scripts/prepare.ts', '--build'];

type Ended = { code: number; printed: string };

/** Runs a command of the checkout. What it prints is shown as it comes, or, with `keep`, given back. */
function run(command: string[], { env = {}, keep = false }: RunOptions = {}): Promise<Ended> {
  const [name = '', ...args] = command;
  const child = spawn(path.resolve('node_modules/.bin', name), args, {
    stdio: keep ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, printed })));
}

type RunOptions = { env?: Record<string, string>; keep?: boolean };

async function runStep(step: Step): Promise<Tally> {
  const started = Date.now();
  const browser = step.name === 'browser' ? findBrowser() : null;
  const { code, printed } = await run(step.command, {
    keep: READ_SOURCES.has(step.name),
    env: {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
      ...(browser ? { CHROMIUM_PATH: browser } : {}),
    },
  });
  process.stdout.write(printed);
  const tally = readTally(step) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  console.log(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  return tally;
}

/** Makes the production build in a process of its own. Ends the run when it cannot be made. */
async function makeBuild(): Promise<void> {
  const { code } = await run(BUILD);
  if (code !== 0) process.exit(code);
}

function readTally(step: Step): Tally | undefined {
  try {
    return step.tally?.();
  } catch {
    return undefined;
  }
}

/** Does all of `work`, two at a time, begun in this order. */
async function twoAtATime(work: (() => Promise<void>)[]): Promise<void> {
  const waiting = [...work];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const steps = wanted.length > 0 ? STEPS.filter(({ name }) => wanted.includes(name)) : STEPS;
  const isWanted = (names: Set<string>) => steps.some(({ name }) => names.has(name));
  prepare({ build: false });
  const total: Tally = { passed: 0, failed: 0 };
  const take = (step: Step) => async () => {
    const { passed, failed } = await runStep(step);
    total.passed += passed;
    total.failed += failed;
  };
  const reading = steps.filter(({ name }) => READ_SOURCES.has(name)).map(take);
  await twoAtATime([...(isWanted(RUN_THE_BUILD) ? [makeBuild] : []), ...reading]);
  if (isWanted(new Set(['browser'])) && !findBrowser()) {
    execFileSync(path.resolve('node_modules/.bin/playwright'), ['install', 'chromium'], { stdio: 'inherit' });
  }
  for (const step of steps) if (!READ_SOURCES.has(step.name)) await take(step)();
  if (existsSync(reports)) rmSync(reports, { recursive: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

await main();
