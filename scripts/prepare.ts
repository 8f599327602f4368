import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is-main';

/**
 * Makes what the sources do not contain: the Prisma client and the production build. Each is made again only when what
 * it is made from has changed.
 */
export function prepare({ build }: { build: boolean }): void {
  once('app/platform/db/generated/.made-from', ['prisma/schema.prisma', 'package-lock.json'], () =>
    // The client needs no engine binary, but the command line insists on finding one.
    run('prisma', ['generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }),
  );
  const sources = [
    'app',
    'public',
    'package-lock.json',
    'vite.config.ts',
    'remix.config.js',
    'tsconfig.json',
  ];
  if (build)
    once('build/.made-from', sources, () => run('remix', ['vite:build'], { NODE_ENV: 'production' }));
}

function once(markFile: string, sources: string[], make: () => void): void {
  const mark = fingerprint(sources);
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === mark) return;
  make();
  mkdirSync(path.dirname(markFile), { recursive: true });
  writeFileSync(markFile, mark);
}

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap(filesIn)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .sort()
    .filter((name) => name !== 'generated')
    .flatMap((name) => filesIn(path.join(place, name)));
}

function run(command: string, args: string[], extra: Record<string, string>): void {
  const bin = path.resolve('node_modules/.bin', command);
  try {
    execFileSync(bin, args, {
      env: { ...process.env, ...extra },
      stdio: 'pipe',
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`);
  }
}

if (isMain(import.meta.url)) prepare({ build: process.argv.includes('--build') });
