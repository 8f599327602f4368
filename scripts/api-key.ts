import { parseArgs } from 'node:util';
import { forRealUse } from './lib/for-real-use';
import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Makes a key for the API and prints it once; with it a program acts as that person.
  npm run api-key -- mail@example.org
                     --scopes orders:read,onsite:write   those of use to the person's role, when none are named
                     --name "Web shop"                   what it is for
                     --revoke rp_abc123                  ends the person's keys that begin so instead`;

async function apiKey(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scopes: { type: 'string', default: '' },
      name: { type: 'string', default: '' },
      revoke: { type: 'string' },
    },
  });
  const email = positionals[0]?.trim().toLowerCase();
  if (!email) throw new Error(HELP);
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const portal = await openPortal();
  try {
    console.log(values.revoke ? await revoke(email, values.revoke) : await make(email, values));
  } finally {
    await portal.close();
  }
}

/** What to print of a new key. Throws an Error with one sentence. */
async function make(email: string, wishes: { scopes: string; name: string }): Promise<string> {
  const { createApiKey } = await import('../app/domain/api/keys.server');
  const { SCOPES } = await import('../app/domain/api/rules');
  const { isDomainError } = await import('../app/platform/errors');
  const named = wishes.scopes.split(',').flatMap((scope) => scope.trim() || []);
  const scopes = SCOPES.filter((scope) => named.includes(scope));
  if (scopes.length < named.length) throw new Error(`The scopes are: ${SCOPES.join(', ')}.`);
  const made = await createApiKey(email, wishes.name.slice(0, 200), scopes).catch((error: unknown) => {
    if (isDomainError(error)) throw new Error(`Nobody can sign in as ${email}.`);
    throw error;
  });
  return `${made.key}\nIt acts as ${email}, with the scopes ${made.scopes.join(', ')}. It is not shown again.`;
}

async function revoke(email: string, prefix: string): Promise<string> {
  const { revokeApiKeys } = await import('../app/domain/api/keys.server');
  return `Keys revoked: ${await revokeApiKeys(email, prefix)}.`;
}

if (isMain(import.meta.url)) {
  forRealUse();
  apiKey().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
