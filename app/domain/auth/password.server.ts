import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '~/platform/errors';
import { singleton } from '~/platform/singleton';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default kind) with 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const AT_ONCE = 2;
const MAY_WAIT = 50;

const gate = singleton('password-gate', () => ({ running: 0, waiting: [] as (() => void)[] }));

/** Runs `work` when fewer than two others run. Throws DomainError `busy` (503) when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (gate.running >= AT_ONCE) {
    if (gate.waiting.length >= MAY_WAIT) throw new DomainError('busy', 503);
    await new Promise<void>((resolve) => gate.waiting.push(resolve));
  } else {
    gate.running += 1;
  }
  try {
    return await work();
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.running -= 1;
  }
}

/** The argon2id hash of a password, in PHC string format. Throws DomainError `busy` (503). */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), COST));
}

/** The hash of a password that nobody knows: checking against it costs what a real check costs. */
function nobodysHash(): Promise<string> {
  return singleton('password-nobody', () => hash(randomBytes(32), COST));
}

/**
 * True when `password` belongs to `stored`. With null, an account that does not exist or has no password, it is false
 * after the same time. Throws DomainError `busy` (503).
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const nobodys = await nobodysHash();
  return inTurn(async () => (await verify(stored ?? nobodys, password.normalize('NFKC'))) && stored !== null);
}
