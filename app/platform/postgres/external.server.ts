import pg from 'pg';
import { codeOf, DatabaseUnavailable } from './errors.server';

const OLDEST_MAJOR = 15;
const RETRY_MS = 5_000;

/**
 * Connects once to `databaseUrl` and checks its version. A server that refuses connections or is still starting is
 * given five seconds. Throws `DatabaseUnavailable`.
 */
export async function checkExternal(databaseUrl: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new DatabaseUnavailable(
      'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
    );
  }
  const deadline = Date.now() + RETRY_MS;
  for (;;) {
    try {
      const problem = versionProblem(await readVersion(databaseUrl));
      if (problem !== null) throw new DatabaseUnavailable(problem);
      return;
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      if (!['ECONNREFUSED', '57P03'].includes(codeOf(error)) || Date.now() > deadline) {
        throw new DatabaseUnavailable(connectionProblem(databaseUrl, error));
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Says in one sentence why a server with this `server_version_num` (for example 150004) will not do; null when it will. */
export function versionProblem(versionNumber: number): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= OLDEST_MAJOR) return null;
  return `DATABASE_URL leads to PostgreSQL ${major}, and the portal needs PostgreSQL ${OLDEST_MAJOR} or newer.`;
}

async function readVersion(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    return Number(rows[0]?.server_version_num);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connectionProblem(databaseUrl: string, error: unknown): string {
  const { place, password, database } = splitUrl(databaseUrl);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${place}: start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL, ${place}, is not known here: correct it, or check the name service.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} does not accept the user and password of DATABASE_URL.`;
    case '3D000':
      return `PostgreSQL at ${place} has no database "${database}": create it, or correct DATABASE_URL.`;
    case '57P03':
      return `PostgreSQL at ${place} is still starting or shutting down: try again shortly.`;
    default: {
      const raw = error instanceof Error ? error.message : String(error);
      const text = password === '' ? raw : raw.replaceAll(password, '…').replaceAll(decode(password), '…');
      return `PostgreSQL at ${place} cannot be used (${text.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')}).`;
    }
  }
}

function splitUrl(databaseUrl: string): { place: string; password: string; database: string } {
  try {
    const url = new URL(databaseUrl);
    const place = url.searchParams.get('host') ?? `${url.hostname || 'localhost'}:${url.port || 5432}`;
    return { place, password: url.password, database: decode(url.pathname.slice(1)) };
  } catch {
    return { place: 'the address in DATABASE_URL', password: '', database: '' };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
