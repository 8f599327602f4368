import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnavailable } from './errors.server';
import { isAlive, processIdentity } from './process.server';

const WAIT_MS = 180_000;

/**
 * Runs `work` while no other process, and nothing else in this one, runs under the lock in `folder`. A lock whose
 * process was killed counts as free. Throws `DatabaseUnavailable` when a live process holds it for three minutes.
 *
 * The lock is a series of numbered files that are only ever added: whoever makes the next number holds it. Taking over
 * from a dead process is therefore as exclusive as taking a free lock.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const number = await acquire(folder);
  try {
    return await work();
  } finally {
    writeFileSync(join(folder, `free-${number}`), '');
  }
}

async function acquire(folder: string): Promise<number> {
  const claim = join(folder, `claim-${process.pid}-${randomUUID()}`);
  writeFileSync(claim, ownIdentity());
  const deadline = Date.now() + WAIT_MS;
  try {
    for (;;) {
      const number = tryNext(folder, claim);
      if (number !== null) return number;
      if (Date.now() > deadline) {
        throw new DatabaseUnavailable(
          `Another start of the portal has been busy with ${folder} for three minutes.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 20));
    }
  } finally {
    rmSync(claim, { force: true });
  }
}

/** Takes the number after the last one if that one is free or its holder dead; null when it is held. */
function tryNext(folder: string, claim: string): number | null {
  const last = lastNumber(folder);
  if (last > 0 && isHeld(folder, last)) return null;
  const mine = last + 1;
  try {
    linkSync(claim, join(folder, `held-${mine}`));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
  if (lastNumber(folder) > mine) {
    rmSync(join(folder, `held-${mine}`), { force: true });
    return null;
  }
  for (const name of readdirSync(folder)) {
    const [kind, value] = name.split('-');
    if (kind !== 'claim' && Number(value) < mine) rmSync(join(folder, name), { force: true });
    if (kind === 'claim' && processIdentity(Number(value)) === null)
      rmSync(join(folder, name), { force: true });
  }
  return mine;
}

function lastNumber(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder).map((name) => (name.startsWith('held-') ? Number(name.slice(5)) : 0)),
  );
}

function isHeld(folder: string, number: number): boolean {
  if (existsSync(join(folder, `free-${number}`))) return false;
  try {
    return isAlive(readFileSync(join(folder, `held-${number}`), 'utf8'));
  } catch {
    return true; // a later holder has just tidied it away: look again
  }
}

/** Notes this process as a user of the server; call under the lock. Gives the function that takes the note back. */
export function register(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${process.pid}-${randomUUID()}`);
  writeFileSync(file, ownIdentity());
  return () => rmSync(file, { force: true });
}

/** Counts the live users of the server and forgets the dead ones; call under the lock. */
export function countUsers(folder: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = readdirSync(folder).map((name) => join(folder, name));
  const [live, dead] = [files.filter(isNoteAlive), files.filter((file) => !isNoteAlive(file))];
  for (const file of dead) rmSync(file, { force: true });
  return live.length;
}

function isNoteAlive(file: string): boolean {
  return existsSync(file) && isAlive(readFileSync(file, 'utf8'));
}

function ownIdentity(): string {
  const identity = processIdentity(process.pid);
  if (identity === null)
    throw new DatabaseUnavailable('The portal cannot read its own process state from /proc.');
  return identity;
}
