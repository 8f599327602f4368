import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Who PostgreSQL runs as: the process's own user, or for root an unprivileged one given by `uid` and `gid`. */
export type Account = { name: string; uid?: number; gid?: number };

/** The environment of PostgreSQL's programs: none of the portal's secrets, none of libpq's `PG…` variables. */
export const cleanEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Names a live process so that a later process with the same id is not taken for it (boot, id, start time).
 * Null when the process has ended; a zombie has.
 */
export function processIdentity(pid: number): string | null {
  try {
    if (process.platform !== 'linux') {
      const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
        encoding: 'utf8',
      }).trim();
      return line === '' || line.startsWith('Z') ? null : `ps:${pid}:${line.replace(/^\S+\s+/, '')}`;
    }
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${boot}:${pid}:${fields[19]}`;
  } catch {
    return null;
  }
}

/** Says whether the process that `processIdentity` named still runs. */
export function isAlive(identity: string): boolean {
  const pid = Number(identity.split(':')[1]);
  return Number.isInteger(pid) && pid > 0 && processIdentity(pid) === identity;
}

/** Runs a program to its end as `account`, from `/`; gives its exit code (127: it could not be run) and all it printed. */
export function run(
  file: string,
  args: string[],
  account: Account,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const options = { cwd: '/', env: cleanEnvironment, ...ids(account), maxBuffer: 16 * 1024 * 1024 };
    const done = (error: Error | null, stdout: string, stderr: string) => {
      const code = error === null ? 0 : 'code' in error && typeof error.code === 'number' ? error.code : 127;
      resolve({ code, output: `${stdout}${stderr}` || (error?.message ?? '') });
    };
    try {
      execFile(file, args, options, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), '', '');
    }
  });
}

/** The spawn options that make a program run as `account`. */
export function ids({ uid, gid }: Account): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid };
}

/**
 * The ids of all PostgreSQL processes that work in the cluster `data`: the postmaster and its backends, also those
 * whose postmaster is gone. Asked as `account`, because root without CAP_SYS_PTRACE may not look. Null where
 * the system has no /proc.
 */
export async function clusterProcesses(data: string, account: Account): Promise<number[] | null> {
  if (process.platform !== 'linux') return null;
  const script = 'for p in /proc/[0-9]*; do if [ "$p/cwd" -ef "$1" ]; then echo "$p"; fi; done';
  const { output } = await run('/bin/sh', ['-c', script, 'sh', data], account);
  return output
    .split('\n')
    .filter(Boolean)
    .map((path) => Number(path.slice('/proc/'.length)))
    .filter(isPostgres);
}

/** Says whether the live process `pid` is a PostgreSQL program. */
export function isPostgres(pid: number): boolean {
  if (processIdentity(pid) === null) return false;
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    return /(^|\/)postgres$/.test(
      execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
    );
  } catch {
    return false;
  }
}

/** Sends `signal` to a process; one that has just ended is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until the processes have ended; false when one still runs after `milliseconds`. */
export async function waitForEnd(pids: number[], milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  const identities = pids.map(processIdentity).filter((identity) => identity !== null);
  while (identities.some(isAlive)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
