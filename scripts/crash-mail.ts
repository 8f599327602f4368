import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnv } from '../app/platform/env.server';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Kills the worker at random while it sends mails, and checks that none is lost, changed or sent under another Message-ID.
  npm run crash-mail -- --kills 200`;

/** Runs the test in a data directory of its own. @returns the exit code: 0 when every mail arrived as it was kept */
async function crashMail(): Promise<number> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '200' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const kills = Number(values.kills);
  if (!Number.isSafeInteger(kills) || kills < 1) throw new Error('--kills must be a whole number from 1.');
  prepare({ build: false });
  const dataDir = path.join(readEnv(process.env).dataDir, 'crash-mail');
  rmSync(dataDir, { recursive: true, force: true });
  Object.assign(process.env, {
    PORTAL_DATA_DIR: dataDir,
    DATABASE_URL: '',
    MEILI_URL: '',
    LOG_LEVEL: 'silent',
  });
  const { openPortal } = await import('./lib/open-portal');
  const { crashMails } = await import('./bench/mail-crash');
  const portal = await openPortal();
  const result = await crashMails(portal.url, kills, console.log).finally(() => portal.close());
  console.log(
    `${result.kills} kills, ${result.afterData} of them after DATA; ${result.told} news in ${result.mails} mails; ${result.repeats} mails arrived twice`,
  );
  const wrong = [
    ['mails and news lost', result.lost],
    ['mails with another content than the kept copy', result.otherContent],
    ['repeats with a new Message-ID', result.newMessageIds],
  ] as const;
  for (const [name, count] of wrong) console.log(`${count === 0 ? 'pass' : 'FAIL'}  ${name}: ${count}`);
  return wrong.every(([, count]) => count === 0) ? 0 : 1;
}

if (isMain(import.meta.url)) {
  crashMail().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
