import { messageOf } from './run-process';

/** Runs a script to its end: the process ends with the code that it gives, or with 1 and one sentence when it fails. */
export function runMain(work: () => Promise<number>): void {
  work().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(messageOf(error));
      process.exit(1);
    },
  );
}
