import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { withLock } from '~/platform/postgres/lock.server';
import { processIdentity } from '~/platform/postgres/process.server';

const folder = mkdtempSync(join(tmpdir(), 'portal-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A process that holds the lock until it is killed. */
const HOLDER = `
  import { withLock } from ${JSON.stringify(pathToFileURL(join(process.cwd(), 'app/platform/postgres/lock.server.ts')).href)};
  withLock(process.argv[2], () => { process.send('held'); return new Promise(() => setInterval(() => {}, 1000)); });
`;

async function startHolder(lock: string): Promise<() => Promise<void>> {
  const script = join(folder, 'holder.mts');
  writeFileSync(script, HOLDER);
  const tsx = pathToFileURL(join(process.cwd(), 'node_modules/tsx/dist/loader.mjs')).href;
  const child = fork(script, [lock], { execArgv: ['--import', tsx] });
  await once(child, 'message');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
}

test('many at once enter one after the other', async () => {
  const lock = join(folder, 'many');
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(2);
    inside--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(lock, work)));
  expect(most).toBe(1);
  expect(readdirSync(lock).length).toBeLessThanOrEqual(2);
});

test('the lock of a live process is respected, that of a killed one taken by exactly one of many', async () => {
  const lock = join(folder, 'killed');
  const kill = await startHolder(lock);
  let inside = 0;
  let most = 0;
  let entered = 0;
  const all = Array.from({ length: 10 }, () =>
    withLock(lock, async () => {
      entered++;
      most = Math.max(most, ++inside);
      await sleep(2);
      inside--;
    }),
  );
  await sleep(200);
  expect(entered).toBe(0);
  await kill();
  await Promise.all(all);
  expect([entered, most]).toEqual([10, 1]);
});

test('work that throws frees the lock', async () => {
  const lock = join(folder, 'throws');
  await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(withLock(lock, async () => 'next')).resolves.toBe('next');
});

test('another process with the same id is not the holder', async () => {
  const lock = join(folder, 'reused');
  await withLock(lock, async () => undefined);
  const own = processIdentity(process.pid) ?? '';
  expect(readFileSync(join(lock, 'held-1'), 'utf8')).toBe(own);
  rmSync(join(lock, 'free-1'));
  writeFileSync(join(lock, 'held-1'), own.replace(/\d+$/, '1'));
  await expect(withLock(lock, async () => 'mine')).resolves.toBe('mine');
});
