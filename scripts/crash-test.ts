import { parseArgs } from 'node:util';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Kills the portal and its database at random while orders are made, and checks that none is lost.
  npm run crash-test -- --rounds 20`;

/** So many times an import is killed before it ends. */
const INTAKE_KILLS = 3;

/** Runs the crash test in a data directory of its own. @returns the exit code: 0 when nothing was lost */
async function crashTest(): Promise<number> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '20' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const rounds = Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1.');
  prepare({ build: true });
  const { enterCrashSettings, runCrashes, runIntakeCrash } = await import('./bench/crash');
  const settings = enterCrashSettings();
  const result = await runCrashes(settings, rounds, console.log);
  const intake = await runIntakeCrash(settings, INTAKE_KILLS);
  const wrong = [
    ['acknowledged orders lost', result.lost],
    ['confirmed orders without their event', result.withoutEvent],
    ['confirmed orders without mail or job', result.withoutMail],
    ['orders of 50 parallel identical submissions beyond one', result.parallelOrders - 1],
    ['answers to them beyond one', result.parallelAnswers - 1],
    ['rows of a killed import without an order', intake.lost],
    ['orders of a killed import that was sent again beyond one a row', intake.twice],
    ['imported orders without one event', intake.withoutEvent],
  ] as const;
  console.log(`${rounds} rounds, ${result.acknowledged} acknowledged orders, ${result.kills} kills`);
  console.log(`An import of ${intake.rows} rows, killed ${intake.kills} times and sent again`);
  for (const [name, count] of wrong) console.log(`${count === 0 ? 'pass' : 'FAIL'}  ${name}: ${count}`);
  return wrong.every(([, count]) => count === 0) && result.acknowledged > 0 ? 0 : 1;
}

if (isMain(import.meta.url)) {
  crashTest().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
