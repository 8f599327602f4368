import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '../../app/platform/db.server';
import type { Figure } from './figures';
import { intakeFile, intakeMapping, sendIntake } from './intake-file';
import type { Subject } from './subjects';

const LONGEST_MS = 300_000;

/** Posts a form to an import's page. */
export async function postIntake(
  url: string,
  { cookie }: Subject,
  at: string,
  fields: Record<string, string>,
) {
  const init = {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Cookie: cookie },
    redirect: 'manual',
  } as const;
  const answer = await fetch(`${url}${at}`, init);
  await answer.arrayBuffer();
  if (answer.status !== 302) throw new Error(`${at} was refused: ${answer.status}`);
}

/** Waits until an import is in this state. @returns the number of its rows by what became of them */
export async function intakeReaches(at: string, state: string): Promise<Record<string, number>> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const found = await db().import.findUniqueOrThrow({ where: { token: at.slice('/imports/'.length) } });
    if (found.state === state) return found.counts as Record<string, number>;
    if (found.state === 'failed' || Date.now() > until)
      throw new Error(`The import is ${found.state}: ${found.error}`);
    await sleep(50);
  }
}

/** Bulk intake over HTTP: rows a second of the dry run and of the creation, from the press of the button to the end. */
export async function measureIntake(portal: { url: string }, reseller: Subject): Promise<Figure[]> {
  const at = await sendIntake(portal.url, reseller, intakeFile());
  const mapping = await intakeMapping(reseller, at);
  const step = async (fields: Record<string, string>, state: string) => {
    const started = performance.now();
    await postIntake(portal.url, reseller, at, fields);
    return { counts: await intakeReaches(at, state), seconds: (performance.now() - started) / 1000 };
  };
  const checked = await step(mapping, 'checked');
  const rows = Object.values(checked.counts).reduce((sum, count) => sum + count, 0);
  if (!checked.counts.ready) throw new Error('No row is ready: this file was imported here before.');
  const created = await step({ intent: 'create' }, 'done');
  const taken = created.counts.created ?? 0;
  const told = Object.values(created.counts).reduce((sum, count) => sum + count, 0);
  return [
    { name: 'intake.rows', value: rows, unit: 'rows' },
    { name: 'intake.dry-run', value: rows / checked.seconds, unit: 'rows/s', limit: { min: 5000 } },
    { name: 'intake.creation', value: taken / created.seconds, unit: 'rows/s', limit: { min: 1000 } },
    { name: 'intake.unaccounted', value: rows - told, unit: 'rows', limit: { max: 0 } },
  ];
}
