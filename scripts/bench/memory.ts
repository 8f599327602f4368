import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Bytes that processes have grown by at most. */
export type Growth = { process: number; withChildren: number };

/**
 * By how much the resident memory of a process grew at most while `work` ran: alone, and together with the processes that it
 * has started meanwhile. Zeros where there is no /proc.
 */
export async function growthDuring(pid: number | undefined, work: () => Promise<void>): Promise<Growth> {
  const before = await memoryOf(pid);
  const known = new Set(await childrenOf(pid));
  const most: Growth = { process: 0, withChildren: 0 };
  let done = false;
  const working = work().finally(() => (done = true));
  while (!done) {
    const own = (await memoryOf(pid)) - before;
    const fresh = (await childrenOf(pid)).filter((child) => !known.has(child));
    const theirs = (await Promise.all(fresh.map(memoryOf))).reduce((sum, bytes) => sum + bytes, 0);
    most.process = Math.max(most.process, own);
    most.withChildren = Math.max(most.withChildren, own + theirs);
    await setTimeout(10);
  }
  await working;
  return most;
}

/** Resident memory of a process in bytes (Linux); 0 elsewhere. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

async function childrenOf(pid: number | undefined): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
